import { code, locationPath, satisfies, serverPurpose } from '../../harness/touchstone.ts';
import {
  associated,
  attemptToRegister,
  changeMessage,
  fragmentMessages,
  lastMessage,
  loseDatagrams,
  noAssociation,
  repeatFlights,
  reverseFlights,
  together,
} from '../../harness/touchstone-security.ts';
import { comesInAfterwards } from './refused-device.ts';

const CHALLENGE = 'security.bv.challenge-first';
const MODES = ['psk', 'rpk', 'x509'] as const;

/** Ways in which the flights of a device may come. */
const FLIGHTS = [
  ['in-pieces', fragmentMessages(150), 'whose messages come in pieces', 'must', '§4.2.3'],
  ['with-hello-in-pieces', fragmentMessages(30), 'whose hello comes in pieces', 'should', '§4.2.3'],
  [
    'reversed',
    together(reverseFlights, fragmentMessages(150, false)),
    'whose datagrams come last one first',
    'must',
    '§4.2.2',
  ],
  ['twice', repeatFlights(2), 'whose datagrams come twice', 'must', '§4.2.4'],
  ['lost-once', loseDatagrams([0]), 'whose datagrams are lost the first time', 'must', '§4.2.4'],
] as const;

for (const [words, hooks, what, level, clause] of FLIGHTS) {
  serverPurpose(
    {
      id: `security.bv.device-flights-${words}`,
      title: `lets in a device ${what}`,
      level,
      requirements: ['SEC-003'],
      clause: `RFC 6347 ${clause}`,
      security: MODES,
    },
    async t => {
      const dtls = t.dtls();
      dtls.misbehave(hooks);
      const registered = t.device.register();
      t.check('associates', await dtls.nextAssociation(t.patience), associated());
      t.check('registers', await registered, code('2.01'));
    },
  );
}

serverPurpose(
  {
    id: CHALLENGE,
    title: 'asks a device for a cookie before it does anything else, and says no more than was said to it',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 6347 §4.2.1',
    security: ['psk', 'rpk'],
  },
  async t => {
    const dtls = t.dtls();
    t.check('associates', (await attemptToRegister(t)).end, associated());
    const cookie = lastMessage(
      'hello-verify-request',
      'a cookie',
      each => each.cookie.length > 0,
      each => `${each.cookie.length} bytes`,
    );
    t.check('challenges', dtls.whole, cookie);
    const [hello] = dtls.wire.sent;
    const [answer] = dtls.wire.received;
    const share = (answer?.bytes.length ?? 0) / (hello?.bytes.length ?? 1);
    t.check(
      'no-amplification',
      share,
      satisfies('an answer no longer than the hello', (each: number) => each <= 1),
    );
  },
);

serverPurpose(
  {
    id: 'security.bi.wrong-cookie',
    title: 'does not let in a device whose cookie is not the one that it was given',
    requirements: ['SEC-003', 'SEC-004'],
    clause: 'RFC 6347 §4.2.1',
    twin: CHALLENGE,
    security: ['psk', 'rpk'],
  },
  async t => {
    t.dtls().misbehave(
      changeMessage('client-hello', hello => ({ ...hello, cookie: hello.cookie.map(byte => byte ^ 0x01) })),
    );
    t.check('no-association', (await attemptToRegister(t)).watched, noAssociation());
    await comesInAfterwards(t);
  },
);

serverPurpose(
  {
    id: 'security.bv.device-begins-anew',
    title: 'lets in a device that has forgotten their association, at the address of that association',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 6347 §4.2.8',
    security: ['psk', 'rpk'],
  },
  async t => {
    const dtls = t.dtls();
    const location = locationPath(await t.registered());
    dtls.disregardPast();
    dtls.socket.abandon(t.device.serverAddress);
    t.check('update', await t.device.updateAt(location), code('2.04'));
    t.check('associates', await dtls.nextAssociation(0), associated());
  },
);

serverPurpose(
  {
    id: 'security.bv.device-back-after-goodbye',
    title: 'lets in a device again that has said goodbye, and knows its registration still',
    level: 'should',
    requirements: ['SEC-003'],
    clause: 'RFC 5246 §7.2.1; TS 1.0 §5.3.2',
    security: ['psk', 'rpk'],
  },
  async t => {
    const dtls = t.dtls();
    const location = locationPath(await t.registered());
    dtls.disregardPast();
    dtls.socket.disconnect(t.device.serverAddress);
    await t.clock.wait(t.silenceSpan / 4);
    t.check('update', await t.device.updateAt(location), code('2.04'));
    t.check('associates', await dtls.nextAssociation(0), associated());
  },
);
