import type { Pattern } from '../coap/exchange/inbox.ts';
import { isEmpty, isRequest, METHODS } from '../coap/message/codes.ts';
import type { Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf } from '../coap/message/options.ts';

/** Register: POST to the registration resource (TS 1.0 §8.2.3). */
export const REGISTER: Pattern = {
  name: 'a Register (POST /rd)',
  matches: message => message.code === METHODS.post && pathOf(message) === '/rd',
};

/** Update: POST to a location below the registration resource. */
export const UPDATE: Pattern = {
  name: 'an Update (POST /rd/…)',
  matches: message => message.code === METHODS.post && pathOf(message).startsWith('/rd/'),
};

export const DEREGISTER: Pattern = {
  name: 'a De-register (DELETE /rd/…)',
  matches: message => message.code === METHODS.delete && pathOf(message).startsWith('/rd/'),
};

/** Send: POST to the data resource (TS 1.1 §6.4.6). */
export const SEND: Pattern = {
  name: 'a Send (POST /dp)',
  matches: message => message.code === METHODS.post && pathOf(message) === '/dp',
};

export const ANY_REQUEST: Pattern = { name: 'a request', matches: message => isRequest(message.code) };

/** A response in an acknowledgement or apart; notifications are responses too. */
export const ANY_RESPONSE: Pattern = { name: 'a response', matches: ({ code }) => /^[245]/.test(code) };

/** An acknowledgement, with or without a response in it. */
export const ANY_ACKNOWLEDGEMENT: Pattern = {
  name: 'an acknowledgement',
  matches: ({ type }) => type === 'ACK',
};

/** An Empty acknowledgement: the response comes apart, or has come (RFC 7252 §4.2). */
export const EMPTY_ACKNOWLEDGEMENT: Pattern = {
  name: 'an Empty acknowledgement',
  matches: ({ type, code }) => type === 'ACK' && isEmpty(code),
};

export const RESET: Pattern = { name: 'a Reset', matches: ({ type }) => type === 'RST' };

/** A response with an Observe option in a message of its own (RFC 7641 §4.2). */
export const NOTIFICATION: Pattern = {
  name: 'a notification',
  matches: message =>
    (message.type === 'CON' || message.type === 'NON') &&
    message.code === '2.05' &&
    hasOption(message, OptionNumber.observe),
};

/** A request of one method on one path. */
export function requestFor(method: keyof typeof METHODS, path: string): Pattern {
  const code: Code = METHODS[method];
  return {
    name: `a ${method.toUpperCase()} ${path}`,
    matches: message => message.code === code && pathOf(message) === path,
  };
}
