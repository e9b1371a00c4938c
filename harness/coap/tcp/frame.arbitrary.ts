/** Well-formed messages over TCP for property tests: requests, responses, Empty and signalling messages. */
import fc from 'fast-check';
import { EMPTY } from '../message/codes.ts';
import { wellFormedMessage } from '../message/message.arbitrary.ts';
import type { CoapOption, MessageContent } from '../message/message.ts';
import type { OptionDefinition } from '../message/option-registry.ts';
import { stringOption, uintOption } from '../message/options.ts';
import { SIGNALS, signalOptions } from './signals.ts';

const NONE = new Uint8Array();

const token = fc.uint8Array({ maxLength: 8 });

function signalOption({ number, format, maxLength }: OptionDefinition): fc.Arbitrary<CoapOption> {
  if (format === 'uint')
    return fc.nat({ max: 2 ** (8 * maxLength - 1) }).map(value => uintOption(number, value));
  if (format === 'string') return fc.constantFrom('[::1]:5683', 'a').map(text => stringOption(number, text));
  return fc.constant({ number, value: NONE });
}

const signal: fc.Arbitrary<MessageContent> = fc.constantFrom(...Object.values(SIGNALS)).chain(code =>
  fc.record({
    code: fc.constant(code),
    token,
    options: fc.subarray([...signalOptions(code)]).chain(list => fc.tuple(...list.map(signalOption))),
    payload: fc.string({ unit: 'grapheme', maxLength: 40 }).map(text => new TextEncoder().encode(text)),
  }),
);

const other: fc.Arbitrary<MessageContent> = wellFormedMessage.map(({ code, token, options, payload }) => ({
  code,
  token,
  options,
  payload,
}));

const empty: fc.Arbitrary<MessageContent> = token.map(bytes => ({
  code: EMPTY,
  token: bytes,
  options: [],
  payload: NONE,
}));

export const wellFormedContent: fc.Arbitrary<MessageContent> = fc.oneof(
  { weight: 4, arbitrary: other },
  { weight: 3, arbitrary: signal },
  { weight: 1, arbitrary: empty },
);
