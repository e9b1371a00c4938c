import type { Arrival, Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode, isSuccess } from '../coap/message/codes.ts';
import { describeContentFormat } from '../coap/message/content-format.ts';
import { describeMessage } from '../coap/message/describe.ts';
import type { Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, locationOf, queryOf, uintValue } from '../coap/message/options.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Expectation, Judgement } from './expectation.ts';

export type MessageSubject = Outcome | Arrival;

/** A response with one of these codes; list every code that the specification allows. */
export function code(...allowed: readonly [Code, ...Code[]]): Expectation<MessageSubject> {
  return onMessage(allowed.map(describeCode).join(' or '), message => {
    const received = describeCode(message.code);
    return allowed.includes(message.code) ? accept(received) : refuse(received, 'code.unexpected');
  });
}

/** Any response that refuses with a client error; never 5.xx, never success. */
export function clientError(): Expectation<MessageSubject> {
  return onMessage('a client error (4.xx)', message => {
    const received = describeCode(message.code);
    return message.code.startsWith('4.') ? accept(received) : refuse(received, 'code.unexpected');
  });
}

/** The message awaited did arrive; `name` says which (with article). */
export function arrives(name: string): Expectation<MessageSubject> {
  return onMessage(name, message => accept(describeMessage(message)));
}

/** It arrived when it was due: `bounds` judges the milliseconds since `since`. */
export function elapsed(since: number, bounds: Expectation<number>): Expectation<MessageSubject> {
  return onMessage(`arrival after ${bounds.expected}`, ({ at }, definitions) =>
    bounds.judge(at - since, definitions),
  );
}

/** It arrived after `earlier` did. */
export function comesAfter(name: string, earlier: MessageSubject): Expectation<MessageSubject> {
  return onMessage(`arrival after ${name}`, ({ at, frame }) => {
    if (earlier.kind === 'silence') return refuse(`arrival without ${name}`, 'response.missing');
    const first = earlier.message;
    const ordered = frame === null || first.frame === null ? at >= first.at : frame > first.frame;
    return ordered ? accept(`arrival after ${name}`) : refuse(`arrival before ${name}`, 'message.unexpected');
  });
}

/** The request was not served: silence, a Reset or an error, but no success. */
export function notServed(): Expectation<MessageSubject> {
  return {
    expected: 'no success: silence, a Reset or an error',
    judge: subject => {
      if (subject.kind === 'silence') return accept(`nothing within ${(subject.waited / 1000).toFixed(1)} s`);
      const { code, frame } = subject.message;
      const received = subject.kind === 'reset' ? 'a Reset' : describeCode(code);
      return { ...(isSuccess(code) ? refuse(received, 'code.unexpected') : accept(received)), frame };
    },
  };
}

/** Nothing of that kind came. */
export function silence(name: string): Expectation<MessageSubject> {
  return {
    expected: `no ${name}`,
    judge: subject =>
      subject.kind === 'silence'
        ? { pass: true, received: `nothing within ${(subject.waited / 1000).toFixed(1)} s` }
        : { ...refuse(describeMessage(subject.message), 'message.unexpected'), frame: subject.message.frame },
  };
}

/** A query parameter whose value meets `predicate`; `meaning` describes the value. */
export function parameter(
  name: string,
  meaning: string,
  predicate: (value: string) => boolean,
): Expectation<MessageSubject> {
  return onMessage(`${name}=${meaning}`, message => {
    const found = queryOf(message).filter(item => item === name || item.startsWith(`${name}=`));
    const [item] = found;
    if (item === undefined)
      return refuse(`no ${name} among ${queryOf(message).join('&') || 'no parameters'}`, 'parameter.missing');
    const value = item.slice(name.length + 1);
    const received = found.join('&');
    return found.length === 1 && predicate(value)
      ? accept(received)
      : refuse(received, 'parameter.unexpected');
  });
}

/** A query parameter that may be left out, and if it is there meets `predicate`. */
export function optionalParameter(
  name: string,
  meaning: string,
  predicate: (value: string) => boolean,
): Expectation<MessageSubject> {
  const present = parameter(name, meaning, predicate);
  const absent = noParameter(name);
  return {
    expected: `${present.expected}, or no ${name}`,
    judge: (subject, definitions) =>
      (absent.judge(subject, definitions).pass ? absent : present).judge(subject, definitions),
  };
}

export function noParameter(name: string): Expectation<MessageSubject> {
  return onMessage(`no parameter ${name}`, message => {
    const found = queryOf(message).filter(item => item === name || item.startsWith(`${name}=`));
    return found.length === 0
      ? accept(queryOf(message).join('&') || 'no parameters')
      : refuse(found.join('&'), 'parameter.unexpected');
  });
}

export function contentFormat(...allowed: readonly [number, ...number[]]): Expectation<MessageSubject> {
  return onMessage(`Content-Format ${allowed.map(describeContentFormat).join(' or ')}`, message => {
    const format = uintValue(message, OptionNumber.contentFormat);
    if (format === undefined) return refuse('no Content-Format', 'option.missing');
    const received = describeContentFormat(format);
    return allowed.includes(format) ? accept(received) : refuse(received, 'format.unexpected');
  });
}

export function observeOption(): Expectation<MessageSubject> {
  return onMessage('an Observe option', message => {
    const sequence = uintValue(message, OptionNumber.observe);
    return sequence === undefined
      ? refuse('no Observe option', 'option.missing')
      : accept(`Observe: ${sequence}`);
  });
}

export function noObserveOption(): Expectation<MessageSubject> {
  return onMessage('no Observe option', message =>
    hasOption(message, OptionNumber.observe)
      ? refuse(`Observe: ${uintValue(message, OptionNumber.observe) ?? '?'}`, 'option.unexpected')
      : accept('no Observe option'),
  );
}

export function locationUnder(prefix: string): Expectation<MessageSubject> {
  return onMessage(`Location-Path under ${prefix}`, message => {
    const location = locationOf(message);
    if (location === '') return refuse('no Location-Path', 'option.missing');
    return location.startsWith(`${prefix}/`) ? accept(location) : refuse(location, 'option.unexpected');
  });
}

export function emptyPayload(): Expectation<MessageSubject> {
  return onMessage('no payload', message =>
    message.payload.length === 0
      ? accept('no payload')
      : refuse(`${message.payload.length} bytes`, 'payload.unexpected'),
  );
}

/** Any other property of the message. */
export function message(
  meaning: string,
  judge: (message: ReceivedMessage) => { readonly pass: boolean; readonly received: string },
  reason: ReasonCode,
): Expectation<MessageSubject> {
  return onMessage(meaning, received => {
    const result = judge(received);
    return result.pass ? accept(result.received) : refuse(result.received, reason);
  });
}

/** Judges a message that is there; silence fails as missing response or missing message. */
export function onMessage(
  expected: string,
  judge: (message: ReceivedMessage, definitions: DefinitionLookup) => Judgement,
): Expectation<MessageSubject> {
  return {
    expected,
    judge: (subject, definitions) => {
      switch (subject.kind) {
        case 'silence': {
          if (subject.mismatched !== undefined) return refuseToken(subject.mismatched);
          const reason = subject.sentFrame === null ? 'message.missing' : 'response.missing';
          return {
            ...refuse(`nothing within ${(subject.waited / 1000).toFixed(1)} s`, reason),
            frame: subject.sentFrame,
          };
        }
        case 'reset':
          return { ...refuse('a Reset', 'response.unexpected'), frame: subject.message.frame };
        default:
          return { frame: subject.message.frame, ...judge(subject.message, definitions) };
      }
    },
  };
}

/** The answer is there and yet none: with such a token nobody can tell what it answers (RFC 7252 §5.3.2). */
function refuseToken(message: ReceivedMessage): Judgement {
  const token = Buffer.from(message.token).toString('hex');
  const received = `${describeCode(message.code)} ${token === '' ? 'without token' : `with another token, ${token}`}`;
  return { ...refuse(received, 'exchange.mismatch'), frame: message.frame };
}

function accept(received: string): Judgement {
  return { pass: true, received };
}

function refuse(received: string, reason: ReasonCode): Judgement & { readonly pass: false } {
  return { pass: false, received, reason };
}
