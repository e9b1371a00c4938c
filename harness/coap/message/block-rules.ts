import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import { uintOf } from './options.ts';
import type { PlacedContent } from './placed-content.ts';

const MAX_LENGTH = 3;
/** Reserved over UDP; over reliable transports it stands for one or several blocks of 1024 (RFC 8323 §6). */
const BERT = 7;
const BERT_UNIT = 1024;

/** Adds what is wrong with Block1 or Block2, alone and with the payload that it describes; `offset` is that of the option. */
export function checkBlock(
  placed: PlacedContent,
  isBlock1: boolean,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  // A longer value counts as not recognized, and is named for its length.
  if (value.length > MAX_LENGTH) return;
  const exponent = uintOf(value) & 7;
  const more = (uintOf(value) & 8) !== 0;
  const name = isBlock1 ? 'Block1' : 'Block2';
  if (exponent === BERT && !placed.reliable) {
    const message = `${name} with the reserved size exponent 7`;
    found.push(coapDeviation('block-size-reserved', message, offset));
    return;
  }
  if (more && !isBlock1 && placed.kind === 'requests') {
    const message = 'Block2 with the more flag in a request, where it asks and describes nothing';
    found.push(coapDeviation('block-more-in-request', message, offset));
  }
  if (placed.kind !== (isBlock1 ? 'requests' : 'responses')) return;
  checkDescribedPayload(placed, name, exponent, more, found);
}

function checkDescribedPayload(
  placed: PlacedContent,
  name: string,
  exponent: number,
  more: boolean,
  found: Deviation[],
): void {
  const { length } = placed.content.payload;
  const size = exponent === BERT ? BERT_UNIT : 2 ** (exponent + 4);
  const fits = exponent === BERT ? fitsBert(length, more) : more ? length === size : length <= size;
  if (fits) return;
  const announced = more ? `a block of ${size} with more to come` : `a last block of at most ${size}`;
  const message = `${name} announces ${announced}, the payload has ${length} bytes`;
  const clause = exponent === BERT ? 'RFC 8323 §6' : undefined;
  found.push(coapDeviation('block-payload-size', message, placed.payloadOffset, clause));
}

/** A last BERT block has any size. */
function fitsBert(length: number, more: boolean): boolean {
  return !more || (length > 0 && length % BERT_UNIT === 0);
}
