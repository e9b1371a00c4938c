import { isFresher, type Notified } from '../coap/exchange/observe-order.ts';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeContentFormat } from '../coap/message/content-format.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { type MessageSubject, onMessage } from './expect-message.ts';
import type { Expectation } from './expectation.ts';

/** Its Observe value says that it was sent after `earlier` (RFC 7641 §3.4). */
export function newerThan(earlier: MessageSubject): Expectation<MessageSubject> {
  const first = earlier.kind === 'silence' ? null : notified(earlier.message);
  return onMessage(`an Observe value that follows ${first?.sequence ?? 'one that did not come'}`, message => {
    const second = notified(message);
    if (second === null) return { pass: false, received: 'no Observe option', reason: 'option.missing' };
    const received = `Observe: ${second.sequence}`;
    const follows = first !== null && isFresher(first, second);
    return follows ? { pass: true, received } : { pass: false, received, reason: 'option.unexpected' };
  });
}

/** Its content is in the same format as that of `first` (TS 1.0 §5.5.2, RFC 7641 §4.2). */
export function sameFormatAs(first: MessageSubject): Expectation<MessageSubject> {
  const wanted = first.kind === 'silence' ? undefined : uintValue(first.message, OptionNumber.contentFormat);
  return onMessage(`Content-Format ${show(wanted)}, as in the first answer`, message => {
    const format = uintValue(message, OptionNumber.contentFormat);
    if (format === undefined) return { pass: false, received: 'no Content-Format', reason: 'option.missing' };
    const received = show(format);
    return format === wanted
      ? { pass: true, received }
      : { pass: false, received, reason: 'format.unexpected' };
  });
}

function notified(message: ReceivedMessage): Notified | null {
  const sequence = uintValue(message, OptionNumber.observe);
  return sequence === undefined ? null : { sequence, at: message.at };
}

function show(format: number | undefined): string {
  return format === undefined ? 'none' : describeContentFormat(format);
}
