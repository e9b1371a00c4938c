import {
  code,
  equals,
  locationPath,
  METHODS,
  notShown,
  type ServerContext,
  serverPurpose,
  shown,
  silence,
} from '../../harness/touchstone.ts';
import {
  applicationData,
  ContentType,
  changeRecord,
  type DtlsMark,
  first,
  holdRecord,
  inTheClear,
  noDtlsFindings,
  onlyDtls,
  repeatRecord,
  shiftSequence,
  tamper,
} from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.update-inside-association';
const MODES = ['psk', 'rpk'] as const;
const firstData = () => first(applicationData);

const { changeCipherSpec: CHANGE_CIPHER_SPEC } = ContentType;

type Location = ReturnType<typeof locationPath>;

/** An Update that is sent once: nothing repeats what becomes of its record. */
function updateOnce(t: ServerContext, location: Location, within = t.silenceSpan) {
  return t.device.exchange(t.device.compose({ method: METHODS.post, options: location }), within);
}

/**
 * The association is as good as before: served in it, and no other has taken its place since the mark. An invalid record is silently discarded
 * as a rule; a receiver may end the association instead (RFC 6347 §4.1.2.7).
 */
async function goesOn(
  t: ServerContext,
  location: Location,
  mark: DtlsMark,
  level: 'must' | 'should' = 'should',
): Promise<void> {
  const dtls = t.dtls();
  dtls.misbehave({});
  t.check('served-afterwards', await t.device.updateAt(location), code('2.04'), { level });
  t.check('same-association', dtls.since(mark, 0).established.length, equals(0), { level });
}

serverPurpose(
  {
    id: TWIN,
    title: 'breaks no rule of DTLS from the first hello of a device to its goodbye',
    requirements: ['SEC-002', 'SEC-003'],
    clause: 'RFC 6347 §4; RFC 5246 §7',
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const location = locationPath(await t.registered());
    t.check('update', await t.device.updateAt(location), code('2.04'));
    t.check('deregister', await t.device.deregisterAt(location), code('2.02'));
    t.dtls().socket.disconnect(t.device.serverAddress);
    await t.clock.wait(t.silenceSpan / 2);
    t.check('no-findings', t.dtls(), noDtlsFindings());
    t.check('nothing-in-clear', t.dtls().whole, onlyDtls());
  },
);

/** Records that are not those of the device, by what is wrong with them. */
const FORGED = [
  ['tampered', () => tamper(firstData(), -1), 'whose last byte was changed on the way', '§4.1.2.1'],
  ['renumbered', () => tamper(firstData(), 10, 0x10), 'whose number was changed on the way', '§4.1.2.1'],
  ['of-epoch-to-come', () => tamper(firstData(), 4, 0x03), 'of an epoch that has not begun', '§4.1'],
  ['in-first-epoch', () => inTheClear(firstData()), 'that is not encrypted, as before the handshake', '§4.1'],
] as const;

for (const [words, hooks, what, clause] of FORGED) {
  serverPurpose(
    {
      id: `security.bi.update-${words}`,
      title: `does not act on a record ${what}, and keeps the association`,
      requirements: ['SEC-002'],
      clause: `RFC 6347 ${clause}, §4.1.2.7`,
      twin: TWIN,
      security: MODES,
    },
    async t => {
      const location = locationPath(await t.registered());
      const { mark } = t.dtls();
      t.dtls().misbehave(hooks());
      t.check('not-answered', await updateOnce(t, location), silence('response'));
      await goesOn(t, location, mark);
    },
  );
}

serverPurpose(
  {
    id: 'security.bi.alert-of-anybody',
    title: 'does not end an association because of an alert that anybody can have sent',
    level: 'should',
    requirements: ['SEC-002'],
    clause: 'RFC 6347 §4.1.2.7',
    twin: TWIN,
    security: MODES,
  },
  async t => {
    const location = locationPath(await t.registered());
    const { mark, wire } = t.dtls();
    // Fatal, handshake_failure, in epoch 0.
    wire.send(Buffer.from('15fefd000000000000006300020228', 'hex'), t.device.serverAddress);
    await t.clock.wait(t.silenceSpan / 4);
    await goesOn(t, location, mark);
  },
);

serverPurpose(
  {
    id: 'security.bi.hello-of-anybody',
    title: 'does not end an association because of a hello that anybody can have sent from its address',
    requirements: ['SEC-002'],
    clause: 'RFC 6347 §4.2.8',
    twin: TWIN,
    security: MODES,
  },
  async t => {
    const location = locationPath(await t.registered());
    const dtls = t.dtls();
    const { mark } = dtls;
    const hello = dtls.wire.sent[0];
    // The one that began it, without a cookie: whoever heard it can send it again.
    if (hello !== undefined) dtls.wire.replay(hello);
    await t.clock.wait(t.silenceSpan / 4);
    await goesOn(t, location, mark, 'must');
  },
);

serverPurpose(
  {
    id: 'security.bi.renegotiation-by-device',
    title: 'serves on in an association in which its device asks for another handshake',
    requirements: ['SEC-002'],
    clause: 'RFC 5246 §7.4.1.2; RFC 7925 §17',
    twin: TWIN,
    security: MODES,
    level: 'should',
  },
  async t => {
    const location = locationPath(await t.registered());
    const hello = {
      type: ContentType.handshake,
      content: Buffer.from('010000000009000000000000', 'hex'),
    };
    const { mark } = t.dtls();
    t.dtls().misbehave(changeRecord(firstData(), () => hello));
    await updateOnce(t, location);
    await goesOn(t, location, mark);
  },
);

serverPurpose(
  {
    id: 'security.bv.updates-overtaken',
    title: 'takes messages whose records have overtaken each other',
    level: 'should',
    requirements: ['SEC-004'],
    clause: 'RFC 6347 §4.1.2.6',
    security: MODES,
  },
  async t => {
    const location = locationPath(await t.registered());
    t.dtls().misbehave(holdRecord(firstData(), 1));
    const sent = [updateOnce(t, location, t.patience), updateOnce(t, location, t.patience)] as const;
    const [held, ahead] = await Promise.all(sent);
    t.check('the-one-ahead', ahead, code('2.04'));
    t.check('the-one-behind', held, code('2.04'));
  },
);

serverPurpose(
  {
    id: 'security.bv.records-of-device-lost',
    title: 'takes a message after so many records that never came',
    requirements: ['SEC-004'],
    clause: 'RFC 6347 §4.1, §4.1.2.6',
    security: MODES,
  },
  async t => {
    const location = locationPath(await t.registered());
    t.dtls().misbehave(shiftSequence(applicationData, 1000));
    t.check('served', await t.device.updateAt(location), code('2.04'));
    t.check('served-again', await t.device.updateAt(location), code('2.04'));
  },
);

/** How a recorded Register comes again. */
const REPLAYS = [
  ['at-once', 'right behind itself'],
  ['after-deregister', 'after the De-register'],
  ['outside-of-window', 'after more others than anybody keeps in mind'],
] as const;

for (const [words, what] of REPLAYS) {
  serverPurpose(
    {
      id: `security.bi.register-replayed-${words}`,
      title: `registers a device once whose Register comes again ${what}`,
      requirements: ['SEC-004'],
      clause: 'RFC 6347 §4.1.2.6',
      needs: ['listRegistrations'],
      twin: TWIN,
      security: MODES,
    },
    async t => {
      const dtls = t.dtls();
      await dtls.socket.handshake(t.device.serverAddress);
      if (words === 'at-once') dtls.misbehave(repeatRecord(firstData(), 2));
      const register = t.device.registerBy({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
      const [recorded] = dtls.wire.sent.slice(-1);
      const location = locationPath(await register);
      if (words === 'at-once') {
        await t.clock.wait(t.silenceSpan);
        t.reported('registered', await t.sut.registration(), shown('endpoint', t.endpoint));
        // A second registration would have taken the place of the first, at a location of its own.
        t.check('still-its-registration', await t.device.updateAt(location), code('2.04'));
        return;
      }
      if (words === 'outside-of-window') dtls.misbehave(shiftSequence(applicationData, 1000));
      t.check('deregistered', await t.device.deregisterAt(location), code('2.02'));
      if (recorded !== undefined) dtls.wire.replay(recorded);
      await t.clock.wait(t.silenceSpan);
      t.reported('not-registered-again', await t.sut.registration(), notShown());
    },
  );
}

serverPurpose(
  {
    id: 'security.bi.handshake-replayed',
    title: 'does not associate when all that a device has sent is sent again',
    requirements: ['SEC-004', 'SEC-001'],
    clause: 'RFC 6347 §4.2; RFC 5246 §F.1',
    needs: ['listRegistrations'],
    twin: TWIN,
    security: MODES,
  },
  async t => {
    const dtls = t.dtls();
    const location = locationPath(await t.registered());
    const all = [...dtls.wire.sent];
    t.check('deregistered', await t.device.deregisterAt(location), code('2.02'));
    dtls.socket.disconnect(t.device.serverAddress);
    await t.clock.wait(t.silenceSpan / 4);
    const { mark } = dtls;
    for (const datagram of all) dtls.wire.replay(datagram);
    await t.clock.wait(t.silenceSpan);
    const since = dtls.since(mark, t.silenceSpan);
    // What it sends once it takes a device for associated.
    const changes = dtls.wire.tapped
      .slice(mark.datagrams)
      .filter(({ way, bytes }) => way === 'in' && bytes[0] === CHANGE_CIPHER_SPEC);
    t.check('not-let-in', changes.length, equals(0));
    t.reported('not-registered', await t.sut.registration(), notShown());
    t.check('nothing-in-clear', since, onlyDtls());
  },
);
