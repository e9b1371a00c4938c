import {
  type Arrival,
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  equals,
  REGISTER,
  UPDATE,
} from '../../harness/touchstone.ts';
import {
  associated,
  fragmentMessages,
  loseDatagrams,
  noDtlsFindings,
  onlyDtls,
  repeatFlights,
  reverseFlights,
  together,
  Version,
} from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.register-through-an-easy-handshake';
const MODES = ['psk', 'rpk', 'x509'] as const;
/** A device that is back tells its server so in one way or the other. */
const BACK = {
  name: 'an Update or a Register',
  matches: (each: Parameters<typeof UPDATE.matches>[0]) => UPDATE.matches(each) || REGISTER.matches(each),
};

clientPurpose(
  {
    id: TWIN,
    title: 'breaks no rule of DTLS between its first hello and its goodbye',
    requirements: ['SEC-002', 'SEC-003'],
    clause: 'RFC 6347 §4; RFC 5246 §7',
    security: MODES,
  },
  async t => {
    const registered = await t.registered();
    await registered.device.read('/3/0', ContentFormat.tlv);
    await t.provokeUpdate(registered);
    t.check('update', await t.server.next(UPDATE), arrives(UPDATE.name));
    await t.sut.stop(true);
    await t.settled();
    t.check('no-findings', t.dtls(), noDtlsFindings());
    t.check('nothing-in-clear', t.dtls().whole, onlyDtls());
  },
);

/** Ways in which the flights of a server may come. */
const FLIGHTS = [
  ['in-pieces', fragmentMessages(50), 'whose messages come in pieces', '§4.2.3'],
  [
    'in-small-datagrams',
    fragmentMessages(40, false),
    'whose messages come in pieces, each in a datagram',
    '§4.2.3',
  ],
  [
    'reversed',
    together(reverseFlights, fragmentMessages(60, false)),
    'whose datagrams come last one first',
    '§4.2.2',
  ],
  ['twice', repeatFlights(2), 'whose datagrams come twice', '§4.2.4'],
  ['lost-once', loseDatagrams([0]), 'whose datagrams are lost the first time', '§4.2.4'],
] as const;

for (const [words, hooks, what, clause] of FLIGHTS) {
  clientPurpose(
    {
      id: `security.bv.flights-${words}`,
      title: `associates with a server ${what}`,
      requirements: ['SEC-003'],
      clause: `RFC 6347 ${clause}`,
      security: MODES,
      revision: 4,
    },
    async t => {
      const dtls = t.dtls();
      dtls.misbehave(hooks);
      await t.start();
      await dtls.contacted(t.patience);
      // Where nothing is lost, no timer of the client has a part in it.
      const end = await dtls.nextAssociation(words === 'lost-once' ? t.patience : t.handshakeSpan);
      t.check('associates', end, associated());
      if (end.kind !== 'established') return;
      // Half of it holds every repetition of a flight, and one of the Register; a client that gives its Register up may end after all of it.
      const register = await t.server.next(REGISTER, t.patience / 2);
      // A Finished is too short for these pieces: the last flight, which only the client can tell of, is as in any other handshake.
      if (words === 'in-pieces') return useful(t, register);
      t.check('registers', register, arrives(REGISTER.name));
    },
  );
}

/** What a server may do before it lets a client in. */
const CHALLENGES = [
  ['of-version-1.0', { challengeRecordVersion: Version.dtls10 }, 'in a record of DTLS 1.0', 'must'],
  ['of-version-1.2', { challengeRecordVersion: Version.dtls12 }, 'in a record of DTLS 1.2', 'must'],
  ['none', { cookies: false }, 'that is not sent at all', 'must'],
] as const;

for (const [words, change, what, level] of CHALLENGES) {
  clientPurpose(
    {
      id: `security.bv.challenge-${words.replace('.', '-')}`,
      title: `associates after a HelloVerifyRequest ${what}`,
      level,
      requirements: ['SEC-003'],
      clause: 'RFC 6347 §4.2.1',
      security: ['psk', 'rpk'],
      revision: 3,
    },
    async t => {
      const dtls = t.dtls();
      dtls.change(settings => ({ ...settings, ...change }));
      await t.start();
      await dtls.contacted(t.patience);
      const end = await dtls.nextHandshake(t.handshakeSpan);
      t.check('associates', end, associated());
      if (end.kind === 'established') useful(t, await t.server.next(REGISTER));
    },
  );
}

/**
 * The client has registered in an association that is like any other by now: what else may keep it from that is not judged here.
 * @throws Inconclusive when it has not.
 */
function useful(t: ClientContext, { kind }: Arrival): void {
  if (kind === 'silence') t.inconclusive('preamble.no-response', 'it has associated, and no Register came');
}

clientPurpose(
  {
    id: 'security.bv.come-back-after-goodbye',
    title: 'begins another handshake when it has something to say to a server that has said goodbye',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 5246 §7.2.1; TS 1.0 §5.3.2',
    needs: ['triggerUpdate'],
    security: ['psk', 'rpk'],
  },
  async t => {
    const { register } = await t.registered();
    const dtls = t.dtls();
    dtls.disregardPast();
    dtls.socket.disconnect(register.from);
    await t.settled();
    await t.sut.triggerUpdate();
    t.check('associates', await dtls.nextAssociation(t.handshakeSpan), associated());
    t.check('tells-it', await t.server.next(BACK, t.handshakeSpan), arrives(BACK.name));
    t.check('nothing-in-clear', dtls.whole, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bv.session-not-known-any-more',
    title: 'associates by a whole handshake when its server has forgotten their session',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 5246 §7.4.1.2',
    needs: ['triggerUpdate'],
    security: ['psk', 'rpk'],
  },
  async t => {
    const { register } = await t.registered();
    const dtls = t.dtls();
    dtls.disregardPast();
    dtls.change(({ sessions: _, ...settings }) => settings);
    dtls.socket.disconnect(register.from);
    await t.settled();
    await t.sut.triggerUpdate();
    // By a whole one, because there is nothing left to resume.
    t.check('associates', await dtls.nextAssociation(t.handshakeSpan), associated());
    t.check('tells-it', await t.server.next(BACK, t.handshakeSpan), arrives(BACK.name));
  },
);

clientPurpose(
  {
    id: 'security.bv.server-that-has-forgotten',
    title: 'associates again after its server has forgotten their association without a word',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 7252 §4.2, §9.1; TS 1.0 §5.3',
    needs: ['triggerUpdate'],
    security: ['psk'],
  },
  async t => {
    const { register } = await t.registered();
    const dtls = t.dtls();
    dtls.disregardPast();
    dtls.socket.abandon(register.from);
    await t.sut.triggerUpdate();
    // It may give a request up before it doubts the association.
    const patience = t.parameters.maxTransmitWait + t.patience;
    t.check('associates', await dtls.nextAssociation(patience), associated());
    t.check('tells-it', await t.server.next(BACK, t.handshakeSpan), arrives(BACK.name));
    t.check('nothing-in-clear', dtls.whole, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bv.restart-over-dtls',
    title: 'registers over DTLS, and never in the clear, after it has been switched off and on again',
    requirements: ['SEC-003'],
    clause: 'TS 1.0 §5.3.1, §7.1; RFC 6347 §4.1',
    needs: ['restart'],
    security: ['psk', 'rpk'],
  },
  async t => {
    await t.registered();
    const dtls = t.dtls();
    const { mark } = dtls;
    await t.sut.restart();
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    const since = dtls.since(mark, 0);
    // Some keep the state of their association where it outlives a restart.
    t.check('by-a-handshake', since.established.length, equals(1), { level: 'may' });
    t.check('nothing-in-clear', since, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bv.keep-association-at-new-address',
    title:
      'goes on in its association from another port, under the connection id that its server has given it',
    requirements: ['SEC-003'],
    clause: 'RFC 9146 §3, §6',
    when: 'dtls.cid',
    needs: ['rebind', 'triggerUpdate'],
    security: ['psk', 'rpk'],
  },
  async t => {
    const dtls = t.dtls();
    dtls.changeSocket({ connectionIdLength: 6 });
    const { register } = await t.registered();
    const { mark } = dtls;
    await t.sut.rebind();
    await t.sut.triggerUpdate();
    const update = await t.server.next(UPDATE);
    t.check('update', update, arrives(UPDATE.name));
    t.check('no-handshake', dtls.since(mark, 0).established.length, equals(0));
    if (update.kind === 'silence') return;
    const device = t.server.operationsOn({ ...register, from: update.message.from });
    t.check('served-there', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);
