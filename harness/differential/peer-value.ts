/** Values as the driver of the other codec writes them: text for everything but Booleans. */
import type { PathValue } from '../lwm2m/content/flat/path-value.ts';
import { formatPath } from '../lwm2m/path.ts';
import { formatObjectLink, isObjectLink, type ResourceType, type Value } from '../lwm2m/value.ts';

export interface PeerValue {
  readonly path: string;
  readonly type: string;
  readonly value: string | boolean;
  /** Seconds since 1970; absent where there is none. */
  readonly time?: number;
}

/** `UNSIGNED_INTEGER`, as Leshan names it. */
export function peerType(type: ResourceType): string {
  return type.toUpperCase().replace(' ', '_');
}

export function toPeerValue({ path, type, value, time }: PathValue): PeerValue {
  return {
    path: formatPath(path),
    type: peerType(type),
    value: text(value),
    ...(time === null ? {} : { time }),
  };
}

function text(value: Value): string | boolean {
  if (typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Object.is(value, -0)) return '-0.0';
  return isObjectLink(value) ? formatObjectLink(value) : String(value);
}

/** In one order and one spelling of floats, so that two lists can be compared. */
export function normalised(values: readonly PeerValue[]): PeerValue[] {
  return values
    .map(each => ({ ...each, value: each.type === 'FLOAT' ? String(Number(each.value)) : each.value }))
    .toSorted((a, b) => a.path.localeCompare(b.path) || (a.time ?? 0) - (b.time ?? 0));
}

/** Where two lists differ first, in a sentence; null when they do not. */
export function firstDifference(ours: readonly PeerValue[], theirs: readonly PeerValue[]): string | null {
  const [left, right] = [normalised(ours), normalised(theirs)];
  for (const [index, our] of left.entries()) {
    const their = right[index];
    if (their?.path !== our.path) return `only ours has ${our.path} (${our.type} ${our.value})`;
    if (their.type !== our.type) return `${our.type} is ${their.type} to the peer`;
    if (their.value !== our.value) return `${our.type} ${our.value} is ${their.value} to the peer`;
    if (their.time !== our.time) return `time ${our.time} of a value is ${their.time} to the peer`;
  }
  const extra = right[left.length];
  return extra === undefined ? null : `only the peer has ${extra.path} (${extra.type} ${extra.value})`;
}
