import type { Pattern } from '../coap/exchange/inbox.ts';
import { isRequest, METHODS } from '../coap/message/codes.ts';
import type { Code } from '../coap/message/message.ts';
import { pathOf } from '../coap/message/options.ts';

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

/** A request of one method on one path. */
export function requestFor(method: keyof typeof METHODS, path: string): Pattern {
  const code: Code = METHODS[method];
  return {
    name: `a ${method.toUpperCase()} ${path}`,
    matches: message => message.code === code && pathOf(message) === path,
  };
}
