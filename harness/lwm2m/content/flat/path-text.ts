/** Paths as text and back, for formats that do so once a value: without arrays and patterns. */
import { type Lwm2mPath, MAX_ID } from '../../path.ts';

const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;

/** What parsePath reads, and nothing else. */
export function readPath(name: string): Lwm2mPath | null {
  let [object, instance, resource, resourceInstance] = [-1, -1, -1, -1];
  let depth = 0;
  for (let at = 0; at < name.length; depth += 1) {
    if (name.charCodeAt(at) !== SLASH) return null;
    const start = ++at;
    let id = 0;
    for (let code = name.charCodeAt(at); code >= ZERO && code <= NINE; code = name.charCodeAt(++at)) {
      id = id * 10 + code - ZERO;
    }
    const digits = at - start;
    const leadingZero = digits > 1 && name.charCodeAt(start) === ZERO;
    if (digits === 0 || leadingZero || id > MAX_ID) return null;
    if (depth === 0) object = id;
    else if (depth === 1) instance = id;
    else if (depth === 2) resource = id;
    else if (depth === 3) resourceInstance = id;
    else return null;
  }
  switch (depth) {
    case 0:
      return null;
    case 1:
      return { object };
    case 2:
      return { object, instance };
    case 3:
      return { object, instance, resource };
    default:
      return { object, instance, resource, resourceInstance };
  }
}

/** What formatPath gives. */
export function pathText({ object, instance, resource, resourceInstance }: Lwm2mPath): string {
  if (instance === undefined) return `/${object}`;
  if (resource === undefined) return `/${object}/${instance}`;
  if (resourceInstance === undefined) return `/${object}/${instance}/${resource}`;
  return `/${object}/${instance}/${resource}/${resourceInstance}`;
}

/** The resource of a resource or resource instance: `/3/0/6` for `/3/0/6/1`. */
export function resourceText({ object, instance, resource }: Lwm2mPath): string {
  return `/${object}/${instance}/${resource}`;
}
