import { isEmpty } from '../coap/message/codes.ts';
import { describeMessage } from '../coap/message/describe.ts';
import { locationOf } from '../coap/message/options.ts';
import { type MessageSubject, message, onMessage } from './expect-message.ts';
import type { Expectation, Judgement } from './expectation.ts';

/** The peer acknowledges: an ACK, with or without a response in it. */
export function acknowledged(): Expectation<MessageSubject> {
  return onMessage('an acknowledgement', received => {
    const { type, code } = received;
    const shown = describeMessage(received);
    const acknowledges = type === 'ACK' && isEmpty(code);
    return acknowledges
      ? { pass: true, received: shown }
      : { pass: false, received: shown, reason: 'response.unexpected' };
  });
}

/** The peer answers with a Reset. */
export function rejected(): Expectation<MessageSubject> {
  return onReaction('a Reset', type => type === 'RST', false);
}

/** Both are ways to reject a message (RFC 7252 §4.2). */
export function rejectedOrIgnored(): Expectation<MessageSubject> {
  return onReaction('a Reset, or no answer at all', type => type === 'RST', true);
}

/** A refusal creates nothing, so it names no place either. */
export function noLocation(): Expectation<MessageSubject> {
  return message(
    'no Location-Path',
    received => ({ pass: locationOf(received) === '', received: locationOf(received) || 'no Location-Path' }),
    'option.unexpected',
  );
}

function onReaction(
  expected: string,
  accepts: (type: string) => boolean,
  maySilence: boolean,
): Expectation<MessageSubject> {
  return {
    expected,
    judge: (subject): Judgement => {
      if (subject.kind === 'silence') {
        const received = `nothing within ${(subject.waited / 1000).toFixed(1)} s`;
        const frame = subject.sentFrame;
        return maySilence
          ? { pass: true, received, frame }
          : { pass: false, received, frame, reason: 'response.missing' };
      }
      const received = describeMessage(subject.message);
      const { frame } = subject.message;
      return accepts(subject.message.type)
        ? { pass: true, received, frame }
        : { pass: false, received, frame, reason: 'response.unexpected' };
    },
  };
}
