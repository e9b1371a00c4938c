import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import type { Lwm2mVersion } from '../../attributes/lwm2m-version.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import { pathDepth } from '../../path.ts';
import type { Decoded } from '../decoded-content.ts';
import type { LocatedLink } from './link.ts';
import type { LinkContext } from './link-context.ts';
import { formatLinkFormat, type Link } from './link-format.ts';
import { type Lwm2mLink, readLwm2mLink } from './lwm2m-link.ts';
import { readVersionedLinks } from './versioned-links.ts';

/**
 * What a client holds, told to a bootstrap server. `prefixed`: 1.0 has `lwm2m="1.0"` in front of the links, which is no
 * link at all; `root`: from 1.1 on it is an attribute of the first link.
 */
export interface BootstrapDiscovery {
  readonly form: 'prefixed' | 'root' | null;
  /** `1.0`; null where the payload names none. */
  readonly version: string | null;
  readonly links: readonly Lwm2mLink[];
}

const deviation = deviationsOf('links', 'TS 1.0 §5.2');
const SECURITY = 0;
const SERVER = 1;

/** Reads the answer to a Bootstrap-Discover. The node is null only where the links cannot be read to their end. */
export function readBootstrapDiscover(
  payload: Uint8Array | string,
  definitions: DefinitionLookup,
  expected: Lwm2mVersion = '1.0',
): Decoded<BootstrapDiscovery> {
  const { prefix, links: located, deviations: found } = readVersionedLinks(payload);
  if (located === null) return { node: null, deviations: found };
  const deviations = [...found];
  const context: LinkContext = {
    payload: 'bootstrap-discover',
    root: '',
    version: expected,
    definitions,
    deviations,
  };
  const links = located.map(link => readLwm2mLink(link, context));
  const named = links.find(({ path, properties }) => path === 'root' && properties.lwm2m !== undefined);
  const form = prefix !== null ? 'prefixed' : named === undefined ? null : 'root';
  const due = expected === '1.0' ? 'prefixed' : 'root';
  if (form !== due) deviations.push(wrongForm(form, expected));
  judgeAccounts(links, located, deviations);
  return { node: { form, version: prefix ?? named?.properties.lwm2m ?? null, links }, deviations };
}

/**
 * Writes the answer to a Bootstrap-Discover of that version.
 * @throws HarnessBugError `link-format.value` for what no link can be.
 */
export function formatBootstrapDiscover(version: Lwm2mVersion, links: readonly Link[]): string {
  if (version === '1.0') return `lwm2m="1.0"${links.length > 0 ? ',' : ''}${formatLinkFormat(links)}`;
  const root = { target: '/', attributes: [{ name: 'lwm2m', value: version, quoted: false }] };
  return formatLinkFormat([root, ...links]);
}

function wrongForm(form: BootstrapDiscovery['form'], expected: Lwm2mVersion): Deviation {
  if (form === null) return deviation('version-missing', 'The version of the enabler is not told', 0);
  const message = `The version is told as ${form === 'root' ? '1.1 and later do' : '1.0 does'}`;
  return deviation('version-form', message, 0, { clause: clauseOf(expected) });
}

function clauseOf(version: Lwm2mVersion): string {
  return version === '1.0' ? 'TS 1.0 §5.2' : 'TS Core 1.1 §6.1';
}

/** Accounts have a Short Server ID each, but for the one of the bootstrap server. */
function judgeAccounts(
  links: readonly Lwm2mLink[],
  located: readonly LocatedLink[],
  deviations: Deviation[],
): void {
  let withoutId = 0;
  for (const [index, { path, target, properties }] of links.entries()) {
    const offset = located[index]?.offset ?? 0;
    if (path === null || path === 'root') continue;
    if (pathDepth(path) > 2) {
      deviations.push(deviation('discovered-level', `${target} is no object or object instance`, offset));
    }
    if (pathDepth(path) !== 2 || properties.ssid !== undefined) continue;
    if (path.object === SERVER) deviations.push(noId(target, offset));
    if (path.object !== SECURITY) continue;
    withoutId += 1;
    if (withoutId > 1) deviations.push(noId(target, offset));
  }
}

function noId(target: string, offset: number): Deviation {
  return deviation('ssid-missing', `${target} has no ssid`, offset, { clause: 'TS 1.0 §5.1.2' });
}
