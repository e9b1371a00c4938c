import { ContentFormat, clientPurpose, code } from '../../harness/touchstone.ts';
import {
  changeMessage,
  describeNumber,
  type HandshakeEnd,
  lastMessage,
  noApplicationData,
  noAssociation,
  noMessage,
  onlyDtls,
  Version,
} from '../../harness/touchstone-security.ts';
import { comesToTheRightOne, watchedAttempt } from './stranger-turned-away.ts';

const OFFERS = 'security.bv.offer-suite-of-its-mode';

/** TS 1.0 §7.1.7 to §7.1.9: what everybody has. */
const MANDATORY = { psk: 0xc0a8, certificate: 0xc0ae } as const;
/** Without encryption or without authentication, or with RC4, DES or an export key (RFC 7525 §4.1), of those that ever were for DTLS. */
const WEAK: readonly number[] = [
  0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0008, 0x0009, 0x0014, 0x0015, 0x0018, 0x001a, 0x001b,
  0x002c, 0x002d, 0x002e, 0x0034, 0x003b, 0x006c, 0x006d, 0x008a, 0x00b0, 0x00b1, 0xc001, 0xc006, 0xc015,
  0xc018, 0xc033, 0xc039, 0xc03a,
];
const named = (suites: readonly number[]): string => suites.map(describeNumber).join(', ') || 'none';

for (const [security, suite] of [
  ['psk', MANDATORY.psk],
  ['rpk', MANDATORY.certificate],
  ['x509', MANDATORY.certificate],
] as const) {
  clientPurpose(
    {
      id: security === 'psk' ? OFFERS : `${OFFERS}-${security}`,
      title: `offers the suite that everybody has, for an account with ${security.toUpperCase()}, and no weak one`,
      requirements: ['SEC-002'],
      clause: 'TS 1.0 §7.1.7 to §7.1.9',
      security: [security],
    },
    async t => {
      await t.start();
      // Whether a handshake comes of it or not: the hello says it.
      await t.dtls().nextHandshake(t.patience);
      const { whole } = t.dtls();
      const offered = lastMessage(
        'client-hello',
        `suite ${describeNumber(suite)}`,
        ({ suites }) => suites.includes(suite),
        ({ suites }) => named(suites),
      );
      t.check('mandatory-suite', whole, offered);
      const strong = lastMessage(
        'client-hello',
        'no weak suite',
        ({ suites }) => !suites.some(each => WEAK.includes(each)),
        ({ suites }) => named(suites),
      );
      // RFC 7525 §4.1, which TS 1.0 does not name.
      t.check('no-weak-suite', whole, strong, { level: 'should' });
      const version = lastMessage(
        'client-hello',
        'version 1.2',
        each => each.version === Version.dtls12,
        each => describeNumber(each.version),
      );
      t.check('version', whole, version);
    },
  );
}

/** Answers that a client cannot have asked for, by what is wrong with them. */
const ANSWERS = [
  ['suite-without-encryption', { suite: 0x002c }, 'a suite without encryption', 'RFC 5246 §7.4.1.3'],
  ['anonymous-suite', { suite: 0xc018 }, 'a suite without authentication', 'RFC 5246 §7.4.1.3'],
  ['suite-not-offered', { suite: 0x1301 }, 'a suite of another protocol', 'RFC 5246 §7.4.1.3'],
  ['older-version', { version: Version.dtls10 }, 'DTLS 1.0', 'TS 1.0 §7.1; RFC 6347 §4.2.1'],
  ['compression', { compression: 1 }, 'compression, which it has not offered', 'RFC 5246 §7.4.1.3'],
] as const;

for (const [words, change, what, clause] of ANSWERS) {
  clientPurpose(
    {
      id: `security.bi.server-chooses-${words}`,
      title: `does not go on with a server that chooses ${what}`,
      requirements: ['SEC-002'],
      clause,
      twin: OFFERS,
      security: ['psk'],
    },
    async t => {
      t.dtls().misbehave(changeMessage('server-hello', message => ({ ...message, ...change })));
      const watched = await watchedAttempt(t);
      t.check('does-not-go-on', watched, noMessage('client-key-exchange'));
      t.check('no-association', watched, noAssociation());
      t.check('no-data', watched, noApplicationData());
      t.check('nothing-in-clear', watched, onlyDtls());
      await comesToTheRightOne(t);
    },
  );
}

clientPurpose(
  {
    id: 'security.bv.take-other-suite-offered',
    title: 'works with every suite of LwM2M that it offers, whichever the server prefers',
    requirements: ['SEC-002'],
    clause: 'TS 1.0 §7.1.7 to §7.1.9; RFC 5246 §7.4.1.3',
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const dtls = t.dtls();
    const { device } = await t.registered();
    t.check('preferred-suite', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    const used = suiteOf(await dtls.nextAssociation(0));
    const others = dtls.whole.messages.flatMap(({ message }) =>
      message.kind === 'client-hello' ? message.suites : [],
    );
    const other = [0xc0a8, 0x00ae, 0xc0ae, 0xc023].find(each => each !== used && others.includes(each));
    if (other === undefined) return;
    await t.sut.stop(false);
    dtls.change(settings => ({ ...settings, suites: [other] }));
    const again = await t.registered();
    t.check('other-suite', await again.device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

function suiteOf(end: HandshakeEnd): number | null {
  return end.kind === 'established' ? end.agreement.session.suite.id : null;
}
