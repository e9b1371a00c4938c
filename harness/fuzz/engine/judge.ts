import { breaches, type Deviation } from '../../coap/message/deviation.ts';
import type { Defect, Law, Read, Reading } from './law.ts';
import { sameContent } from './same-content.ts';

export interface Subject<Value> {
  readonly label: string;
  readonly decode: (bytes: Uint8Array) => Read<Value>;
  /** Absent where nothing writes what this reads; null for a value that has no form on the wire. */
  readonly encode?: (value: Value) => Uint8Array | null;
  /** What two values must have in common to mean the same; the value itself unless given. */
  readonly meaning?: (value: Value) => unknown;
}

/** Holds a decoder, and the encoder of the same format, against the laws. */
export function readingOf<Value>(subject: Subject<Value>): Reading {
  return { label: subject.label, read: subject.decode, judge: bytes => judge(subject, bytes) };
}

function judge<Value>(subject: Subject<Value>, bytes: Uint8Array): Defect | null {
  const { label, encode, decode } = subject;
  const before = bytes.slice();
  let step: Law = 'never-throws';
  try {
    const { value, deviations } = decode(bytes);
    const unexplained = explanationDefect(label, value, deviations, bytes.length);
    if (unexplained !== null) return unexplained;
    if (Buffer.compare(before, bytes) !== 0) return defect('leaves-input', label, 'the input was changed');
    if (encode === undefined || value === null || breaches(deviations).length > 0) return null;
    step = 'encodes';
    const written = encode(value);
    if (written === null) return null;
    step = 'never-throws';
    return roundTripDefect(subject, value, written, encode);
  } catch (error) {
    return { law: step, key: `${step} ${placeOf(error)}`, message: `${label}: ${describeError(error)}` };
  }
}

function explanationDefect(
  label: string,
  value: unknown,
  deviations: readonly Deviation[],
  length: number,
): Defect | null {
  if (value === null && deviations.length === 0) {
    return defect('says-why', label, 'neither a value nor a deviation');
  }
  for (const { code, message, offset, clause } of deviations) {
    if (!Number.isInteger(offset) || offset < 0 || offset > length) {
      return defect('offset-inside', `${label} ${code}`, `${code} at ${offset} of ${length} bytes`);
    }
    if (code === '' || message === '' || clause === '') {
      return defect('says-why', `${label} ${code}`, `a deviation without code, message or clause: "${code}"`);
    }
  }
  return null;
}

/** What a strict receiver accepts can be written again, means the same, breaks no rule, and is written one way only. */
function roundTripDefect<Value>(
  { label, decode, meaning = value => value }: Subject<Value>,
  value: Value,
  written: Uint8Array,
  encode: (value: Value) => Uint8Array | null,
): Defect | null {
  const hex = Buffer.from(written.subarray(0, 64)).toString('hex');
  const again = decode(written);
  if (again.value === null || !sameContent(meaning(value), meaning(again.value))) {
    return defect('round-trip', label, `what is written, ${hex}, does not mean what was read`);
  }
  const [own] = breaches(again.deviations);
  if (own !== undefined) return defect('own-deviation', `${label} ${own.code}`, `${own.message}, in ${hex}`);
  const rewritten = encode(again.value);
  if (rewritten === null || Buffer.compare(written, rewritten) !== 0) {
    return defect('canonical', label, `written as ${hex}, and after reading that in another way`);
  }
  return null;
}

export function defect(law: Law, key: string, message: string): Defect {
  return { law, key: `${law} ${key}`, message: `${key}: ${message}` };
}

/** The place in our code that an error comes from: what tells one crash from another. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = error.stack?.split('\n').find(line => /^\s+at .*harness\/(?!fuzz\/)/.test(line));
  const place = frame === undefined ? '' : (/harness\/[^)]+/.exec(frame)?.[0] ?? '');
  return `${error.name} ${place}`.trim();
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message} (${placeOf(error)})` : String(error);
}
