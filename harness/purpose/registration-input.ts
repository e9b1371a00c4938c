import type { Request } from '../coap/exchange/endpoint.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import type { CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';

/** What an own Register says, where a purpose does not want the usual one. */
export interface RegisterInput {
  readonly query: readonly string[];
  /** CoRE link format. */
  readonly links: string;
  readonly format?: number;
  /** Beyond those of any Register. */
  readonly options?: readonly CoapOption[];
}

export function registerRequest({
  query,
  links,
  format = ContentFormat.linkFormat,
  options = [],
}: RegisterInput): Request {
  return {
    method: METHODS.post,
    options: [
      ...pathOptions('/rd'),
      uintOption(OptionNumber.contentFormat, format),
      ...queryOptions(query),
      ...options,
    ],
    payload: Buffer.from(links, 'utf8'),
  };
}

/** The location of a 2.01 as Uri-Path options of later requests; empty when the answer has none. */
export function locationPath(outcome: Outcome): readonly CoapOption[] {
  if (outcome.kind !== 'response') return [];
  return outcome.message.options
    .filter(({ number }) => number === OptionNumber.locationPath)
    .map(({ value }) => ({ number: OptionNumber.uriPath, value }));
}

/** `/rd/5a3f`: a location as people read it. */
export function locationText(location: readonly CoapOption[]): string {
  return location.map(({ value }) => `/${Buffer.from(value).toString('utf8')}`).join('');
}
