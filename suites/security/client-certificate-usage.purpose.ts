import { arrives, type ClientContext, clientPurpose, REGISTER } from '../../harness/touchstone.ts';
import {
  associated,
  type CertificateUsage,
  type ClientStart,
  entity,
  showing,
  type X509Security,
} from '../../harness/touchstone-security.ts';
import { turnsAway } from './stranger-turned-away.ts';

/** By names in fixtures/pki. */
interface Situation {
  readonly usage: CertificateUsage;
  /** What the account has as Server Public Key. */
  readonly association: string;
  /** What the server shows: its own certificate, and those of its issuers behind it. */
  readonly chain: readonly [string, ...string[]];
}

const FACTS = {
  requirements: ['SEC-001'],
  clause: 'TS 1.1 E.1, /0/x/15; RFC 6698 §2.1.1',
  when: 'x509.certificate-usage',
  security: ['x509'],
} as const;
const inBase64 = (name: string): string => entity(name).certificate.raw.toString('base64');

/** The device trusts one authority by itself, and reaches its server at an address, whatever name that is known by. */
function arranged(t: ClientContext, { usage, association, chain }: Situation): Partial<ClientStart> {
  const certificates = chain.map(name => entity(name).certificate.raw);
  const own = { kind: 'x509', chain: certificates, privateKey: entity(chain[0]).key } as const;
  t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
  const security: X509Security = {
    ...(t.account().security as X509Security),
    ...{ serverCertificate: inBase64(association), certificateUsage: usage },
    ...{ serverName: 'localhost', trustAnchors: [inBase64('authority')] },
  };
  return { security };
}

for (const [words, title, level, usage, association, chain] of [
  ['0-authority', 'whose authority is the one that its account asks for', 'must', 0, 'authority', ['server']],
  [
    '0-intermediate',
    'whose certificate is of an authority that its account asks for, below one that it trusts',
    'must',
    0,
    'intermediate',
    ['server-by-intermediate', 'intermediate'],
  ],
  [
    '1-server',
    'with the certificate of its account, of an authority that it trusts',
    'must',
    1,
    'server',
    ['server'],
  ],
  [
    '2-authority',
    'of an authority that its account alone tells it to trust',
    'must',
    2,
    'other-authority',
    ['server-other-authority', 'other-authority'],
  ],
  [
    '3-self-signed',
    'with the certificate of its account, whoever has signed it',
    'must',
    3,
    'server-self-signed',
    ['server-self-signed'],
  ],
  [
    '3-expired',
    'with the certificate of its account, whenever that has expired',
    'should',
    3,
    'server-expired',
    ['server-expired'],
  ],
] as const) {
  clientPurpose(
    {
      id: `security.bv.certificate-usage-${words}`,
      title: `registers with a server ${title} (Certificate Usage ${usage})`,
      level,
      ...FACTS,
    },
    async t => {
      await t.start(arranged(t, { usage, association, chain }));
      t.check('associates', await t.dtls().nextHandshake(t.patience), associated());
      t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    },
  );
}

const TWIN_OF = ['0-authority', '1-server', '2-authority', '3-self-signed'] as const;
const OTHER_AUTHORITY = ['server-other-authority', 'other-authority'] as const;

for (const [words, title, level, usage, association, chain] of [
  ['0-other-path', 'of an authority that it trusts, by another path', 'must', 0, 'intermediate', ['server']],
  [
    '0-authority-not-trusted',
    'of the authority of its account, which it does not trust',
    'must',
    0,
    'other-authority',
    OTHER_AUTHORITY,
  ],
  ['0-other-authority', 'of an authority that nobody told it of', 'must', 0, 'authority', OTHER_AUTHORITY],
  ['0-self-signed', 'that it has signed itself', 'must', 0, 'authority', ['server-self-signed']],
  ['0-expired', 'that has expired', 'must', 0, 'authority', ['server-expired']],
  ['0-other-name', 'for another name', 'should', 0, 'authority', ['server-other-name']],
  [
    '1-other-certificate',
    'of the right authority and name, for another key',
    'must',
    1,
    'server',
    ['server-other-key'],
  ],
  [
    '1-self-signed',
    'that is the one of its account, and signed by itself',
    'must',
    1,
    'server-self-signed',
    ['server-self-signed'],
  ],
  [
    '1-authority-not-trusted',
    'that is the one of its account, of an authority that it does not trust',
    'must',
    1,
    'server-other-authority',
    OTHER_AUTHORITY,
  ],
  [
    '1-expired',
    'that is the one of its account, and has expired',
    'must',
    1,
    'server-expired',
    ['server-expired'],
  ],
  [
    '2-authority-of-the-device',
    'of an authority that it trusts elsewhere',
    'must',
    2,
    'other-authority',
    ['server'],
  ],
  ['2-self-signed', 'that it has signed itself', 'must', 2, 'authority', ['server-self-signed']],
  ['2-expired', 'that has expired', 'must', 2, 'authority', ['server-expired']],
  ['2-other-name', 'for another name', 'should', 2, 'authority', ['server-other-name']],
  [
    '3-other-certificate',
    'of an authority that it trusts, for another key',
    'must',
    3,
    'server',
    ['server-other-key'],
  ],
  [
    '3-other-self-signed',
    'that it has signed itself, in place of the one of its account',
    'must',
    3,
    'server',
    ['server-self-signed'],
  ],
] as const) {
  clientPurpose(
    {
      id: `security.bi.certificate-usage-${words}`,
      title: `does not take a server with a certificate ${title} (Certificate Usage ${usage})`,
      level,
      twin: `security.bv.certificate-usage-${TWIN_OF[usage]}`,
      ...FACTS,
    },
    async t => {
      const account = arranged(t, { usage, association, chain });
      await turnsAway(t, { account });
    },
  );
}
