import type { CoapMessage, CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOf, pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';

/** Gives another message in place of one. */
export type MessageChange = (message: CoapMessage) => CoapMessage;

export const withCode =
  (code: CoapMessage['code']): MessageChange =>
  message => ({ ...message, code });

export const withType =
  (type: CoapMessage['type']): MessageChange =>
  message => ({ ...message, type });

/** Replaces every occurrence of the options by these. */
export const withOptions =
  (number: number, options: readonly CoapOption[]): MessageChange =>
  message => ({
    ...message,
    options: [...message.options.filter(option => option.number !== number), ...options],
  });

export const withUint = (number: number, value: number): MessageChange =>
  withOptions(number, [uintOption(number, value)]);

/** Adds an option beside those that are there. */
export const withOption =
  (option: CoapOption): MessageChange =>
  message => ({ ...message, options: [...message.options, option] });

export const withoutOption = (number: number): MessageChange => withOptions(number, []);

/** Adds an option to what is there. */
export const withAlso =
  (...options: readonly CoapOption[]): MessageChange =>
  message => ({ ...message, options: [...message.options, ...options] });

/** The same request on another path. */
export const withPath =
  (change: (path: string) => string): MessageChange =>
  message =>
    withOptions(OptionNumber.uriPath, pathOptions(change(pathOf(message))))(message);

/** Changes the parameters of a request, in their order; null leaves one out. */
export const withQuery =
  (change: (name: string, value: string) => string | null): MessageChange =>
  message => {
    const items = message.options
      .filter(({ number }) => number === OptionNumber.uriQuery)
      .map(({ value }) => Buffer.from(value).toString('utf8'))
      .map(item => {
        const [name = '', ...rest] = item.split('=');
        return change(name, rest.join('='));
      })
      .filter(item => item !== null);
    return withOptions(OptionNumber.uriQuery, queryOptions(items))(message);
  };

/** Gives one parameter another value; null leaves it out. */
export const withParameter = (parameter: string, value: string | null): MessageChange =>
  withQuery((name, old) =>
    name !== parameter ? `${name}${old === '' ? '' : `=${old}`}` : value === null ? null : `${name}=${value}`,
  );

export const withPayload =
  (change: (payload: Uint8Array) => Uint8Array): MessageChange =>
  message => ({ ...message, payload: change(message.payload) });

/** Changes a payload that is text, for example a list of links. */
export const withText = (change: (text: string) => string): MessageChange =>
  withPayload(payload => Buffer.from(change(Buffer.from(payload).toString('utf8')), 'utf8'));

/** One change after the other. */
export const all =
  (...changes: readonly MessageChange[]): MessageChange =>
  message =>
    changes.reduce((changed, change) => change(changed), message);
