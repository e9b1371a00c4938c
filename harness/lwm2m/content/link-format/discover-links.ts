import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { Lwm2mVersion } from '../../attributes/lwm2m-version.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import { formatPath, type Lwm2mPath, pathDepth, pathIds } from '../../path.ts';
import type { Decoded } from '../decoded-content.ts';
import { type LinkContext, resourceAt } from './link-context.ts';
import { parseLocatedLinks } from './link-parser.ts';
import { type Lwm2mLink, readLwm2mLink } from './lwm2m-link.ts';

const deviation = deviationsOf('links', 'TS 1.0 §5.4.2');

export interface DiscoverReading {
  readonly definitions: DefinitionLookup;
  readonly version?: Lwm2mVersion;
  /** Prefix that the client registered: `/lwm2m`. */
  readonly root?: string;
}

/** Reads the answer to a Discover of a path. The node is null only where the links cannot be read to their end. */
export function readDiscover(
  payload: Uint8Array | string,
  asked: Lwm2mPath,
  { definitions, version = '1.0', root = '' }: DiscoverReading,
): Decoded<readonly Lwm2mLink[]> {
  const { links: located, deviations: found } = parseLocatedLinks(payload);
  if (located === null) return { node: null, deviations: found };
  const deviations = [...found];
  const context: LinkContext = { payload: 'discover', root, version, definitions, deviations };
  const seen = new Set<string>();
  const links = located.map(link => {
    const read = readLwm2mLink(link, context);
    judge(read, link.offset, asked, seen, context);
    return read;
  });
  if (!seen.has(formatPath(asked))) {
    const message = `No link to ${formatPath(asked)} itself`;
    deviations.push(deviation('target-missing', message, 0, { level: 'should' }));
  }
  return { node: links, deviations };
}

function judge(
  { path, target, properties }: Lwm2mLink,
  offset: number,
  asked: Lwm2mPath,
  seen: Set<string>,
  { definitions, deviations, version }: LinkContext,
): void {
  if (path === null) return;
  if (path === 'root' || !isWithin(path, asked)) {
    deviations.push(deviation('outside-path', `${target} in the answer for ${formatPath(asked)}`, offset));
    return;
  }
  const key = formatPath(path);
  if (seen.has(key)) {
    deviations.push(deviation('repeated', `${target} is listed more than once`, offset, { level: 'should' }));
  }
  seen.add(key);
  if (pathDepth(path) === 4 && version === '1.0') {
    const message = `${target} is a resource instance, which 1.0 does not list`;
    deviations.push(deviation('discovered-level', message, offset));
  }
  if (pathDepth(path) !== 3 || properties.dim !== undefined) return;
  if (resourceAt(path, definitions)?.multiple === true) {
    const message = `${target} is multiple and has no dim`;
    deviations.push(
      deviation('dimension-missing', message, offset, { clause: 'TS 1.0 §5.1.2', level: 'should' }),
    );
  }
}

function isWithin(path: Lwm2mPath, outer: Lwm2mPath): boolean {
  const ids = pathIds(path);
  return pathIds(outer).every((id, index) => ids[index] === id);
}
