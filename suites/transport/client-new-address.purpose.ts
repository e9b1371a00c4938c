import {
  ContentFormat,
  clientPurpose,
  code,
  DEREGISTER,
  type Expectation,
  type MessageSubject,
  message,
  pathOf,
  REGISTER,
  rejected,
  UPDATE,
} from '../../harness/touchstone.ts';

/** TS 1.0 leaves it to the device how it tells of its new address. */
const TOLD = {
  name: 'an Update or a Register',
  matches: (each: Parameters<typeof UPDATE.matches>[0]) => UPDATE.matches(each) || REGISTER.matches(each),
};

function fromElsewhere(port: number): Expectation<MessageSubject> {
  return message(
    `a message from another port than ${port}`,
    ({ from }) => ({ pass: from.port !== port, received: `port ${from.port}` }),
    'message.unexpected',
  );
}

clientPurpose(
  {
    id: 'transport.bv.update-from-new-address',
    title: 'is served at its new address once it has told its server of it, by Update or Register',
    requirements: ['HLF-012', 'HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2, §8.2.1',
    needs: ['rebind', 'triggerUpdate'],
  },
  async t => {
    const registered = await t.registered();
    await t.sut.rebind();
    await t.sut.triggerUpdate();
    const told = await t.server.next(TOLD);
    const old = registered.register.from.port;
    t.check('told', told, fromElsewhere(old));
    if (told.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn({ ...registered.register, from: told.message.from });
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('ping', await device.ping(), rejected());
    const observation = await device.observe(`${registered.account}/6`, ContentFormat.tlv);
    t.check('observed', observation.first, code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.deregister-from-new-address',
    title: 'de-registers from its new address the registration that it has',
    requirements: ['HLF-012', 'HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'op.deregister',
    needs: ['rebind'],
  },
  async t => {
    await t.registered();
    await t.sut.rebind();
    // One that registers again by itself has a location of its own from then on.
    await t.clock.wait(t.silenceSpan);
    const location = t.server.locationOf(t.endpoint);
    const [deregister] = await Promise.all([t.server.next(DEREGISTER), t.sut.stop(true)]);
    const there = message(
      `a De-register of ${location}`,
      received => ({ pass: pathOf(received) === location, received: pathOf(received) }),
      'message.unexpected',
    );
    t.check('location', deregister, there);
  },
);
