import { type Lwm2mPath, pathDepth } from '../../path.ts';
import { formatObjectLink, isObjectLink, type Value, valueFits } from '../../value.ts';
import { pathText } from '../flat/path-text.ts';
import type { PathValue } from '../flat/path-value.ts';
import { notOfType } from '../value-error.ts';
import { jsonNumber } from './json-number.ts';
import { jsonText } from './json-text.ts';

/**
 * Values below a path, whose base name is the path itself, or the path around it where it is one value. Values with times have
 * the time of the first one as base time.
 * @throws HarnessBugError `lwm2m-json.value` when a value is not of its type.
 */
export function writeLwm2mJson(path: Lwm2mPath, values: readonly PathValue[]): Uint8Array {
  const base = baseNameOf(path, values);
  const baseTime = baseTimeOf(values);
  const entries = values.map(each => written(each, base, baseTime));
  const bt = baseTime === null ? '' : `"bt":${jsonNumber(baseTime)},`;
  return new TextEncoder().encode(`{"bn":"${base}",${bt}"e":[${entries.join(',')}]}`);
}

function baseNameOf(path: Lwm2mPath, values: readonly PathValue[]): string {
  const name = pathText(path);
  const alone = pathDepth(path) >= 3 && values.some(each => pathDepth(each.path) === pathDepth(path));
  return alone ? name.slice(0, name.lastIndexOf('/') + 1) : `${name}/`;
}

/** The first time, where all have one and the sum of base time and time gives it back exactly. */
function baseTimeOf(values: readonly PathValue[]): number | null {
  const base = values[0]?.time ?? null;
  const exact = values.every(({ time }) => time !== null && base !== null && base + (time - base) === time);
  return exact ? base : null;
}

function written({ path, type, value, time }: PathValue, base: string, baseTime: number | null): string {
  const name = pathText(path);
  if (!valueFits(type, value)) throw notOfType('lwm2m-json', `The value of ${name}`, type);
  const rest = time === null ? 0 : time - (baseTime ?? 0);
  const t = time !== null && (baseTime === null || rest !== 0) ? `,"t":${jsonNumber(rest)}` : '';
  return `{"n":"${name.slice(base.length)}",${member(value)}${t}}`;
}

function member(value: Value): string {
  if (typeof value === 'string') return `"sv":${jsonText(value)}`;
  if (typeof value === 'boolean') return `"bv":${String(value)}`;
  if (value instanceof Uint8Array) return `"sv":"${Buffer.from(value).toString('base64')}"`;
  return isObjectLink(value) ? `"ov":"${formatObjectLink(value)}"` : `"v":${jsonNumber(value)}`;
}
