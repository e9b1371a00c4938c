import { describeContentFormat } from '../coap/content-format.ts';
import { OptionNumber } from '../coap/option-registry.ts';
import { uintValue } from '../coap/options.ts';
import type { ReceivedMessage } from '../coap/received-message.ts';
import { type Link, parseLinkFormat } from '../lwm2m/link-format.ts';
import type { PlainValue } from '../lwm2m/plain-value.ts';
import { valuesIn } from '../server/server-answer.ts';
import { type MessageSubject, onMessage } from './expect-message.ts';
import type { Expectation, Judgement } from './expectation.ts';

/** Values by full path, as `valuesIn` reads them from the content of a message about `path`. */
export type Values = Readonly<Record<string, PlainValue>>;

/** The content of a message about `path` decodes to values that meet `predicate`. */
export function content(
  path: string,
  meaning: string,
  predicate: (values: Values) => boolean,
): Expectation<MessageSubject> {
  return onMessage(meaning, message => {
    const values = valuesIn(path, message);
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

/** The payload is well-formed CoRE link format whose links meet `predicate`. */
export function links(
  meaning: string,
  predicate: (links: readonly Link[]) => boolean,
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
    return predicate(links)
      ? { pass: true, received: text }
      : { pass: false, received: text, reason: 'payload.unexpected' };
  });
}

function malformed(message: ReceivedMessage): Judgement {
  const format = uintValue(message, OptionNumber.contentFormat);
  const name = format === undefined ? 'without Content-Format' : `of format ${describeContentFormat(format)}`;
  return {
    pass: false,
    received: `${message.payload.length} bytes ${name} that carry no value`,
    reason: 'payload.malformed',
  };
}
