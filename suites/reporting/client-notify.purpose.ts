import {
  ContentFormat,
  clientPurpose,
  code,
  newerThan,
  observeOption,
  observeSwitch,
  REGISTER,
  sameFormatAs,
  silence,
  tlv,
  UPDATE,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'reporting.bv.notify-change-once',
    title: 'notifies once of a change, with the new value',
    requirements: ['HLF-017', 'HLF-028', 'HLF-029'],
    clause: 'TS 1.0 §5.5.2, RFC 7641 §4.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.0-int-660'],
    revision: 2,
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    const changed = await flip();
    const notification = await notified();
    t.check('response-code', notification, code('2.05'));
    t.check('new-value', notification, value(path, changed));
    // No text forbids a notification without a cause (RFC 7641 lets a server refresh its observers).
    t.check('once', await observation.next(t.silenceSpan), silence('second notification'), {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'reporting.bv.notify-own-write',
    title: 'notifies the server that observes a resource of what that server itself writes to it',
    requirements: ['HLF-017', 'HLF-028'],
    // Left to the implementation, as the working group answered; a server that relies on it should be able to.
    level: 'should',
    clause: 'TS 1.0 §5.5.2, RFC 7641 §1.3',
  },
  async t => {
    const { device, path, observation } = await observeSwitch(t);
    const other = (await t.valueAt(device, path)) !== true;
    t.done(await device.write(path, tlv(path, other)), `the Write on ${path}`);
    t.check('notified', await observation.next(t.patience), value(path, other));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.notification-form',
    title: 'sends notifications in order, in the format of the first answer',
    requirements: ['HLF-017', 'HLF-028', 'HLF-036'],
    clause: 'TS 1.0 §5.5.2, RFC 7641 §3.2, §3.4, §4.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
    revision: 2,
  },
  async t => {
    const { observation, flip, notified } = await observeSwitch(t);
    const { first } = observation;
    await flip();
    const second = await notified();
    await flip();
    const third = await notified();
    t.check('first-observe-option', second, observeOption());
    t.check('second-observe-option', third, observeOption());
    t.check('first-order', second, newerThan(first));
    t.check('second-order', third, newerThan(second));
    t.check('first-format', second, sameFormatAs(first));
    t.check('second-format', third, sameFormatAs(first));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.update-keeps-observations',
    title: 'goes on notifying after an Update of its registration',
    requirements: ['HLF-028', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, §5.5',
  },
  async t => {
    const { path, flip, notified, ...registered } = await observeSwitch(t);
    await t.provokeUpdate(registered);
    const update = await t.server.next(UPDATE);
    if (update.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    // Until it has read the answer.
    await t.settled();
    const changed = await flip();
    t.check('still-notified', await notified(), value(path, changed));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.registration-ends-observations',
    title: 'forgets its observations when it registers anew',
    requirements: ['HLF-028', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.5',
  },
  async t => {
    const { path, observation, flip, notified, ...registered } = await observeSwitch(t);
    const { device } = registered;
    const before = await flip();
    if ((await notified()).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no notification came');
    t.server.forget();
    await t.provokeUpdate(registered);
    const register = await t.server.next(REGISTER);
    if (register.kind === 'silence')
      return t.inconclusive('preamble.not-registered', 'no second Register came');
    await t.settled();
    const changed = await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
    t.check('changed-unnoticed', await device.read(path, ContentFormat.tlv), value(path, changed));
    const again = await t.observed(device, path);
    await flip();
    t.check('can-be-observed-again', await again.next(t.patience), value(path, before));
  },
);
