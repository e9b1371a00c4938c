import { describeCode } from '../coap/message/codes.ts';
import { describeContentFormat } from '../coap/message/content-format.ts';
import type { CoapMessage, CoapOption } from '../coap/message/message.ts';
import { OptionNumber, optionDefinition, optionName } from '../coap/message/option-registry.ts';
import { uintOf } from '../coap/message/options.ts';
import { visibleText } from './visible-text.ts';

const TYPES = { CON: 'Confirmable', NON: 'Non-confirmable', ACK: 'Acknowledgement', RST: 'Reset' } as const;
const VALUE_LENGTH = 400;

/** Header and options of a message as name and printable value, in wire order; the payload is shown elsewhere. */
export function messageFields(message: CoapMessage): readonly (readonly [name: string, value: string])[] {
  const token = Buffer.from(message.token).toString('hex');
  return [
    ['Type', `${TYPES[message.type]} (${message.type})`],
    ['Code', describeCode(message.code)],
    ['Message ID', String(message.messageId)],
    ['Token', token === '' ? 'none' : token],
    ...message.options.map((option): readonly [string, string] => [
      optionName(option.number),
      visibleText(optionText(option), VALUE_LENGTH),
    ]),
  ];
}

function optionText({ number, value }: CoapOption): string {
  const definition = optionDefinition(number);
  const hex = Buffer.from(value).toString('hex');
  if (definition === undefined || value.length > definition.maxLength) return `0x${hex}`;
  switch (definition.format) {
    case 'string':
      return new TextDecoder().decode(value);
    case 'uint':
      return number === OptionNumber.contentFormat || number === OptionNumber.accept
        ? describeContentFormat(uintOf(value))
        : String(uintOf(value));
    case 'empty':
      return 'present';
    case 'opaque':
      return `0x${hex}`;
  }
}
