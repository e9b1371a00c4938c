import { arrives, clientPurpose, REGISTER } from '../../harness/touchstone.ts';
import {
  associated,
  blankKeys,
  changeMessage,
  defaultIdentity,
  entity,
  onlyDtls,
  showing,
  withoutPrivateKey,
} from '../../harness/touchstone-security.ts';
import { turnsAway } from './stranger-turned-away.ts';

const TWIN = 'security.bv.register-over-dtls';
const FACTS = { requirements: ['SEC-001', 'SEC-002'], twin: TWIN } as const;
const PSK = { ...FACTS, security: ['psk'] } as const;
const RPK = { ...FACTS, security: ['rpk'] } as const;
const X509 = { ...FACTS, security: ['x509'] } as const;

clientPurpose(
  {
    id: TWIN,
    title: 'proves itself to its server and registers inside of the association, with nothing in the clear',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1, §7.1.7 to §7.1.9',
    ets: ['LightweightM2M-1.0-int-1', 'LightweightM2M-1.0-int-401', 'LightweightM2M-1.0-int-402'],
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    await t.start();
    t.check('associates', await t.dtls().nextHandshake(t.patience), associated());
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    await t.settled();
    t.check('nothing-in-clear', t.dtls().whole, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bi.server-with-wrong-key',
    title: 'tells nothing to a server that does not have its key, and does not try a blank one',
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    revision: 2,
    ...PSK,
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, credentials: blankKeys(settings.credentials) }));
    await turnsAway(t);
  },
);

clientPurpose(
  {
    id: 'security.bi.server-that-does-not-know-it',
    title: 'tells nothing to a server that does not know its identity, and does not try another one',
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    revision: 2,
    ...PSK,
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, credentials: defaultIdentity(settings.credentials) }));
    await turnsAway(t);
  },
);

clientPurpose(
  {
    id: 'security.bi.server-with-other-raw-key',
    title: 'does not take a server whose raw public key is not that of its account',
    clause: 'TS 1.0 §7.1.8; RFC 7250 §6',
    ...RPK,
  },
  async t => {
    const own = { kind: 'raw-public-key', privateKey: entity('server-other-key').key } as const;
    t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
    await turnsAway(t);
  },
);

const OTHER_CERTIFICATES = [
  ['server-other-key', 'of the same name and authority, for another key'],
  ['server-other-name', 'of another name'],
  ['server-other-authority', 'of another authority'],
  ['server-self-signed', 'signed by itself'],
  ['server-expired', 'that has expired'],
  ['server-by-intermediate', 'of an authority below the right one'],
] as const;

for (const [name, what] of OTHER_CERTIFICATES) {
  clientPurpose(
    {
      id: `security.bi.certificate-${name}`,
      title: `does not take a server with a certificate ${what} in place of that of its account`,
      clause: 'TS 1.0 §7.1.9',
      ...X509,
    },
    async t => {
      const { certificate, key } = entity(name);
      const own = { kind: 'x509', chain: [certificate.raw], privateKey: key } as const;
      t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
      await turnsAway(t);
    },
  );
}

clientPurpose(
  {
    id: 'security.bi.certificate-without-its-key',
    title: 'does not take a server that shows the right certificate and does not have its key',
    clause: 'TS 1.0 §7.1.9; RFC 5246 §7.4.3',
    ...X509,
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, credentials: withoutPrivateKey(settings.credentials) }));
    await turnsAway(t);
  },
);

clientPurpose(
  {
    id: 'security.bi.key-exchange-with-wrong-signature',
    title: 'does not take a server whose key exchange it has not signed',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'RFC 5246 §7.4.3',
    twin: TWIN,
    security: ['rpk', 'x509'],
  },
  async t => {
    t.dtls().misbehave(
      changeMessage('server-key-exchange', message =>
        message.method === 'psk' ? message : { ...message, signature: flipped(message.signature) },
      ),
    );
    await turnsAway(t);
  },
);

clientPurpose(
  {
    id: 'security.bi.server-with-wrong-finished',
    title: 'tells nothing to a server whose Finished does not fit the handshake',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'RFC 5246 §7.4.9',
    twin: TWIN,
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    t.dtls().misbehave(
      changeMessage('finished', message => ({ ...message, verifyData: flipped(message.verifyData) })),
    );
    await turnsAway(t, { associates: true });
  },
);

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));
}
