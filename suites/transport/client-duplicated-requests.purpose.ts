import {
  ANY_ACKNOWLEDGEMENT,
  ANY_REQUEST,
  arrives,
  type ClientContext,
  type CoapMessage,
  ContentFormat,
  carrying,
  clientPurpose,
  code,
  equals,
  linksIn,
  locationOf,
  lose,
  METHODS,
  NOTIFICATION,
  OptionNumber,
  type Outcome,
  type ReceivedMessage,
  type RegisteredDevice,
  sentByTheSut,
  silence,
  tlv,
  UPDATE,
  uintOption,
  value,
} from '../../harness/touchstone.ts';
import { answeredAlike, messagesAmong, noneOf } from './repeated-messages.ts';

type Request = Partial<CoapMessage> & Pick<CoapMessage, 'code'>;
/** RFC 7252 words what a recipient does with duplicates as SHOULD. */
const ADVICE = { level: 'should', clause: 'RFC 7252 §4.5' } as const;
const SENSOR = tlv('/3303', { 5700: 20.5, 5701: 'Cel' });
const WITH_CREATE = 'op.create && create.3303';
/** Milliseconds in which a change is notified to everybody who is to be notified. */
const AT_ONCE = 300;
/** Requests that pass between a request and its late duplicate. */
const MEANWHILE = 20;

/** Sends a request, and the same bytes again after what happens between; gives its answer, and what acknowledged both. */
async function twice(
  t: ClientContext,
  { register }: RegisteredDevice,
  request: Request,
  between: () => Promise<unknown> = async () => {},
): Promise<{ first: Awaited<ReturnType<typeof t.server.response>>; answers: readonly ReceivedMessage[] }> {
  const sent = t.server.transmit(register, request);
  const first = await t.server.response(sent, t.patience);
  await between();
  t.server.repeat(register, sent);
  await t.clock.wait(t.silenceSpan);
  return { first, answers: t.server.acknowledgementsOf(sent) };
}

/** Instances of object 3303, as the device lists them. */
async function sensors({ device, root }: RegisteredDevice): Promise<number> {
  const outcome: Outcome = await device.discover('/3303');
  const instances = linksIn(outcome, root).flatMap(({ target }) => /^\/3303\/\d+/.exec(target) ?? []);
  return new Set(instances).size;
}

function content(
  device: RegisteredDevice['device'],
  path: string,
  { format, payload }: ReturnType<typeof tlv>,
) {
  return { options: [...device.path(path), uintOption(OptionNumber.contentFormat, format)], payload };
}

clientPurpose(
  {
    id: 'transport.bv.duplicate-read',
    title: 'answers a Read that comes twice, both times alike',
    requirements: ['HLF-036'],
    ...ADVICE,
  },
  async t => {
    const registered = await t.registered();
    const read = { code: METHODS.get, options: registered.device.path('/3/0/16') };
    const { first, answers } = await twice(t, registered, read);
    t.check('response-code', first, code('2.05'));
    t.check('answered-alike', answers, answeredAlike());
  },
);

clientPurpose(
  {
    id: 'transport.bv.late-duplicate-of-write',
    title: 'does not write once more what comes once more after another Write',
    requirements: ['HLF-036', 'HLF-010'],
    ...ADVICE,
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const path = `${account}/6`;
    const old = (await t.valueAt(device, path)) !== true;
    const write = { code: METHODS.put, ...content(device, path, tlv(path, old)) };
    const { first, answers } = await twice(t, registered, write, async () =>
      t.done(await device.write(path, tlv(path, !old)), 'the Write that follows'),
    );
    t.check('response-code', first, code('2.04'));
    t.check('answered-alike', answers, answeredAlike());
    t.check('not-written-again', await device.read(path, ContentFormat.tlv), value(path, !old));
  },
);

clientPurpose(
  {
    id: 'transport.bv.late-duplicate-of-execute',
    title: `executes a request once that comes again after ${MEANWHILE} others`,
    requirements: ['HLF-036', 'HLF-007'],
    ...ADVICE,
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const trigger = { code: METHODS.post, options: device.path(`${account}/8`) };
    const { first, answers } = await twice(t, registered, trigger, async () => {
      t.check('executed', await t.server.next(UPDATE), arrives('an Update'));
      for (let count = 0; count < MEANWHILE; count++) await device.read('/3/0/16');
    });
    t.check('response-code', first, code('2.04'));
    t.check('executed-once', await t.server.next(ANY_REQUEST, 0), silence('second Update'));
    t.check('answered-alike', answers, answeredAlike());
  },
);

clientPurpose(
  {
    id: 'transport.bv.duplicate-non-confirmable-execute',
    title: 'executes a non-confirmable request once that comes three times',
    requirements: ['HLF-036', 'HLF-038'],
    ...ADVICE,
    revision: 2,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const sent = t.server.transmit(register, {
      ...{ type: 'NON', code: METHODS.post, options: device.path(`${account}/8`) },
    });
    if ((await t.server.next(UPDATE)).kind === 'silence')
      return t.inconclusive('preamble.refused', 'the client executes no non-confirmable request');
    for (const _ of [1, 2]) t.server.repeat(register, sent);
    t.check('executed-once', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('second Update'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.duplicate-create',
    title: 'creates one instance for a Create that comes twice, and tells its place both times',
    requirements: ['HLF-036', 'HLF-010'],
    ...ADVICE,
    when: WITH_CREATE,
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const before = await sensors(registered);
    const create = { code: METHODS.post, ...content(device, '/3303', SENSOR) };
    const { first, answers } = await twice(t, registered, create);
    t.check('response-code', first, code('2.01'));
    t.check('answered-alike', answers, answeredAlike());
    t.check('created-once', (await sensors(registered)) - before, equals(1, 'state.changed'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.duplicate-delete',
    title: 'says to a Delete that comes twice that it is done, both times',
    requirements: ['HLF-036', 'HLF-010'],
    ...ADVICE,
    when: `${WITH_CREATE} && op.delete`,
  },
  async t => {
    const registered = await t.registered();
    const created = await registered.device.create('/3303', SENSOR);
    t.done(created, 'the Create on /3303');
    const path = created.kind === 'response' ? locationOf(created.message) : '';
    const remove = { code: METHODS.delete, options: registered.device.path(path) };
    const { first, answers } = await twice(t, registered, remove);
    t.check('response-code', first, code('2.02'));
    t.check('answered-alike', answers, answeredAlike());
    t.check('deleted', await registered.device.read(path, ContentFormat.tlv), code('4.04'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.duplicate-observe',
    title: 'notifies once of each change for an Observe that came twice',
    requirements: ['HLF-036', 'HLF-028'],
    clause: 'RFC 7252 §4.5; RFC 7641 §4.1',
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const path = `${account}/6`;
    const before = (await t.valueAt(device, path)) === true;
    const options = [uintOption(OptionNumber.observe, 0), ...device.path(path)];
    const { first, answers } = await twice(t, registered, { code: METHODS.get, options });
    t.check('response-code', first, code('2.05'));
    t.check('answered-alike', answers, answeredAlike(), { level: 'should' });
    // Not at the very moment when a device may refresh what it has notified.
    await t.clock.wait(t.silenceSpan / 4);
    const from = t.server.received.length;
    const changedBy = await t.change(device, path, !before);
    await t.clock.wait(t.silenceSpan);
    const notifications = t.server.received.slice(from).filter(NOTIFICATION.matches);
    // Later ones may refresh what was notified.
    const [earliest] = notifications;
    const atOnce = notifications.filter(({ at }) => at - (earliest?.at ?? at) < AT_ONCE);
    if (notifications.length === 0 && changedBy === 'server') return t.ownWriteUnnoticed(path);
    t.check('notified-once', messagesAmong(atOnce), equals(1, 'message.unexpected'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.execute-answer-lost',
    title: 'executes a request once whose answer got lost and which is therefore repeated',
    requirements: ['HLF-036', 'HLF-007'],
    ...ADVICE,
  },
  async t => {
    const { device, account } = await t.registered();
    t.path.fromSut(carrying(ANY_ACKNOWLEDGEMENT, lose(1)));
    t.check('response-code', await device.execute(`${account}/8`), code('2.04'));
    const answers = answersIn(t);
    if (answers !== null) t.check('answered-alike', answers, answeredAlike());
    const executed = await t.server.next(UPDATE);
    t.check('executed', executed, arrives('an Update'));
    if (executed.kind === 'silence') return;
    t.check('executed-once', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('second Update'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.create-answer-lost',
    title: 'creates one instance for a Create whose answer got lost and which is therefore repeated',
    requirements: ['HLF-036', 'HLF-010'],
    ...ADVICE,
    when: WITH_CREATE,
  },
  async t => {
    const registered = await t.registered();
    const before = await sensors(registered);
    t.path.fromSut(carrying(ANY_ACKNOWLEDGEMENT, lose(1)));
    t.check('response-code', await registered.device.create('/3303', SENSOR), code('2.01'));
    const answers = answersIn(t);
    if (answers !== null) t.check('answered-alike', answers, answeredAlike());
    t.check('created-once', (await sensors(registered)) - before, equals(1, 'state.changed'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.ignore-unknown-acknowledgements',
    title: 'ignores acknowledgements and Resets of messages that it has not sent, whoever they are of',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2',
    revision: 2,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const from = t.server.received.length;
    for (const type of ['ACK', 'RST'] as const) {
      const unknown = { ...t.server.compose({ code: '0.00' }), type, token: new Uint8Array(0) };
      for (const _ of [1, 2]) t.server.repeat(register, unknown);
    }
    await t.clock.wait(t.silenceSpan);
    const reactions = t.server.received.slice(from).filter(({ code: said }) => said === '0.00');
    t.check('ignored', reactions, noneOf('answer to an acknowledgement or a Reset'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

/** A response in the acknowledgement that got lost, and the one that took its place; null where it comes apart. */
function answersIn(t: ClientContext): readonly ReceivedMessage[] | null {
  const [first, ...more] = sentByTheSut(t.path, ANY_ACKNOWLEDGEMENT);
  if (first === undefined || first.code === '0.00') return null;
  return [first, ...more.filter(({ messageId }) => messageId === first.messageId)];
}
