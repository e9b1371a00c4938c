import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spkiOf } from '../../dtls/keys/ecdsa.ts';
import { type AccountSecurity, LONGEST_IDENTITY, type ServerSecurity } from '../../lwm2m/account-security.ts';
import { PROJECT_ROOT } from '../../run/project-root.ts';
import type { Random } from '../../transport/random.ts';
import type { CellSecurity } from '../../verdict/cell-security.ts';

/** AES-128 takes one of this size, and every product does. */
const KEY_BYTES = 16;

/** What devices and servers prove themselves with in a cell: the right credentials of everybody. */
export interface CellCredentials {
  /** What the device of this name has at every server. */
  readonly device: (endpoint: string) => AccountSecurity;
  /** What every server has; undefined without security. */
  readonly server: ServerSecurity | undefined;
  /** The only name that a device can prove to have; null where it may have any. */
  readonly endpoint: string | null;
}

/**
 * Pre-shared keys are made for each purpose, raw public keys and certificates are those of fixtures/pki.
 * @param longestIdentity octets of a PSK identity.
 */
export function cellCredentials(
  security: CellSecurity,
  random: Random,
  longestIdentity: number = LONGEST_IDENTITY,
): CellCredentials {
  switch (security) {
    case 'nosec':
      return { device: () => 'nosec', server: undefined, endpoint: null };
    case 'psk': {
      const keys = new Map<string, string>();
      const keyOf = (endpoint: string): string => {
        const key = keys.get(endpoint) ?? base64(random.bytes(KEY_BYTES));
        keys.set(endpoint, key);
        return key;
      };
      // The identity that most products take for granted.
      return {
        device: endpoint => ({ identity: identityOf(endpoint, longestIdentity), key: keyOf(endpoint) }),
        server: 'psk',
        endpoint: null,
      };
    }
    case 'rpk': {
      const server = entity('server');
      const serverPublicKey = base64(spkiOf(server.key));
      const keys = new Map<string, KeyObject>();
      const keyOf = (endpoint: string): KeyObject => {
        const key = keys.get(endpoint) ?? deviceKey(keys.size);
        keys.set(endpoint, key);
        return key;
      };
      return {
        device: endpoint => {
          const key = keyOf(endpoint);
          return { publicKey: base64(spkiOf(key)), privateKey: pkcs8(key), serverPublicKey };
        },
        server: { publicKey: serverPublicKey, privateKey: pkcs8(server.key) },
        endpoint: null,
      };
    }
    case 'x509': {
      const [server, authority] = [entity('server'), entity('authority')];
      const devices = new Map([entity('client'), entity('client-b')].map(each => [nameOf(each), each]));
      const [endpoint = ''] = devices.keys();
      return {
        device: name => {
          const { certificate, key } = devices.get(name) ?? entity('client');
          return {
            ...{ certificate: base64(certificate.raw), privateKey: pkcs8(key) },
            serverCertificate: base64(server.certificate.raw),
          };
        },
        server: {
          ...{ certificate: base64(server.certificate.raw), privateKey: pkcs8(server.key) },
          trustAnchors: [base64(authority.certificate.raw)],
        },
        endpoint,
      };
    }
  }
}

/** The name itself, where it is not too long. */
function identityOf(endpoint: string, longest: number): string {
  if (Buffer.byteLength(endpoint) <= longest) return endpoint;
  return createHash('sha256').update(endpoint).digest('hex').slice(0, longest);
}

interface Entity {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** Of the first two devices of a purpose that of fixtures/pki, of every further one a fresh one. */
function deviceKey(index: number): KeyObject {
  const name = ['client', 'client-b'][index];
  return name === undefined
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
    : entity(name).key;
}

/** The common name of its certificate. */
function nameOf({ certificate: { subject } }: Entity): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? '';
}

const entities = new Map<string, Entity>();

/** One of fixtures/pki; read once. */
export function entity(name: string): Entity {
  const known = entities.get(name);
  if (known !== undefined) return known;
  const pem = (kind: string): Buffer =>
    readFileSync(join(PROJECT_ROOT, 'fixtures', 'pki', `${name}.${kind}`));
  const made = { key: createPrivateKey(pem('key.pem')), certificate: new X509Certificate(pem('pem')) };
  entities.set(name, made);
  return made;
}

/** SubjectPublicKeyInfo of one of fixtures/pki. */
export function spkiInBase64(name: string): string {
  return base64(spkiOf(entity(name).key));
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const pkcs8 = (key: KeyObject): string => base64(key.export({ type: 'pkcs8', format: 'der' }));
