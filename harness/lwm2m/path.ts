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
  const ids = text.slice(1).split('/').map(Number);
  return ids.every(id => id <= MAX_ID) ? pathOfIds(ids) : null;
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
export function pathIds({ object, instance, resource, resourceInstance }: Lwm2mPath): number[] {
  if (instance === undefined) return [object];
  if (resource === undefined) return [object, instance];
  return resourceInstance === undefined
    ? [object, instance, resource]
    : [object, instance, resource, resourceInstance];
}

/** Null for none. */
function pathOfIds([object, instance, resource, resourceInstance]: readonly number[]): Lwm2mPath | null {
  if (object === undefined) return null;
  if (instance === undefined) return { object };
  if (resource === undefined) return { object, instance };
  return resourceInstance === undefined
    ? { object, instance, resource }
    : { object, instance, resource, resourceInstance };
}
