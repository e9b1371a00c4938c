import { code, equals, type ServerContext, satisfies, serverPurpose } from '../../harness/touchstone.ts';
import {
  type Attempt,
  associated,
  attemptToRegister,
  changeMessage,
  noServerHello,
  Version,
} from '../../harness/touchstone-security.ts';
import { comesInAfterwards, refused } from './refused-device.ts';

const TWIN = 'security.bv.mandatory-suite';
const CCM_8 = [0xc0a8, 0xc0ae];
const CBC = [0x00ae, 0xc023];
const FALLBACK_SCSV = 0x5600;
const RENEGOTIATION_SCSV = 0x00ff;
const DEFLATE = 1;
/** Reserved for nothing, so that nobody knows them (RFC 8701 §2). */
const GREASE = [0x0a0a, 0xdada];
const ALL = { requirements: ['SEC-002'], security: ['psk', 'rpk', 'x509'] } as const;

/** The hello offers something else than it ordinarily would. */
function hello(t: ServerContext, change: Parameters<typeof changeMessage<'client-hello'>>[1]): void {
  t.dtls().misbehave(changeMessage('client-hello', change));
}

/** An association came about of the hello, and the Register was accepted inside of it. */
async function taken(t: ServerContext, { end }: Attempt): Promise<void> {
  t.check('associates', end, associated());
  t.check('registers', await t.device.register(), code('2.01'));
}

serverPurpose(
  {
    id: TWIN,
    title:
      'takes the AES-128-CCM-8 suite of its security mode alone; whether it takes that with CBC is recorded',
    clause: 'TS 1.0 §7.1.7 to §7.1.9',
    ets: ['LightweightM2M-1.0-int-401', 'LightweightM2M-1.0-int-402'],
    ...ALL,
  },
  async t => {
    const dtls = t.dtls();
    dtls.changeSocket({ resumeSessions: false });
    dtls.change(settings => ({ ...settings, suites: CCM_8 }));
    t.check('ccm-8', (await attemptToRegister(t)).end, associated());
    dtls.socket.disconnect(t.device.serverAddress);
    dtls.behave();
    dtls.change(settings => ({ ...settings, suites: CBC }));
    t.check('cbc', (await attemptToRegister(t)).end, associated(), { level: 'may' });
  },
);

for (const [id, what, suites] of [
  ['null', 'without encryption', [0x00b0, 0x00b1, 0x002c, 0xc03a, 0xc006, 0x0002, 0x003b]],
  ['anonymous', 'in which nobody proves anything', [0x0034, 0x006c, 0xc018, 0x00a6]],
  ['rc4', 'with RC4', [0x008a, 0xc033, 0xc007, 0x0005]],
  ['export', 'of export grade', [0x0003, 0x0006, 0x0008, 0x000b, 0x0019]],
] as const) {
  serverPurpose(
    {
      id: `security.bi.${id}-suites-only`,
      title: `refuses a device that offers nothing but suites ${what}`,
      clause: 'TS 1.0 §7.1.7 to §7.1.9; RFC 7525 §4.1, §4.2; RFC 6347 §4.1.2.2',
      twin: TWIN,
      ...ALL,
    },
    async t => {
      hello(t, offered => ({ ...offered, suites }));
      t.check('no-answer', await attemptToRegister(t), noServerHello());
      await comesInAfterwards(t);
    },
  );
}

serverPurpose(
  {
    id: 'security.bi.dtls-1-0-only',
    title:
      'refuses a device that speaks nothing later than DTLS 1.0, whether or not it says that this is a fallback',
    clause: 'TS 1.0 §7.1; RFC 7525 §3.1.2; RFC 7507 §3',
    level: 'should',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    hello(t, offered => ({ ...offered, version: Version.dtls10 }));
    t.check('no-answer', await attemptToRegister(t), noServerHello());
    t.dtls().socket.disconnect(t.device.serverAddress);
    hello(t, offered => ({
      ...offered,
      version: Version.dtls10,
      suites: [...offered.suites, FALLBACK_SCSV],
    }));
    t.check('no-answer-to-fallback', await attemptToRegister(t), noServerHello());
    await comesInAfterwards(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.hello-without-null-compression',
    title: 'refuses a hello that does not offer to do without compression',
    clause: 'RFC 5246 §7.4.1.2; RFC 7525 §3.3',
    level: 'should',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    hello(t, offered => ({ ...offered, compressions: [DEFLATE] }));
    t.check('no-answer', await attemptToRegister(t), noServerHello());
    await comesInAfterwards(t);
  },
);

serverPurpose(
  {
    id: 'security.bv.compression-declined',
    title: 'does without compression where a device offers it',
    clause: 'RFC 5246 §7.4.1.3; RFC 7525 §3.3',
    level: 'should',
    ...ALL,
  },
  async t => {
    hello(t, offered => ({ ...offered, compressions: [DEFLATE, 0] }));
    const attempt = await attemptToRegister(t);
    t.check('none', attempt.answers[0]?.compression, equals<number | undefined>(0));
    await taken(t, attempt);
  },
);

serverPurpose(
  {
    id: 'security.bv.unknown-extensions-ignored',
    title: 'ignores extensions that it does not know',
    clause: 'RFC 5246 §7.4.1.4; RFC 8701 §3.2',
    ...ALL,
  },
  async t => {
    const unknown = GREASE.map((type, index) => ({ type, data: new Uint8Array(index) }));
    hello(t, offered => ({ ...offered, extensions: [...unknown, ...(offered.extensions ?? [])] }));
    const attempt = await attemptToRegister(t);
    const names = (attempt.answers[0]?.extensions ?? []).map(({ type }) => type);
    const none = satisfies<number[]>('none of them', types => !types.some(type => GREASE.includes(type)));
    t.check('not-answered', names, none);
    await taken(t, attempt);
  },
);

serverPurpose(
  {
    id: 'security.bv.unknown-suites-ignored',
    title: 'ignores suites that it does not know',
    clause: 'RFC 5246 §7.4.1.2; RFC 8701 §3.1',
    ...ALL,
  },
  async t => {
    hello(t, offered => ({ ...offered, suites: [...GREASE, ...offered.suites] }));
    await taken(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bv.fallback-of-newest-version',
    title: 'takes a device of its newest version that calls itself one that has fallen back',
    clause: 'RFC 7507 §3',
    level: 'should',
    ...ALL,
  },
  async t => {
    hello(t, offered => ({ ...offered, suites: [...offered.suites, FALLBACK_SCSV] }));
    await taken(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bv.hello-without-extensions',
    title: 'takes a hello without extensions',
    requirements: ['SEC-002'],
    clause: 'RFC 5246 §7.4.1.4',
    security: ['psk', 'x509'],
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, extendedMasterSecret: false, encryptThenMac: false }));
    hello(t, offered => ({ ...offered, suites: [...offered.suites, RENEGOTIATION_SCSV], extensions: null }));
    await taken(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bi.guessed-key-where-certificates-are-due',
    title: 'does not let in a device by a pre-shared key that nobody has given it',
    requirements: ['SEC-001'],
    clause: 'TS 1.0 §7.1.8, §7.1.9',
    needs: ['listRegistrations'],
    twin: TWIN,
    security: ['rpk', 'x509'],
  },
  async t => {
    const psk = { identity: Buffer.from(t.endpoint), key: new Uint8Array(16) };
    t.dtls().change(settings => ({ ...settings, credentials: { psk } }));
    await refused(t, await attemptToRegister(t));
  },
);
