import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  equals,
  METHODS,
  type RegisteredDevice,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';
import {
  applicationData,
  ContentType,
  changeRecord,
  type DtlsMark,
  encodeMessage,
  first,
  holdRecord,
  inTheClear,
  onlyDtls,
  repeatRecord,
  shiftSequence,
  tamper,
} from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.serve-in-association';
const MODES = ['psk', 'rpk', 'x509'] as const;
/** RFC 6347 §4.1.2.7: silently discarded, as a rule; a receiver may end the association instead. */
const ADVICE = { level: 'should' } as const;
const firstData = () => first(applicationData);

/** A Read that is sent once: nothing repeats what becomes of its record. */
function readOnce(t: ClientContext, { register, device }: RegisteredDevice) {
  const sent = t.server.transmit(register, { code: METHODS.get, options: device.path('/3/0') });
  return t.server.response(sent, t.silenceSpan);
}

/** The association is as good as before: served in it, and no other has taken its place since the mark. */
async function goesOn(t: ClientContext, { device }: RegisteredDevice, mark: DtlsMark): Promise<void> {
  const dtls = t.dtls();
  dtls.misbehave({});
  t.check('served-afterwards', await device.read('/3/0', ContentFormat.tlv), code('2.05'), ADVICE);
  t.check('same-association', dtls.since(mark, 0).established.length, equals(0), ADVICE);
}

clientPurpose(
  {
    id: TWIN,
    title: 'answers its server inside of the association that it has registered in',
    requirements: ['SEC-002', 'SEC-003'],
    clause: 'TS 1.0 §7.1; RFC 7252 §9.1.1',
    security: MODES,
  },
  async t => {
    const { device } = await t.registered();
    const { mark } = t.dtls();
    t.check('read', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    await t.settled();
    const since = t.dtls().since(mark, 0);
    t.check('same-association', since.established.length, equals(0), ADVICE);
    t.check('nothing-in-clear', since, onlyDtls());
  },
);

/** Records that are not those of the server, by what is wrong with them. */
const FORGED = [
  [
    'tampered',
    () => tamper(firstData(), -1),
    'whose last byte was changed on the way',
    'SEC-002',
    '§4.1.2.1',
  ],
  [
    'renumbered',
    () => tamper(firstData(), 10, 0x10),
    'whose number was changed on the way',
    'SEC-002',
    '§4.1.2.1',
  ],
  [
    'of-epoch-to-come',
    () => tamper(firstData(), 4, 0x03),
    'of an epoch that has not begun',
    'SEC-002',
    '§4.1',
  ],
  [
    'in-first-epoch',
    () => inTheClear(firstData()),
    'that is not encrypted, as before the handshake',
    'SEC-002',
    '§4.1',
  ],
] as const;

for (const [words, hooks, what, requirement, clause] of FORGED) {
  clientPurpose(
    {
      id: `security.bi.record-${words}`,
      title: `does not act on a record ${what}, and keeps the association`,
      requirements: [requirement],
      clause: `RFC 6347 ${clause}, §4.1.2.7`,
      twin: TWIN,
      security: ['psk', 'rpk'],
    },
    async t => {
      const registered = await t.registered();
      const { mark } = t.dtls();
      t.dtls().misbehave(hooks());
      t.check('not-answered', await readOnce(t, registered), silence('response'));
      await goesOn(t, registered, mark);
    },
  );
}

clientPurpose(
  {
    id: 'security.bi.request-in-the-clear',
    title: 'does not do what comes from its server in the clear, and does not answer it',
    requirements: ['SEC-003', 'SEC-002'],
    clause: 'TS 1.0 §7.1; RFC 7252 §9.1.1',
    twin: TWIN,
    security: MODES,
  },
  async t => {
    const registered = await t.registered();
    const { account, device, register } = registered;
    const { wire, mark } = t.dtls();
    const requests = [
      t.server.compose({ code: METHODS.post, options: device.path(`${account}/8`) }),
      t.server.compose({ code: METHODS.get, options: device.path('/3/0') }),
    ];
    for (const request of requests) wire.send(encodeMessage(request), register.from);
    t.check('not-done', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
    const since = t.dtls().since(mark, t.silenceSpan);
    t.check('not-answered', since, onlyDtls());
    const answers = requests.flatMap(request => t.server.acknowledgementsOf(request));
    t.check('not-answered-inside', answers.length, equals(0));
    await goesOn(t, registered, mark);
  },
);

clientPurpose(
  {
    id: 'security.bi.forged-alert',
    title: 'does not end an association because of an alert that anybody can have sent',
    level: 'should',
    requirements: ['SEC-002'],
    clause: 'RFC 6347 §4.1.2.7',
    twin: TWIN,
    security: ['psk', 'rpk'],
  },
  async t => {
    const registered = await t.registered();
    // Fatal, handshake_failure, in epoch 0.
    const alert = Buffer.from('15fefd000000000000006300020228', 'hex');
    const { mark, wire } = t.dtls();
    wire.send(alert, registered.register.from);
    await t.settled();
    await goesOn(t, registered, mark);
  },
);

clientPurpose(
  {
    id: 'security.bi.renegotiation',
    title: 'serves on in its association when its server asks for another handshake in it',
    requirements: ['SEC-002'],
    clause: 'RFC 5246 §7.4.1.1; RFC 7925 §17',
    twin: TWIN,
    security: ['psk', 'rpk'],
  },
  async t => {
    const registered = await t.registered();
    const helloRequest = { type: ContentType.handshake, content: new Uint8Array(12) };
    t.dtls().misbehave(changeRecord(firstData(), () => helloRequest));
    await readOnce(t, registered);
    t.dtls().misbehave({});
    t.check('served', await registered.device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'security.bv.records-overtaken',
    title: 'serves requests whose records have overtaken each other',
    level: 'should',
    requirements: ['SEC-004'],
    clause: 'RFC 6347 §4.1.2.6',
    security: ['psk', 'rpk'],
  },
  async t => {
    const { register, device } = await t.registered();
    t.dtls().misbehave(holdRecord(firstData(), 1));
    const request = () => t.server.transmit(register, { code: METHODS.get, options: device.path('/3/0') });
    const [held, ahead] = [request(), request()];
    t.check('the-one-ahead', await t.server.response(ahead, t.patience), code('2.05'));
    t.check('the-one-behind', await t.server.response(held, t.silenceSpan), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'security.bv.records-lost',
    title: 'serves a request after so many records that never came',
    requirements: ['SEC-004'],
    clause: 'RFC 6347 §4.1, §4.1.2.6',
    security: ['psk', 'rpk'],
  },
  async t => {
    const { device } = await t.registered();
    t.dtls().misbehave(shiftSequence(applicationData, 1000));
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('served-again', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

/** How a recorded datagram comes again. */
const REPLAYS = [
  ['at-once', 'right behind itself', 0],
  ['later', 'after others', 3],
  ['outside-of-window', 'after more others than anybody keeps in mind', 3],
] as const;

for (const [words, what, meanwhile] of REPLAYS) {
  clientPurpose(
    {
      id: `security.bi.replay-${words}`,
      title: `does once what it is told in a record that comes again ${what}`,
      requirements: ['SEC-004'],
      clause: 'RFC 6347 §4.1.2.6',
      twin: TWIN,
      security: ['psk', 'rpk'],
      revision: 3,
    },
    async t => {
      const { register, device, account } = await t.registered();
      const dtls = t.dtls();
      if (words === 'at-once') dtls.misbehave(repeatRecord(firstData(), 2));
      const sent = t.server.transmit(register, { code: METHODS.post, options: device.path(`${account}/8`) });
      const [recorded] = dtls.wire.sent.slice(-1);
      const update = await t.server.next(UPDATE, t.handshakeSpan);
      const answered = t.server.acknowledgementsOf(sent).length > 0;
      const done = update.kind !== 'silence';
      // That it does what it is told is for management.bv.execute to judge; here it would show what a replay does.
      if (!done && !answered)
        t.inconclusive('preamble.no-response', 'the trigger was not answered, and no Update came');
      if (words === 'outside-of-window') dtls.misbehave(shiftSequence(applicationData, 1000));
      for (let others = 0; others < meanwhile; others += 1) await device.read('/3/0', ContentFormat.tlv);
      if (meanwhile > 0 && recorded !== undefined) dtls.wire.replay(recorded);
      const again = await t.server.next(UPDATE, t.silenceSpan);
      if (done) t.check('not-done-again', again, silence('second Update'));
      // RFC 6347 leaves the window to the receiver; without one every duplicate is answered.
      t.check('not-answered-again', t.server.acknowledgementsOf(sent).length, equals(1), ADVICE);
      if (!done) t.inconclusive('preamble.no-response', 'the trigger was answered, and no Update came');
    },
  );
}
