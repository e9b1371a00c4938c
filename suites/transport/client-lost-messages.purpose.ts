import {
  ANY_RESPONSE,
  type ClientContext,
  carrying,
  clientPurpose,
  code,
  DEREGISTER,
  delay,
  duplicate,
  lose,
  REGISTER,
  RESET,
  type RegisteredDevice,
  sentByTheSut,
  UPDATE,
} from '../../harness/touchstone.ts';
import {
  acknowledgement,
  allTheSame,
  noneOf,
  notRepeated,
  oneRepetition,
  repeated,
} from './repeated-messages.ts';

/** The device, as it is once the request has come. @throws Inconclusive when it does not come. */
type Arrived = () => Promise<RegisteredDevice>;

/** What a device asks of its server by itself, and how it comes to ask. */
const OWN_REQUESTS = [
  {
    words: 'register',
    name: 'Register',
    pattern: REGISTER,
    requirement: 'HLF-019',
    async asks(t: ClientContext, impair: () => void): Promise<Arrived> {
      impair();
      await t.start();
      return () => t.registrationAt(t.server);
    },
  },
  {
    words: 'update',
    name: 'Update',
    pattern: UPDATE,
    requirement: 'HLF-020',
    async asks(t: ClientContext, impair: () => void): Promise<Arrived> {
      const registered = await t.registered();
      impair();
      await t.provokeUpdate(registered);
      return async () => {
        if ((await t.server.next(UPDATE)).kind === 'arrived') return registered;
        return t.inconclusive('preamble.no-response', 'the client sent no Update');
      };
    },
  },
] as const;

const LONGEST = ({ parameters }: ClientContext) => parameters.ackTimeout * parameters.ackRandomFactor;

for (const { words, name, pattern, requirement, asks } of OWN_REQUESTS) {
  clientPurpose(
    {
      id: `transport.bv.${words}-lost`,
      revision: 3,
      title: `repeats a ${name} that got lost, under the same message id and token`,
      requirements: ['HLF-036', requirement],
      clause: 'RFC 7252 §4.2, §4.4',
    },
    async t => {
      const arrived = await asks(t, () => t.path.fromSut(carrying(pattern, lose(1))));
      await t.clock.wait(oneRepetition(t));
      // One that takes its time before it asks is waited for; one that never repeats would never arrive.
      const [lost] = sentByTheSut(t.path, pattern);
      const late = lost === undefined ? await arrived() : null;
      if (lost !== undefined) await t.clock.wait(Math.max(0, lost.at + oneRepetition(t) - t.clock.now()));
      const transmissions = sentByTheSut(t.path, pattern);
      t.check('repeated', transmissions, repeated());
      t.check('unchanged', transmissions, allTheSame());
      const { device, account } = late ?? (await arrived());
      t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    },
  );

  clientPurpose(
    {
      id: `transport.bv.${words}-answer-lost`,
      title: `repeats a ${name} whose answer got lost, and takes the answer to the repetition`,
      requirements: ['HLF-036', requirement],
      clause: 'RFC 7252 §4.2, §4.4',
      revision: 2,
    },
    async t => {
      const arrived = await asks(t, () => t.path.toSut(carrying(ANY_RESPONSE, lose(1))));
      const { device, account } = await arrived();
      await t.clock.wait(oneRepetition(t));
      const transmissions = sentByTheSut(t.path, pattern);
      t.check('repeated', transmissions, repeated());
      t.check('unchanged', transmissions, allTheSame());
      t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    },
  );

  clientPurpose(
    {
      id: `transport.bv.${words}-answer-late`,
      title: `repeats a ${name} until its answer comes, and ignores the one that comes late`,
      requirements: ['HLF-036', requirement],
      clause: 'RFC 7252 §4.2, §4.4',
      revision: 2,
    },
    async t => {
      const late = LONGEST(t) + t.silenceSpan / 2;
      const arrived = await asks(t, () => t.path.toSut(carrying(ANY_RESPONSE, delay(1, late))));
      const { device, account } = await arrived();
      await t.clock.wait(late + t.silenceSpan);
      t.check('unchanged', sentByTheSut(t.path, pattern), allTheSame());
      t.check('not-rejected', sentByTheSut(t.path, RESET), noneOf('Reset of the late answer'));
      t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    },
  );

  clientPurpose(
    {
      id: `transport.bv.${words}-answer-duplicated`,
      title: `takes the answer to a ${name} once that comes three times`,
      requirements: ['HLF-036', requirement],
      clause: 'RFC 7252 §4.2, §4.5',
      revision: 2,
    },
    async t => {
      const arrived = await asks(t, () => t.path.toSut(carrying(ANY_RESPONSE, duplicate(1, 20, 500))));
      const { device, account } = await arrived();
      await t.clock.wait(t.silenceSpan);
      t.check('not-repeated', sentByTheSut(t.path, pattern), notRepeated());
      t.check('not-rejected', sentByTheSut(t.path, RESET), noneOf('Reset of an acknowledgement'));
      t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    },
  );
}

clientPurpose(
  {
    id: 'transport.bv.deregister-answer-lost',
    title: 'repeats a De-register whose answer got lost',
    requirements: ['HLF-036', 'HLF-019'],
    // A device that is being switched off may have no time left.
    level: 'should',
    clause: 'RFC 7252 §4.2; TS 1.0 §5.3.3',
    when: 'op.deregister',
  },
  async t => {
    await t.registered();
    t.path.toSut(carrying(ANY_RESPONSE, lose(1)));
    const stopping = t.sut.stop(true);
    if ((await t.server.next(DEREGISTER)).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'the client sent no De-register');
    await t.clock.wait(oneRepetition(t));
    const transmissions = sentByTheSut(t.path, DEREGISTER);
    t.check('repeated', transmissions, repeated());
    t.check('unchanged', transmissions, allTheSame());
    await stopping;
  },
);

clientPurpose(
  {
    id: 'transport.bi.acknowledgement-of-nothing',
    title: 'takes no acknowledgement and no Reset of another message for the end of its Register',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.4',
    twin: 'transport.bv.register-answer-lost',
  },
  async t => {
    t.server.answer(REGISTER, null);
    await t.start();
    const arrival = await t.server.next(REGISTER);
    if (arrival.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    const { message: register } = arrival;
    const another = (register.messageId + 4711) & 0xffff;
    t.server.repeat(register, acknowledgement({ ...register, messageId: another }));
    t.server.repeat(register, { ...acknowledgement({ ...register, messageId: another + 1 }), type: 'RST' });
    await t.clock.wait(oneRepetition(t));
    const transmissions = t.server.transmissionsOf(register);
    t.check('repeated-all-the-same', transmissions, repeated());
    t.check('unchanged', transmissions, allTheSame());
  },
);

clientPurpose(
  {
    id: 'transport.bv.update-answered-apart',
    title:
      'waits for the response to an Update that was acknowledged, and acknowledges it as often as it comes',
    requirements: ['HLF-036', 'HLF-020'],
    clause: 'RFC 7252 §4.2, §4.5, §5.2.2',
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    const { register, device, account } = registered;
    t.server.answer(UPDATE, null);
    // Whoever is told to send an Update may say so only when it has been answered.
    const provoking = t.provokeUpdate(registered);
    const arrival = await t.server.next(UPDATE);
    if (arrival.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    const { message: update } = arrival;
    t.server.repeat(register, acknowledgement(update));
    await t.clock.wait(oneRepetition(t));
    t.check('not-repeated', t.server.transmissionsOf(update), notRepeated());
    const response = t.server.transmit(register, { code: '2.04', token: update.token });
    await t.clock.wait(t.silenceSpan / 2);
    t.check('acknowledged', t.server.acknowledgementsOf(response), acknowledged());
    // As after the acknowledgement got lost.
    const before = t.server.acknowledgementsOf(response).length;
    t.server.repeat(register, response);
    await t.clock.wait(t.silenceSpan / 2);
    const again = t.server.acknowledgementsOf(response).slice(before);
    t.check('acknowledged-again', again, acknowledged(), {
      level: 'should',
    });
    await provoking;
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

function acknowledged(): ReturnType<typeof noneOf> {
  return {
    expected: 'an acknowledgement',
    judge: answers => {
      const received = answers.map(({ type }) => type).join(', ') || 'nothing';
      if (answers.length === 0) return { pass: false, received, reason: 'response.missing' };
      return answers.every(({ type }) => type === 'ACK')
        ? { pass: true, received }
        : { pass: false, received, reason: 'response.unexpected' };
    },
  };
}
