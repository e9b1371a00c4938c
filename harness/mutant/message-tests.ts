import { isRequest, METHODS } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';

/** Tells the messages that a defect is about from all others. */
export type MessageTest = (message: CoapMessage) => boolean;

export const isRegister: MessageTest = message => message.code === METHODS.post && pathOf(message) === '/rd';

export const isUpdate: MessageTest = message =>
  message.code === METHODS.post && pathOf(message).startsWith('/rd/');

export const isDeregister: MessageTest = message =>
  message.code === METHODS.delete && pathOf(message).startsWith('/rd/');

/** How a device asks for a bootstrap, and how its bootstrap server ends one: both are a POST of the same resource. */
export const isBootstrapPost: MessageTest = message =>
  message.code === METHODS.post && pathOf(message) === '/bs';

/** A response with an Observe option in a message of its own: the first answer comes in the acknowledgement. */
export const isNotification: MessageTest = message =>
  message.code === '2.05' && message.type !== 'ACK' && hasOption(message, OptionNumber.observe);

/** A response of this code, however it travels. */
export const isResponse =
  (code: CoapMessage['code']): MessageTest =>
  message =>
    message.code === code;

/** A response of any code, however it travels. */
export const isAnyResponse: MessageTest = ({ code }) => /^[2-5]/.test(code);

/** A payload of links: an object list, or the answer to a Discover. */
export const hasLinks: MessageTest = message =>
  message.payload.length > 0 && uintValue(message, OptionNumber.contentFormat) === ContentFormat.linkFormat;

/** A request of this method, on this path where one is given. */
export const isRequestFor =
  (method: keyof typeof METHODS, path?: string | RegExp): MessageTest =>
  message =>
    message.code === METHODS[method] && (path === undefined || matches(path, pathOf(message)));

export const isAnyRequest: MessageTest = message => isRequest(message.code);

/** GET with this Observe value (RFC 7641 §2). */
export const isObserve =
  (value: 0 | 1): MessageTest =>
  message =>
    message.code === METHODS.get && uintValue(message, OptionNumber.observe) === value;

/** An Empty acknowledgement, reset or ping. */
export const isEmptyOf =
  (type: CoapMessage['type']): MessageTest =>
  message =>
    message.type === type && message.code === '0.00';

function matches(wanted: string | RegExp, path: string): boolean {
  return typeof wanted === 'string' ? wanted === path : wanted.test(path);
}
