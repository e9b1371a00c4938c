import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode, isRequest, isSuccess } from '../coap/message/codes.ts';
import { formatPath } from '../lwm2m/path.ts';
import { type PlainValue, toPlain } from '../lwm2m/plain-value.ts';
import { compositeContentOf } from '../server/composite-values.ts';
import type { Values } from './expect-content.ts';
import { type MessageSubject, onMessage } from './expect-message.ts';
import type { Expectation, Judgement } from './expectation.ts';

/** What a composite message carries. */
export interface CompositeSubject {
  readonly values: Values;
  /** Of every record, in their order. */
  readonly paths: readonly string[];
  /** Seconds as the records tell them, below 2²⁸ relative to now; null where one tells none. */
  readonly times: readonly (number | null)[];
}

/** The composite content of a message (Read-Composite, notification, Send) meets `predicate`; it may be empty. */
export function composite(
  meaning: string,
  predicate: (content: CompositeSubject) => boolean,
): Expectation<MessageSubject> {
  return onMessage(meaning, (message, definitions) => {
    const { values: read, breach } = compositeContentOf(message, definitions);
    if (read === null) return unreadable(message, breach);
    const subject: CompositeSubject = {
      values: Object.fromEntries(read.map(({ path, value }) => [formatPath(path), toPlain(value)])),
      paths: read.map(({ path }) => formatPath(path)),
      times: read.map(({ time }) => time),
    };
    const shown = Object.entries(subject.values).map(([at, value]) => `${at}=${JSON.stringify(value)}`);
    const received = shown.join(', ') || 'no value';
    return predicate(subject)
      ? { pass: true, received }
      : { pass: false, received, reason: 'value.unexpected' };
  });
}

/** One of the values that the message carries. */
export function compositeValue(path: string, wanted: PlainValue): Expectation<MessageSubject> {
  return composite(`${path}=${JSON.stringify(wanted)}`, ({ values }) => values[path] === wanted);
}

/** Exactly these values, in any order. */
export function exactly(wanted: Values): Expectation<MessageSubject> {
  const meaning = Object.entries(wanted).map(([at, value]) => `${at}=${JSON.stringify(value)}`);
  return composite(`${meaning.join(', ') || 'no value'} and nothing else`, ({ values }) =>
    sameValues(values, wanted),
  );
}

/** Nothing that is not at or below one of these paths. */
export function onlyOf(...paths: readonly string[]): Expectation<MessageSubject> {
  return composite(`nothing but what is of ${paths.join(' and ')}`, content =>
    content.paths.every(at => paths.some(path => `${at}/`.startsWith(`${path}/`))),
  );
}

/** Nothing at or below these paths; a message without composite content has nothing of them either. */
export function nothingOf(...paths: readonly string[]): Expectation<MessageSubject> {
  return onMessage(`nothing of ${paths.join(' and ')}`, (message, definitions) => {
    const { values } = compositeContentOf(message, definitions);
    const told = (values ?? [])
      .map(({ path }) => formatPath(path))
      .filter(at => paths.some(path => `${at}/`.startsWith(`${path}/`)));
    if (told.length === 0) return { pass: true, received: `nothing of ${paths.join(' and ')}` };
    return { pass: false, received: told.join(', '), reason: 'value.unexpected' };
  });
}

/** SenML as a strict reader takes it: names that resolve to paths, one value a record in the field that its type has. */
export function wellFormedComposite(): Expectation<MessageSubject> {
  return onMessage('well-formed SenML', (message, definitions) => {
    const { values, breach } = compositeContentOf(message, definitions);
    if (values === null) return unreadable(message, breach);
    const received = Buffer.from(message.payload).toString('hex');
    if (breach === null) return { pass: true, received };
    return { pass: false, received: `${received} (${breach})`, reason: 'payload.malformed' };
  });
}

function sameValues(a: Values, b: Values): boolean {
  const paths = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...paths].every(path => a[path] === b[path]);
}

function unreadable(message: ReceivedMessage, breach: string | null): Judgement {
  if (!isSuccess(message.code) && !isRequest(message.code))
    return { pass: false, received: describeCode(message.code), reason: 'code.unexpected' };
  const received = `${message.payload.length} bytes that carry no values (${breach ?? 'not readable'})`;
  return { pass: false, received, reason: 'payload.malformed' };
}
