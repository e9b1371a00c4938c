import type { NotificationAttributes } from '../../attributes/attributes.ts';
import { pathDepth } from '../../path.ts';
import type { LinkAttribute, LocatedLink } from './link.ts';
import type { LinkDepth, LinkProperties } from './link-attributes.ts';
import { type LinkContext, type LinkPath, linkDeviation } from './link-context.ts';
import { readTarget } from './link-path.ts';
import { readAttributes } from './read-attributes.ts';

/** A link with what LwM2M says about it. */
export interface Lwm2mLink {
  /** As in the payload. */
  readonly target: string;
  readonly path: LinkPath;
  readonly properties: LinkProperties;
  /** Notification attributes set at this level. */
  readonly notification: NotificationAttributes;
  /** Attributes that LwM2M gives no meaning to, or whose value is none. */
  readonly others: readonly LinkAttribute[];
}

const PATHS = 'TS 1.0 §6.1';
const ROOT = 'TS 1.0 §8.2.2';

/** Reads one link. What LwM2M does not know stays without a deviation: receivers have to ignore it. */
export function readLwm2mLink(link: LocatedLink, context: LinkContext): Lwm2mLink {
  const path = readPath(link, context);
  const depth = depthOf(path);
  const read = readAttributes(link.attributes, { ...context, path, depth });
  return { target: link.target, path, ...read };
}

function readPath({ target, offset }: LocatedLink, { root, deviations }: LinkContext): LinkPath {
  const found = readTarget(target, root);
  switch (found.kind) {
    case 'root':
      return 'root';
    case 'other':
      return null;
    case 'no-path':
      deviations.push(linkDeviation('path', `${target} is no path of LwM2M`, offset, { clause: PATHS }));
      return null;
    case 'path':
      if (found.oddity === 'form') {
        const message = `${target} has zeros or a slash that a path does not have`;
        deviations.push(linkDeviation('path-form', message, offset, { clause: PATHS }));
      } else if (found.oddity === 'outside-root') {
        const message = `${target} is not below the root ${root}`;
        deviations.push(linkDeviation('outside-root', message, offset, { clause: ROOT }));
      }
      return found.path;
  }
}

function depthOf(path: LinkPath): LinkDepth | null {
  if (path === null) return null;
  return path === 'root' ? 0 : pathDepth(path);
}
