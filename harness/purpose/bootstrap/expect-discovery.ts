import { breaches } from '../../coap/message/deviation.ts';
import {
  type BootstrapDiscovery,
  readBootstrapDiscover,
} from '../../lwm2m/content/link-format/bootstrap-links.ts';
import { formatPath } from '../../lwm2m/path.ts';
import { type MessageSubject, onMessage } from '../expect-message.ts';
import type { Expectation } from '../expectation.ts';

/** What a device tells a bootstrap server that it holds. */
export interface Discovered {
  /** How it tells its version: 1.0 in front of the links, later ones at the root. */
  readonly form: BootstrapDiscovery['form'];
  readonly version: string | null;
  /** Short Server IDs by path; null for what has none, such as the account of the bootstrap server. */
  readonly held: ReadonlyMap<string, number | null>;
  /** Against the specification, in words. */
  readonly breaches: readonly string[];
}

/** The answer to a Bootstrap-Discover can be read, and meets `predicate`. */
export function discovery(
  meaning: string,
  lwm2m: '1.0' | '1.1',
  predicate: (discovered: Discovered) => boolean,
): Expectation<MessageSubject> {
  return onMessage(meaning, ({ payload }, definitions) => {
    const text = Buffer.from(payload).toString('utf8') || 'no payload';
    const { node, deviations } = readBootstrapDiscover(payload, definitions, lwm2m);
    if (node === null) return { pass: false, received: text, reason: 'payload.malformed' };
    const found: [string, number | null][] = [];
    for (const { path, properties } of node.links) {
      if (path !== null && path !== 'root') found.push([formatPath(path), properties.ssid ?? null]);
    }
    const read = {
      ...{ form: node.form, version: node.version, held: new Map(found) },
      breaches: breaches(deviations).map(({ message }) => message),
    };
    return predicate(read)
      ? { pass: true, received: text }
      : { pass: false, received: text, reason: 'payload.unexpected' };
  });
}
