import type { CoapMessage } from '../coap/message/message.ts';
import { type Link, linkAttribute, parseLinkFormat } from '../lwm2m/content/link-format/link-format.ts';

/**
 * Targets of the object list of a Register or Update, as paths below the root that it may name (TS 1.0 §8.2.2);
 * null when it is not link format.
 */
export function objectList(message: CoapMessage): readonly string[] | null {
  const { links } = parseLinkFormat(message.payload);
  return links === null ? null : objectLinks(links).map(({ target }) => target);
}

/** The links to objects and object instances: without the root link, and without the prefix that it may name. */
export function objectLinks(links: readonly Link[]): readonly Link[] {
  const root = links.find(isRoot);
  const prefix = root === undefined ? '' : prefixOf(root);
  return withoutPrefix(
    links.filter(link => link !== root),
    prefix,
  );
}

/** The links as paths of objects: without the prefix, where they have it. */
export function withoutPrefix(links: readonly Link[], prefix: string): readonly Link[] {
  if (prefix === '') return links;
  return links.map(link =>
    link.target.startsWith(`${prefix}/`) ? { ...link, target: link.target.slice(prefix.length) } : link,
  );
}

/** Path of the Server object instance that stands for the one account of the device; null when the list has none. */
export function serverInstance(message: CoapMessage): string | null {
  return objectList(message)?.find(path => /^\/1\/\d+$/.test(path)) ?? null;
}

/** Where the device has its objects: `/lwm2m`, or nothing for the root itself. */
export function objectRoot(message: CoapMessage): string {
  const root = parseLinkFormat(message.payload).links?.find(isRoot);
  return root === undefined ? '' : prefixOf(root);
}

/** By its resource type, which the link to the root itself can do without (example in TS 1.0 §5.3.1). */
function isRoot(link: Link): boolean {
  return link.target === '/' || (linkAttribute(link, 'rt') ?? '').split(' ').includes('oma.lwm2m');
}

/** A root that cannot be a path of requests counts as none. */
function prefixOf({ target }: Link): string {
  return /^(?:\/[\w.~-]+)+$/.test(target) ? target : '';
}
