import type { Deviation } from './deviation.ts';
import type { CoapOption } from './message.ts';
import { optionDeviations } from './option-rules.ts';

interface OptionsAndPayload {
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
  readonly deviations: readonly Deviation[];
  /** Why reading stopped before the end; null when it did not. */
  readonly fault: Deviation | null;
}

/** A number read from a nibble and its extension, and where the next byte is. */
interface Extended {
  readonly value: number;
  readonly next: number;
}

const PAYLOAD_MARKER = 0xff;
const CLAUSE = 'RFC 7252 §3.1';

/** Reads options, payload marker and payload from `start` to the end (RFC 7252 §3.1). */
export function decodeOptions(bytes: Uint8Array, start: number): OptionsAndPayload {
  const options: CoapOption[] = [];
  const deviations: Deviation[] = [];
  let payload = bytes.subarray(bytes.length);
  const stop = (fault: Deviation | null): OptionsAndPayload => ({ options, payload, deviations, fault });

  let number = 0;
  for (let offset = start; offset < bytes.length; ) {
    const first = bytes[offset];
    if (first === undefined) break;
    if (first === PAYLOAD_MARKER) {
      payload = bytes.subarray(offset + 1);
      if (payload.length === 0) deviations.push(emptyPayload(offset));
      return stop(null);
    }

    const delta = extended(bytes, first >> 4, offset + 1);
    if (delta === 'reserved') return stop(reserved('delta', offset));
    if (delta === 'truncated') return stop(truncated('the option delta', offset));
    const length = extended(bytes, first & 0x0f, delta.next);
    if (length === 'reserved') return stop(reserved('length', offset));
    if (length === 'truncated') return stop(truncated('the option length', offset));
    const end = length.next + length.value;
    number += delta.value;
    if (end > bytes.length) {
      const there = bytes.length - length.next;
      return stop(truncated(`a value of ${length.value} bytes of which ${there} are there`, offset));
    }

    const option: CoapOption = { number, value: bytes.subarray(length.next, end) };
    deviations.push(...optionDeviations(option, options.at(-1), { option: offset, value: length.next }));
    options.push(option);
    offset = end;
  }
  return stop(null);
}

function extended(bytes: Uint8Array, nibble: number, offset: number): Extended | 'reserved' | 'truncated' {
  if (nibble < 13) return { value: nibble, next: offset };
  if (nibble === 15) return 'reserved';
  const [high, low] = bytes.subarray(offset, offset + 2);
  if (nibble === 13) return high === undefined ? 'truncated' : { value: high + 13, next: offset + 1 };
  if (high === undefined || low === undefined) return 'truncated';
  return { value: ((high << 8) | low) + 269, next: offset + 2 };
}

function emptyPayload(offset: number): Deviation {
  return {
    code: 'coap.payload-empty',
    message: 'Payload marker with no payload behind it',
    offset,
    clause: 'RFC 7252 §3',
    level: 'must',
  };
}

function reserved(field: 'delta' | 'length', offset: number): Deviation {
  return {
    code: `coap.option-${field}-reserved`,
    message: `Option ${field} 15 is reserved for the payload marker`,
    offset,
    clause: CLAUSE,
    level: 'must',
  };
}

function truncated(where: string, offset: number): Deviation {
  return {
    code: 'coap.option-truncated',
    message: `The datagram ends inside an option, in ${where}`,
    offset,
    clause: CLAUSE,
    level: 'must',
  };
}
