import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { Lwm2mVersion } from '../../attributes/lwm2m-version.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import { formatPath, pathDepth } from '../../path.ts';
import type { Decoded } from '../decoded-content.ts';
import type { LocatedLink } from './link.ts';
import type { LinkContext } from './link-context.ts';
import { parseLocatedLinks } from './link-parser.ts';
import { type Lwm2mLink, readLwm2mLink } from './lwm2m-link.ts';

/** The object list of a Register or Update (TS 1.0 §5.3.1). */
export interface ObjectList {
  /** Prefix of every path of the device: `/lwm2m`, or empty. */
  readonly root: string;
  /** Content formats that the root names beside those every device has; null where it names none. */
  readonly contentFormats: readonly number[] | null;
  /** All links in their order, the root among them. */
  readonly links: readonly Lwm2mLink[];
}

const deviation = deviationsOf('links', 'TS 1.0 §5.3.1');

const OBJECT_ROOT = 'oma.lwm2m';
/** Objects with credentials, which no server is told of. */
const HIDDEN: readonly number[] = [0, 21];
const NUMERIC_ROOT = /^(?:\/\d+)+\/?$/;
/** What a client can put before its paths: RFC 3986 `pchar` segments. */
const ROOT_PATH = /^(?:\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+)*$/;

/** Reads an object list. The node is null only where the links cannot be read to their end. */
export function readObjectList(
  payload: Uint8Array | string,
  definitions: DefinitionLookup,
  version: Lwm2mVersion = '1.0',
): Decoded<ObjectList> {
  const { links: located, deviations: found } = parseLocatedLinks(payload);
  if (located === null) return { node: null, deviations: found };
  const deviations = [...found];
  const root = rootOf(located, deviations);
  const context: LinkContext = { payload: 'register', root, version, definitions, deviations };
  const links = located.map(link => readLwm2mLink(link, context));
  judge(located, links, deviations);
  const formats = links.find(({ path }) => path === 'root')?.properties.ct ?? null;
  return { node: { root, contentFormats: formats, links }, deviations };
}

/** Where the objects are: the first link that is typed as their root, if a request can go below it. */
function rootOf(links: readonly LocatedLink[], deviations: LinkContext['deviations']): string {
  const [root, second] = links.filter(isRoot);
  if (second !== undefined) {
    deviations.push(deviation('root-repeated', `${second.target} is a second root`, second.offset));
  }
  if (root === undefined) return '';
  const prefix = root.target.replace(/\/$/, '');
  if (NUMERIC_ROOT.test(root.target)) {
    deviations.push(deviation('root-numeric', `The root ${root.target} reads as a path`, root.offset));
    return prefix;
  }
  if (ROOT_PATH.test(prefix)) return prefix;
  deviations.push(deviation('root-path', `The root ${root.target} is no path`, root.offset));
  return '';
}

function isRoot({ attributes }: LocatedLink): boolean {
  return attributes.some(
    ({ name, value }) => name === 'rt' && value?.split(' ').includes(OBJECT_ROOT) === true,
  );
}

function judge(
  located: readonly LocatedLink[],
  links: readonly Lwm2mLink[],
  deviations: LinkContext['deviations'],
): void {
  const seen = new Set<string>();
  for (const [index, { path, target }] of links.entries()) {
    const offset = located[index]?.offset ?? 0;
    if (path === null || path === 'root') continue;
    if (HIDDEN.includes(path.object)) {
      deviations.push(deviation('hidden-object', `${target} is not to be registered`, offset));
    } else if (pathDepth(path) > 2) {
      deviations.push(deviation('registered-level', `${target} is no object or object instance`, offset));
    }
    const key = formatPath(path);
    if (seen.has(key)) {
      deviations.push(
        deviation('repeated', `${target} is listed more than once`, offset, { level: 'should' }),
      );
    }
    seen.add(key);
  }
}
