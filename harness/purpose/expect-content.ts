import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode, isRequest, isSuccess } from '../coap/message/codes.ts';
import { describeContentFormat } from '../coap/message/content-format.ts';
import { breaches } from '../coap/message/deviation.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { type Link, parseLinkFormat } from '../lwm2m/content/link-format/link-format.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { PlainValue } from '../lwm2m/plain-value.ts';
import { valuesIn } from '../server/values-in.ts';
import { type MessageSubject, onMessage } from './expect-message.ts';
import type { Expectation, Judgement } from './expectation.ts';
import { withoutPrefix } from './object-list.ts';

/** Values by full path, as `valuesIn` reads them from the content of a message about `path`. */
export type Values = Readonly<Record<string, PlainValue>>;

/** The content of a message about `path` decodes to values that meet `predicate`. */
export function content(
  path: string,
  meaning: string,
  predicate: (values: Values) => boolean,
): Expectation<MessageSubject> {
  return onMessage(meaning, (message, definitions) => {
    const values = valuesIn(path, message, definitions);
    if (Object.keys(values).length === 0) return malformed(message);
    const received = Object.entries(values)
      .map(([at, value]) => `${at}=${JSON.stringify(value)}`)
      .join(', ');
    return predicate(values)
      ? { pass: true, received }
      : { pass: false, received, reason: 'value.unexpected' };
  });
}

/** One resource has this value; `of` is the path that was asked for, when it is not the resource itself. */
export function value(path: string, wanted: PlainValue, of: string = path): Expectation<MessageSubject> {
  return content(of, `${path}=${JSON.stringify(wanted)}`, values => values[path] === wanted);
}

/** Every value at `path` is what it was; `before` holds them as they were. */
export function unchanged(path: string, before: Values): Expectation<MessageSubject> {
  return onMessage(`${path} as before`, (message, definitions) => {
    const now = valuesIn(path, message, definitions);
    if (Object.keys(now).length === 0) return malformed(message);
    const paths = new Set([...Object.keys(before), ...Object.keys(now)]);
    const changed = [...paths].filter(at => now[at] !== before[at]);
    if (changed.length === 0) return { pass: true, received: `${path} as before` };
    const received = changed.map(at => `${at}: ${show(before[at])} became ${show(now[at])}`).join(', ');
    return { pass: false, received, reason: 'state.changed' };
  });
}

/** It carries no value at or below `path`, whatever else it is, a refusal or silence too; `of` is the path that was asked for. */
export function noValueOf(path: string, of: string): Expectation<MessageSubject> {
  return {
    expected: `no value of ${path}`,
    judge: (subject, definitions) => {
      if (subject.kind === 'silence') return { pass: true, received: 'nothing' };
      const { message } = subject;
      // What comes with an error is a diagnostic text, if anything (RFC 7252 §5.5.2).
      const success = message.code.startsWith('2.');
      const paths = success ? Object.keys(valuesIn(of, message, definitions)) : [];
      const [shown] = paths.filter(each => each === path || each.startsWith(`${path}/`));
      return shown === undefined
        ? { pass: true, received: describeCode(message.code), frame: message.frame }
        : { pass: false, received: `a value of ${shown}`, reason: 'value.unexpected', frame: message.frame };
    },
  };
}

/** The content has the very form that its path prescribes: nothing missing or superfluous around the values. */
export function wellFormed(path: string): Expectation<MessageSubject> {
  return onMessage(`content in the form prescribed for ${path}`, (message, definitions) => {
    const parsed = parsePath(path);
    const format = uintValue(message, OptionNumber.contentFormat);
    if (parsed === null || format === undefined) return malformed(message);
    const { deviations } = decodeContent(format, parsed, message.payload, definitions);
    const received = `${Buffer.from(message.payload).toString('hex')}`;
    const [breach] = breaches(deviations);
    if (breach === undefined) return { pass: true, received };
    return { pass: false, received: `${received} (${breach.message})`, reason: 'payload.malformed' };
  });
}

/**
 * The payload is well-formed CoRE link format whose links meet `predicate`.
 * @param root where the device has its objects; links may begin with it, or leave it out (errata: management-discover-prefix)
 */
export function links(
  meaning: string,
  predicate: (links: readonly Link[]) => boolean,
  root = '',
): Expectation<MessageSubject> {
  return onMessage(meaning, message => {
    const text = Buffer.from(message.payload).toString('utf8');
    const { links, deviations } = parseLinkFormat(text);
    if (links === null) {
      const [deviation] = deviations;
      return {
        pass: false,
        received: `${text} (${deviation?.message ?? 'not link format'})`,
        reason: 'payload.malformed',
      };
    }
    return predicate(withoutPrefix(links, root))
      ? { pass: true, received: text }
      : { pass: false, received: text, reason: 'payload.unexpected' };
  });
}

/** The links of an answer, as `links` sees them; none where it is no link format. */
export function linksIn(answer: MessageSubject, root = ''): readonly Link[] {
  if (answer.kind === 'silence') return [];
  return withoutPrefix(parseLinkFormat(answer.message.payload).links ?? [], root);
}

function show(value: PlainValue | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function malformed(message: ReceivedMessage): Judgement {
  if (!isSuccess(message.code) && !isRequest(message.code)) {
    return { pass: false, received: describeCode(message.code), reason: 'code.unexpected' };
  }
  const format = uintValue(message, OptionNumber.contentFormat);
  const name = format === undefined ? 'without Content-Format' : `of format ${describeContentFormat(format)}`;
  return {
    pass: false,
    received: `${message.payload.length} bytes ${name} that carry no value`,
    reason: 'payload.malformed',
  };
}
