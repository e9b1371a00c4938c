import {
  code,
  METHODS,
  pathOptions,
  type ServerContext,
  satisfies,
  serverPurpose,
} from '../../harness/touchstone.ts';
import {
  associated,
  attemptToRegister,
  noApplicationData,
  noAssociation,
} from '../../harness/touchstone-security.ts';
import { refused } from './refused-device.ts';

const TWIN = 'security.bv.identity-other-than-name';
/** What everybody must take of both (RFC 4279 §5.3). */
const MOST_IDENTITY = 128;
const MOST_KEY = 64;
const USUAL_KEY = 16;
const PSK = { requirements: ['SEC-001'], security: ['psk'] } as const;

/** A pre-shared key as the device is told it, or the server. */
interface Shared {
  readonly identity: string;
  readonly key: Buffer;
}

/** Of so many bytes, each of them another. */
const keyOf = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, index) => 7 * index + 1));

function has(t: ServerContext, { identity, key }: Shared): void {
  const psk = { identity: Buffer.from(identity), key };
  t.dtls().change(settings => ({ ...settings, credentials: { psk } }));
}

async function serverKnows(t: ServerContext, { identity, key }: Shared): Promise<void> {
  await t.provision({ identity, key: key.toString('base64') });
}

const LONG = 'touchstone-identity-of-128-bytes-';

for (const [id, title, level, clause, shared] of [
  [
    'identity-other-than-name',
    'lets in a device whose identity is another one than its endpoint name, under that name',
    'should',
    'TS 1.0 §7.1.7',
    { identity: 'touchstone-identity-4711', key: keyOf(USUAL_KEY) },
  ],
  [
    'longest-identity',
    'lets in a device with an identity of 128 bytes',
    'must',
    'TS 1.0 §7.1.7; RFC 4279 §5.3',
    { identity: LONG.padEnd(MOST_IDENTITY, 'x'), key: keyOf(USUAL_KEY) },
  ],
  [
    'identity-in-utf-8',
    'lets in a device whose identity has characters outside of ASCII',
    'must',
    'TS 1.0 §7.1.7; RFC 4279 §5.1',
    { identity: 'zähler-№7-試', key: keyOf(USUAL_KEY) },
  ],
  [
    'longest-key',
    'lets in a device with a key of 64 bytes',
    'must',
    'TS 1.0 §7.1.7; RFC 4279 §5.3',
    { identity: 'touchstone-identity-4712', key: keyOf(MOST_KEY) },
  ],
] as const) {
  serverPurpose({ id: `security.bv.${id}`, title, level, clause, ...PSK }, async t => {
    await serverKnows(t, shared);
    has(t, shared);
    const { end } = await attemptToRegister(t);
    t.check('associates', end, associated());
    t.check('registers', await t.device.register(), code('2.01'));
  });
}

for (const [id, what, level, change] of [
  ['identity-with-zero', 'goes on behind a zero byte', 'must', (known: string) => `${known}\0x`],
  ['identity-cut', 'is the beginning of a known one', 'must', (known: string) => known.slice(0, -1)],
  ['identity-with-more', 'begins with a known one', 'must', (known: string) => `${known}x`],
  ['identity-in-capitals', 'is a known one in capitals', 'should', (known: string) => known.toUpperCase()],
] as const) {
  serverPurpose(
    {
      id: `security.bi.${id}`,
      title: `does not let in a device whose identity ${what}`,
      level,
      clause: 'TS 1.0 §7.1.7; RFC 4279 §5.1',
      twin: TWIN,
      needs: ['listRegistrations'],
      ...PSK,
    },
    async t => {
      const { identity, key } = pskOf(t);
      has(t, { identity: change(identity), key: Buffer.from(key, 'base64') });
      await refused(t, await attemptToRegister(t));
    },
  );
}

serverPurpose(
  {
    id: 'security.bv.new-key-after-change',
    title: 'lets in a device with the key that it has been told in place of the one before',
    clause: 'TS 1.0 §7.1.7',
    ...PSK,
  },
  async t => {
    const shared = await changedKey(t);
    has(t, shared);
    t.check('associates', (await attemptToRegister(t)).end, associated());
    t.check('registers', await t.device.register(), code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.old-key-after-change',
    title: 'does not let in a device with the key that it had before it was told another one',
    clause: 'TS 1.0 §7.1.7',
    twin: TWIN,
    needs: ['listRegistrations'],
    ...PSK,
  },
  async t => {
    const shared = await changedKey(t);
    const { watched } = await attemptToRegister(t);
    t.check('no-association', watched, noAssociation());
    t.check('no-data', watched, noApplicationData());
    has(t, shared);
    t.check('new-key', (await attemptToRegister(t)).end, associated());
  },
);

serverPurpose(
  {
    id: 'security.bi.session-of-old-key',
    title: 'takes up no session that was made with the key that a device had before it was told another one',
    level: 'should',
    clause: 'RFC 5246 §F.1.4; TS 1.0 §7.1.7',
    twin: 'security.bv.new-key-after-change',
    ...PSK,
  },
  async t => {
    const shared = await changedKey(t);
    // With its old key, which is right for nothing but the old session.
    const { watched } = await attemptToRegister(t, { resuming: true });
    t.check('no-association', watched, noAssociation());
    t.check('no-data', watched, noApplicationData());
    t.dtls().socket.disconnect(t.device.serverAddress);
    has(t, shared);
    t.check('new-key', (await attemptToRegister(t)).end, associated());
  },
);

/** Preamble: the device was registered, left, and has another key by now as far as the server knows. */
async function changedKey(t: ServerContext): Promise<Shared> {
  t.dtls().changeSocket({ resumeSessions: false });
  await t.registered();
  await t.device.deregister();
  t.dtls().socket.disconnect(t.device.serverAddress);
  const { identity } = pskOf(t);
  const shared = { identity, key: keyOf(USUAL_KEY) };
  await serverKnows(t, shared);
  return shared;
}

/** What the device was given at first. */
function pskOf(t: ServerContext): { readonly identity: string; readonly key: string } {
  const security = t.credentialsOf();
  if (typeof security === 'object' && 'identity' in security) return security;
  return t.inconclusive('preamble.refused', 'a device without a pre-shared key');
}

serverPurpose(
  {
    id: 'security.bi.shows-no-key',
    title:
      'tells the key of a device to nobody, neither to its user with the registration nor to a device that discovers it',
    requirements: ['SEC-003'],
    clause: 'TS 1.0 §7.1, §7.1.7',
    twin: TWIN,
    level: 'should',
    needs: ['listRegistrations'],
    security: ['psk'],
  },
  async t => {
    await t.registered();
    const { key } = pskOf(t);
    // A server may show it under another name, or not at all.
    const told = JSON.stringify((await t.sut.registration()) ?? null);
    t.reported('registration', told, keeps(key));
    const core = await t.device.request({ method: METHODS.get, options: pathOptions('/.well-known/core') });
    const payload = core.kind === 'response' ? Buffer.from(core.message.payload).toString('latin1') : '';
    t.check('discovery', payload, keeps(key));
  },
);

/** None of the forms of a key is in a text. */
function keeps(key: string) {
  const bytes = Buffer.from(key, 'base64');
  const forms = [key, bytes.toString('latin1'), bytes.toString('hex')];
  return satisfies<string>('nothing of the key', text => {
    const shown = text.toLowerCase();
    return !forms.some(form => shown.includes(form.toLowerCase()));
  });
}
