/** Address of an object, object instance, resource or resource instance (TS 1.0 §6.1). No id without the one before it. */
export interface Lwm2mPath {
  readonly object: number;
  readonly instance?: number;
  readonly resource?: number;
  readonly resourceInstance?: number;
}

/** 1 object, 2 object instance, 3 resource, 4 resource instance. */
export type PathDepth = 1 | 2 | 3 | 4;

/** 65535 is reserved at every level: it means "none" (TS 1.0 §6.1, Objlnk in appendix C). */
export const MAX_ID = 65_534;

const PATH = /^(?:\/(?:0|[1-9]\d{0,4})){1,4}$/;

/** Reads `/3`, `/3/0`, `/3/0/6`, `/3/0/6/1`; null for everything else, also for leading zeros and 65535. */
export function parsePath(text: string): Lwm2mPath | null {
  if (!PATH.test(text)) return null;
  const [object, instance, resource, resourceInstance] = text.slice(1).split('/').map(Number);
  if (object === undefined) return null;
  const path: Lwm2mPath = {
    object,
    ...(instance === undefined ? {} : { instance }),
    ...(resource === undefined ? {} : { resource }),
    ...(resourceInstance === undefined ? {} : { resourceInstance }),
  };
  return pathIds(path).every(id => id <= MAX_ID) ? path : null;
}

export function formatPath(path: Lwm2mPath): string {
  return `/${pathIds(path).join('/')}`;
}

export function pathDepth({ instance, resource, resourceInstance }: Lwm2mPath): PathDepth {
  if (instance === undefined) return 1;
  if (resource === undefined) return 2;
  return resourceInstance === undefined ? 3 : 4;
}

/** The ids from object downwards. */
export function pathIds(path: Lwm2mPath): number[] {
  const ids = [path.object, path.instance, path.resource, path.resourceInstance];
  return ids.slice(0, pathDepth(path)).filter(id => id !== undefined);
}
