import { EMPTY } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf, queryOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { isObserve, isRequestFor, type MessageTest } from './message-tests.ts';

type Path = string | RegExp;

export const both =
  (...tests: readonly MessageTest[]): MessageTest =>
  message =>
    tests.every(test => test(message));

export const either =
  (...tests: readonly MessageTest[]): MessageTest =>
  message =>
    tests.some(test => test(message));

export const not =
  (test: MessageTest): MessageTest =>
  message =>
    !test(message);

/** A request whose path matches, whatever it asks for. */
export const isOn =
  (path: RegExp): MessageTest =>
  message =>
    path.test(pathOf(message));

/** A request that wants its answer in this format; undefined: in whichever. */
export const accepts =
  (format: number | undefined): MessageTest =>
  message =>
    uintValue(message, OptionNumber.accept) === format;

/** A message whose content is in this format. */
export const carries =
  (format: number): MessageTest =>
  message =>
    uintValue(message, OptionNumber.contentFormat) === format;

export const has =
  (option: number): MessageTest =>
  message =>
    hasOption(message, option);

/** Discover (TS 1.0 §8.2.5): GET that accepts links. */
export const isDiscover = (path?: Path): MessageTest =>
  both(isRequestFor('get', path), accepts(ContentFormat.linkFormat));

/** Read, and nothing else that is a GET. */
export const isRead = (path?: Path): MessageTest =>
  both(isRequestFor('get', path), not(has(OptionNumber.observe)), not(accepts(ContentFormat.linkFormat)));

/** Observe of a path, as it begins. */
export const isObserveOf = (path?: Path): MessageTest => both(isRequestFor('get', path), isObserve(0));

/** Write-Attributes: PUT that has parameters and no content. */
export const isWriteAttributes = (path?: Path): MessageTest =>
  both(
    isRequestFor('put', path),
    message => queryOf(message).length > 0,
    not(has(OptionNumber.contentFormat)),
  );

/** Write of a resource, or one that replaces an instance. */
export const isReplace = (path?: Path): MessageTest =>
  both(isRequestFor('put', path), not(isWriteAttributes(path)));

/** Write that changes a part of an instance. */
export const isPartialWrite = (path: Path = /^\/\d+\/\d+$/): MessageTest =>
  both(isRequestFor('post', path), message => depthOf(message) === 2);

export const isExecute = (path?: Path): MessageTest =>
  both(isRequestFor('post', path), message => depthOf(message) >= 3 && !pathOf(message).startsWith('/rd/'));

export const isSuccess: MessageTest = ({ code }) => code.startsWith('2.');

/** A piggy-backed response (RFC 7252 §5.2.1). */
export const isPiggybacked: MessageTest = ({ type, code }) => type === 'ACK' && code !== EMPTY;

function depthOf(message: CoapMessage): number {
  return message.options.filter(({ number }) => number === OptionNumber.uriPath).length;
}
