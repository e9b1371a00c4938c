import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import { octet } from './octets.ts';
import type { PlacedContent } from './placed-content.ts';

const RESERVED_FLAGS = 0xe0;
const HAS_KID_CONTEXT = 0x10;
const HAS_KID = 0x08;
const PARTIAL_IV_LENGTH = 0x07;
const MAX_PARTIAL_IV = 5;

/** Adds what is wrong with the OSCORE option, alone and with the payload it protects; `offset` is that of the option. */
export function checkOscore(
  placed: PlacedContent,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  if (placed.content.payload.length === 0) {
    found.push(coapDeviation('oscore-without-payload', 'OSCORE without a payload to protect', offset));
  }
  if (value.length === 0) return;
  const flags = octet(value, 0);
  const fault = flagFault(flags);
  if (fault !== null) {
    found.push(coapDeviation('oscore-flags', fault, offset, flags === 0 ? 'RFC 8613 §2' : undefined));
    return;
  }
  const layout = layoutFault(value, flags);
  if (layout !== null) found.push(coapDeviation('oscore-value', layout, offset));
}

function flagFault(flags: number): string | null {
  if (flags === 0) return 'OSCORE flags are zero, for which the value is empty';
  if ((flags & RESERVED_FLAGS) !== 0) return 'OSCORE flags have a reserved bit set';
  const partialIv = flags & PARTIAL_IV_LENGTH;
  return partialIv > MAX_PARTIAL_IV
    ? `OSCORE announces a Partial IV of ${partialIv} bytes, which is reserved`
    : null;
}

/** Flags, Partial IV, length and bytes of the kid context, and the kid to the end. */
function layoutFault(value: Uint8Array, flags: number): string | null {
  let end = 1 + (flags & PARTIAL_IV_LENGTH);
  if ((flags & HAS_KID_CONTEXT) !== 0) {
    if (end >= value.length) return 'OSCORE ends before the kid context that it announces';
    end += 1 + octet(value, end);
  }
  if (end > value.length) return `OSCORE announces ${end} bytes, of which ${value.length} are there`;
  if ((flags & HAS_KID) === 0 && end < value.length) return 'OSCORE has bytes behind its last field';
  return null;
}
