import { generateKeyPairSync } from 'node:crypto';
import { spkiOf } from '../keys/ecdsa.ts';
import type { ClientCredentials, ServerCredentials } from '../trust/credentials.ts';
import { trustExactCertificate, trustPath, trustRawKeys } from '../trust/peer-trust.ts';
import { CERTIFICATES, TODAY } from './certificates.ts';

export interface CredentialPair {
  readonly client: ClientCredentials;
  readonly server: ServerCredentials;
}

const IDENTITY = Buffer.from('id1');
const KEY = Buffer.from('secretPSK');

export const PSK: CredentialPair = {
  client: { psk: { identity: IDENTITY, key: KEY } },
  server: { keyOf: identity => (IDENTITY.equals(identity) ? KEY : null), hint: Buffer.from('hint') },
};

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const [ours, theirs] = [keyPair(), keyPair()];

export const RPK: CredentialPair = {
  client: {
    own: { kind: 'raw-public-key', privateKey: ours.privateKey },
    trust: trustRawKeys([spkiOf(theirs.publicKey)]),
  },
  server: {
    own: { kind: 'raw-public-key', privateKey: theirs.privateKey },
    trust: trustRawKeys([spkiOf(ours.publicKey)]),
  },
};

const { authority, server, client } = CERTIFICATES;

/** As LwM2M 1.0 has it: the client compares, the server looks for the authority. */
export const X509: CredentialPair = {
  client: {
    own: { kind: 'x509', chain: [client.certificate], privateKey: client.privateKey },
    trust: trustExactCertificate(server.certificate),
  },
  server: {
    own: { kind: 'x509', chain: [server.certificate], privateKey: server.privateKey },
    trust: trustPath({ anchors: [authority.certificate], purpose: 'client', today: () => TODAY }),
  },
};

/** Every suite with every kind of credential that goes with it. */
export const COMBINATIONS = [
  { name: 'PSK CCM_8', suite: 0xc0a8, pair: PSK },
  { name: 'PSK CBC', suite: 0x00ae, pair: PSK },
  { name: 'RPK CCM_8', suite: 0xc0ae, pair: RPK },
  { name: 'RPK CBC', suite: 0xc023, pair: RPK },
  { name: 'X.509 CCM_8', suite: 0xc0ae, pair: X509 },
  { name: 'X.509 CBC', suite: 0xc023, pair: X509 },
] as const;
