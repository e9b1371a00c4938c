import { checkBlock } from './block-rules.ts';
import { coapDeviation } from './coap-deviations.ts';
import { codeToByte } from './codes.ts';
import { behindOption } from './decode-options.ts';
import type { Deviation } from './deviation.ts';
import type { CoapOption } from './message.ts';
import { checkObserve } from './observe-rules.ts';
import { OptionNumber } from './option-registry.ts';
import { checkOscore } from './oscore-rules.ts';
import { checkPayload, limitsPayload } from './payload-rules.ts';
import type { PlacedContent } from './placed-content.ts';

const bits = (...numbers: readonly number[]) => numbers.reduce((mask, number) => mask | (1 << number), 0);

const RELATED = bits(
  OptionNumber.eTag,
  OptionNumber.observe,
  OptionNumber.oscore,
  OptionNumber.block1,
  OptionNumber.block2,
  OptionNumber.proxyUri,
);

const VALID = codeToByte('2.03');

/** False for most messages: they have no option and no payload that `checkContent` would look at. */
export function mayDeviate(codeByte: number, options: readonly CoapOption[], payload: Uint8Array): boolean {
  if (codeByte === VALID || (payload.length > 0 && limitsPayload(codeByte))) return true;
  let present = 0;
  // Shifts count modulo 32, so that some options are taken for others: enough to tell which ones are not there.
  for (const { number } of options) present |= 1 << number;
  return (present & RELATED) !== 0;
}

/**
 * Adds what is wrong between code, options and payload of one message. Judged is what a clause forbids: a
 * Location-Path in a 2.04 or an unassigned method is unusual, but nothing in the message shows it to be wrong.
 */
export function checkContent(placed: PlacedContent, found: Deviation[]): void {
  const { content, kind } = placed;
  if (kind !== 'signal') checkOptions(placed, found);
  if (content.code === '2.03' && !content.options.some(({ number }) => number === OptionNumber.eTag)) {
    const message = '2.03 Valid without the ETag that it confirms';
    found.push(coapDeviation('valid-without-etag', message, placed.optionsOffset));
  }
  if (content.payload.length > 0) checkPayload(placed, found);
}

function checkOptions(placed: PlacedContent, found: Deviation[]): void {
  let eTags = 0;
  let hasUri = false;
  let offset = placed.optionsOffset;
  for (const { number, value } of placed.content.options) {
    switch (number) {
      case OptionNumber.eTag:
        eTags += 1;
        if (eTags === 2 && placed.kind === 'responses') found.push(repeatedETag(offset));
        break;
      case OptionNumber.observe:
        checkObserve(placed, value, offset, found);
        break;
      case OptionNumber.oscore:
        checkOscore(placed, value, offset, found);
        break;
      case OptionNumber.block1:
      case OptionNumber.block2:
        checkBlock(placed, number === OptionNumber.block1, value, offset, found);
        break;
      case OptionNumber.uriHost:
      case OptionNumber.uriPort:
      case OptionNumber.uriPath:
      case OptionNumber.uriQuery:
        hasUri = true;
        break;
      case OptionNumber.proxyUri:
        // The Uri options have lower numbers, so they have been seen.
        if (hasUri && placed.kind === 'requests') found.push(proxyUriWithUri(offset));
        break;
    }
    offset = behindOption(placed.bytes, offset);
  }
}

function proxyUriWithUri(offset: number): Deviation {
  const message = 'Proxy-Uri together with the Uri options that it stands for';
  return coapDeviation('proxy-uri-with-uri', message, offset);
}

function repeatedETag(offset: number): Deviation {
  return coapDeviation('etag-repeated', 'ETag appears more than once in a response', offset);
}
