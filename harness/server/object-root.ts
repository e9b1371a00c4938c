import { type Link, linkAttribute } from '../lwm2m/content/link-format/link-format.ts';

const OBJECT_ROOT = 'oma.lwm2m';

/** Where a device says its objects are: `/lwm2m`, or nothing when they are at the root (TS 1.0 §8.2.2). */
export function objectRoot(links: readonly Link[]): string {
  const root = links.find(link => linkAttribute(link, 'rt')?.split(' ').includes(OBJECT_ROOT));
  return root === undefined || root.target === '/' ? '' : root.target;
}

/** Paths of the objects and instances of a registration, without the root they are under. */
export function objectPaths(links: readonly Link[]): string[] {
  const root = objectRoot(links);
  return links
    .filter(({ target }) => target.startsWith(`${root}/`))
    .map(({ target }) => target.slice(root.length))
    .filter(path => path !== '/');
}
