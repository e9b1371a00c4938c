import {
  type ClientContext,
  ContentFormat,
  carrying,
  clientPurpose,
  code,
  EMPTY_ACKNOWLEDGEMENT,
  type Expectation,
  equals,
  lose,
  NOTIFICATION,
  OptionNumber,
  observeSwitch,
  RESET,
  type ReceivedMessage,
  type ServerObservation,
  satisfies,
  sentByTheSut,
  UPDATE,
  uintValue,
  value,
  valuesIn,
} from '../../harness/touchstone.ts';
import { acknowledgement, messagesAmong, oneRepetition } from './repeated-messages.ts';

/**
 * A repetition is the same message; a newer notification in its place has a number of its own (RFC 7641 §4.4, §4.5.2).
 */
function oneIdForEachNotification(): Expectation<readonly ReceivedMessage[]> {
  return {
    expected: 'one message id for each number of a notification',
    judge: sent => {
      const names = (by: (each: ReceivedMessage) => string) => new Set(sent.map(by)).size;
      const numbers = names(each => String(uintValue(each, OptionNumber.observe)));
      const ids = names(({ messageId }) => String(messageId));
      const received = `${sent.length} transmissions, ${numbers} numbers, ${ids} message ids`;
      return ids <= numbers
        ? { pass: true, received }
        : { pass: false, received, reason: 'exchange.mismatch' };
    },
  };
}

/** It was sent again, or a newer one in its place (RFC 7641 §4.5.2). */
function sentAgain() {
  return satisfies<number>('2 transmissions or more', count => count >= 2, 'message.missing');
}

/** The notification of this value; others may come before it, of what was before. */
async function notificationOf(
  t: ClientContext,
  observation: ServerObservation,
  path: string,
  wanted: boolean,
) {
  const end = t.clock.now() + t.patience;
  let arrival = await observation.next(t.patience);
  while (arrival.kind === 'arrived' && valuesIn(path, arrival.message, t.definitions)[path] !== wanted)
    arrival = await observation.next(Math.max(0, end - t.clock.now()));
  return arrival;
}

clientPurpose(
  {
    id: 'transport.bv.notification-lost',
    title: 'repeats a confirmable notification that got lost, and notifies of what changes later in any case',
    requirements: ['HLF-036', 'HLF-028'],
    clause: 'RFC 7252 §4.2; RFC 7641 §3.5, §4.5',
  },
  async t => {
    const { device, path, observation, flip } = await observeSwitch(t);
    t.path.fromSut(carrying(NOTIFICATION, lose(1)));
    const changed = await flip();
    await t.clock.wait(oneRepetition(t));
    const sent = sentByTheSut(t.path, NOTIFICATION);
    if (sent[0] === undefined) return t.ownWriteUnnoticed(path);
    // A non-confirmable notification is gone (RFC 7641 §3.5).
    if (sent[0].type === 'CON') {
      t.check('repeated', sent.length, sentAgain());
      t.check('unchanged', sent, oneIdForEachNotification());
      t.check('notified', await observation.next(t.patience), value(path, changed));
    }
    const later = await flip();
    t.check('notified-later', await notificationOf(t, observation, path, later), value(path, later));
    t.check('still-served', await device.read(path, ContentFormat.tlv), value(path, later));
  },
);

clientPurpose(
  {
    id: 'transport.bv.acknowledgement-of-notification-lost',
    title:
      'repeats a confirmable notification whose acknowledgement got lost, and is content with the next one',
    requirements: ['HLF-036', 'HLF-028'],
    clause: 'RFC 7252 §4.2; RFC 7641 §4.5',
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    t.path.toSut(carrying(EMPTY_ACKNOWLEDGEMENT, lose(1)));
    const changed = await flip();
    const first = await notified();
    t.check('notified', first, value(path, changed));
    await t.clock.wait(oneRepetition(t));
    const sent = sentByTheSut(t.path, NOTIFICATION);
    if (first.kind === 'arrived' && first.message.type === 'CON')
      t.check('repeated', sent.length, sentAgain());
    t.check('not-sent-anew', sent, oneIdForEachNotification());
    const later = await flip();
    t.check('notified-later', await notificationOf(t, observation, path, later), value(path, later));
  },
);

clientPurpose(
  {
    id: 'transport.bv.reset-of-notification-lost',
    title: 'ends an observation by the Reset of a later notification when the first Reset got lost',
    requirements: ['HLF-036', 'HLF-029'],
    clause: 'RFC 7641 §3.6, §4.5; TS 1.0 §5.5.3',
    when: 'op.cancel-by-reset',
    revision: 2,
  },
  async t => {
    const { device, account, path, observation, flip } = await observeSwitch(t);
    t.path.toSut(carrying(RESET, lose(1)));
    const rejected = observation.cancelByReset(t.patience);
    await flip();
    if ((await rejected).kind === 'silence') return t.ownWriteUnnoticed(path);
    await t.clock.wait(oneRepetition(t));
    // Where the first was not confirmable, it is this one whose Reset arrives.
    await flip();
    await t.clock.wait(oneRepetition(t));
    const before = messagesAmong(sentByTheSut(t.path, NOTIFICATION));
    await flip();
    await t.clock.wait(t.silenceSpan);
    const after = messagesAmong(sentByTheSut(t.path, NOTIFICATION));
    t.check('ended', after - before, equals(0, 'message.unexpected'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.one-outstanding',
    title: 'sends no other confirmable message while its Update is not acknowledged',
    requirements: ['HLF-036'],
    // What a device asks as a client (RFC 7252 §4.7) and what it notifies as a server (RFC 7641 §4.5.1) is limited each for itself, and
    // NSTART may be larger (RFC 7252 §4.8.1): one message for both together is what the limits are there for, and no text's word.
    level: 'should',
    clause: 'RFC 7252 §4.7, §4.8; RFC 7641 §4.5.1',
    needs: ['setResource', 'triggerUpdate'],
  },
  async t => {
    const { register, path, observation, flip } = await observeSwitch(t);
    t.server.answer(UPDATE, null);
    const updating = t.sut.triggerUpdate();
    const update = await t.server.next(UPDATE);
    if (update.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    const before = t.server.received.length;
    const changed = await flip();
    await t.clock.wait(t.silenceSpan / 2);
    const meanwhile = t.server.received
      .slice(before)
      .filter(({ type, duplicate }) => type === 'CON' && !duplicate);
    t.check('one-at-a-time', meanwhile.length, equals(0, 'message.unexpected'));
    t.server.repeat(register, {
      ...acknowledgement(update.message),
      code: '2.04',
      token: update.message.token,
    });
    await updating;
    t.check('notified-afterwards', await observation.next(t.patience), value(path, changed));
  },
);
