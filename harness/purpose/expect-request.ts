import { describeContentFormat } from '../coap/message/content-format.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, queryOf, uintValue } from '../coap/message/options.ts';
import { decodeNewInstance } from '../lwm2m/content/content.ts';
import { toPlain } from '../lwm2m/plain-value.ts';
import type { Values } from './expect-content.ts';
import { type MessageSubject, message, onMessage } from './expect-message.ts';
import type { Expectation } from './expectation.ts';

/** The request asks for an acknowledgement. */
export function confirmable(): Expectation<MessageSubject> {
  return message(
    'a confirmable message',
    ({ type }) => ({ pass: type === 'CON', received: type }),
    'message.unexpected',
  );
}

/** Accept is one of these formats. */
export function accept(...allowed: readonly [number, ...number[]]): Expectation<MessageSubject> {
  return onMessage(`Accept ${allowed.map(describeContentFormat).join(' or ')}`, request => {
    const format = uintValue(request, OptionNumber.accept);
    if (format === undefined) return { pass: false, received: 'no Accept', reason: 'option.missing' };
    const received = describeContentFormat(format);
    return allowed.includes(format)
      ? { pass: true, received }
      : { pass: false, received, reason: 'format.unexpected' };
  });
}

/** The Observe option has this value: 0 starts, 1 cancels (RFC 7641 §2). */
export function observe(wanted: 0 | 1): Expectation<MessageSubject> {
  return onMessage(`Observe ${wanted}`, request => {
    const value = uintValue(request, OptionNumber.observe);
    if (value === undefined) return { pass: false, received: 'no Observe option', reason: 'option.missing' };
    const received = `Observe ${value}`;
    return value === wanted
      ? { pass: true, received }
      : { pass: false, received, reason: 'option.unexpected' };
  });
}

/** The token of an earlier message, which ties both to one exchange or observation. */
export function tokenOf({ token }: CoapMessage): Expectation<MessageSubject> {
  const hex = (bytes: Uint8Array): string => `token 0x${Buffer.from(bytes).toString('hex')}`;
  return message(
    hex(token),
    received => ({ pass: Buffer.from(received.token).equals(token), received: hex(received.token) }),
    'exchange.mismatch',
  );
}

/** A request without payload has no format to tell (RFC 7252 §5.10.3). */
export function noContentFormat(): Expectation<MessageSubject> {
  return message(
    'no Content-Format',
    request => ({
      pass: !hasOption(request, OptionNumber.contentFormat),
      received: `Content-Format ${uintValue(request, OptionNumber.contentFormat) ?? 'absent'}`,
    }),
    'option.unexpected',
  );
}

/** Exactly these query items, in any order. */
export function query(...wanted: readonly string[]): Expectation<MessageSubject> {
  return message(
    wanted.length === 0 ? 'no query' : `the query ${wanted.join('&')}`,
    request => {
      const items = queryOf(request);
      return { pass: sameItems(items, wanted), received: items.join('&') || 'no query' };
    },
    'parameter.unexpected',
  );
}

/** Exactly these query items, whose values are compared as numbers: `gt=85` and `gt=85.0` say the same. */
export function numericQuery(wanted: Readonly<Record<string, number>>): Expectation<MessageSubject> {
  const items = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
  const normal = (item: string): string => {
    const [name, value] = item.split('=', 2);
    return `${name}=${Number(value)}`;
  };
  return message(
    `the query ${items.join('&')}`,
    request => ({
      pass: sameItems(queryOf(request).map(normal), items),
      received: queryOf(request).join('&') || 'no query',
    }),
    'parameter.unexpected',
  );
}

/** The payload is the body of a Create on an object: its id (null when left to the device) and resources by id. */
export function newInstance(
  object: number,
  meaning: string,
  predicate: (id: number | null, resources: Values) => boolean,
): Expectation<MessageSubject> {
  return onMessage(meaning, (request, definitions) => {
    const format = uintValue(request, OptionNumber.contentFormat) ?? -1;
    const { node } = decodeNewInstance(format, object, request.payload, definitions);
    if (node === null)
      return { pass: false, received: `${request.payload.length} bytes`, reason: 'payload.malformed' };
    const resources = Object.fromEntries(
      node.resources.flatMap(resource =>
        resource.kind === 'single' ? [[resource.id, toPlain(resource.value)]] : [],
      ),
    );
    const received = `instance ${node.id ?? 'of the device’s choice'} with ${JSON.stringify(resources)}`;
    return predicate(node.id, resources)
      ? { pass: true, received }
      : { pass: false, received, reason: 'value.unexpected' };
  });
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join('&') === b.toSorted().join('&');
}
