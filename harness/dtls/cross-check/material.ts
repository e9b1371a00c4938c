import { createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spkiOf } from '../keys/ecdsa.ts';
import { CERTIFICATES, PKI_FOLDER, TODAY } from '../testing/certificates.ts';
import type { CredentialPair } from '../testing/credentials.ts';
import { trustPath, trustRawKeys } from '../trust/peer-trust.ts';
import type { Credential } from './cell.ts';

export const IDENTITY = 'id1';
/** Text, because libcoap 4.3.1 takes no other key on its command line. */
export const KEY = 'secretPSK';
export const KEY_HEX = Buffer.from(KEY).toString('hex');

/** Files that peers read their credentials from. */
export interface Material {
  readonly folder: string;
  readonly authority: string;
  readonly server: KeyFiles;
  readonly client: KeyFiles;
  readonly pskPasswords: string;
}

export interface KeyFiles {
  readonly certificate: string;
  readonly key: string;
  /** SubjectPublicKeyInfo in PEM. */
  readonly publicKey: string;
  /** Public key, then private key: what libcoap takes for a raw public key. */
  readonly rawKey: string;
}

export function writeMaterial(folder: string): Material {
  mkdirSync(folder, { recursive: true });
  const pskPasswords = join(folder, 'psk.passwd');
  writeFileSync(pskPasswords, `${IDENTITY}:${KEY_HEX}\n`);
  const pem = (name: string): string => join(PKI_FOLDER, `${name}.pem`);
  const files = (name: string): KeyFiles => {
    const key = join(PKI_FOLDER, `${name}.key.pem`);
    const publicKey = join(folder, `${name}.pub.pem`);
    const rawKey = join(folder, `${name}.rpk.pem`);
    const publicPem = createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'pem' }).toString();
    writeFileSync(publicKey, publicPem);
    writeFileSync(rawKey, publicPem + readFileSync(key, 'utf8'));
    return { certificate: pem(name), key, publicKey, rawKey };
  };
  return {
    folder,
    authority: pem('authority'),
    server: files('server'),
    client: files('client'),
    pskPasswords,
  };
}

const { authority, server, client } = CERTIFICATES;
const [serverKey, clientKey] = [spkiOf(server.privateKey), spkiOf(client.privateKey)];
const anchors = [authority.certificate];

/** What we show and trust, whichever side is ours: the same keys as in the peers' files. */
export const OURS: Readonly<Record<Credential, CredentialPair>> = {
  psk: {
    client: { psk: { identity: Buffer.from(IDENTITY), key: Buffer.from(KEY) } },
    server: {
      keyOf: identity => (Buffer.from(identity).toString() === IDENTITY ? Buffer.from(KEY) : null),
      hint: Buffer.from('hint'),
    },
  },
  rpk: {
    client: {
      own: { kind: 'raw-public-key', privateKey: client.privateKey },
      trust: trustRawKeys([serverKey]),
    },
    server: {
      own: { kind: 'raw-public-key', privateKey: server.privateKey },
      trust: trustRawKeys([clientKey]),
    },
  },
  x509: {
    client: {
      own: { kind: 'x509', chain: [client.certificate], privateKey: client.privateKey },
      trust: trustPath({ anchors, purpose: 'server', today: () => TODAY, name: 'localhost' }),
    },
    server: {
      own: { kind: 'x509', chain: [server.certificate], privateKey: server.privateKey },
      trust: trustPath({ anchors, purpose: 'client', today: () => TODAY }),
    },
  },
};
