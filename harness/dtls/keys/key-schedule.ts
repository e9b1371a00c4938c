import { concat, uint } from '../bytes/write.ts';
import type { CipherSuite } from '../cipher-suite.ts';
import { CbcProtection } from '../record/cbc-protection.ts';
import { CcmProtection } from '../record/ccm-protection.ts';
import type { RandomBytes, RecordProtection } from '../record/protection.ts';
import { prf, sha256 } from './prf.ts';

const MASTER_LENGTH = 48;
const FINISHED_LENGTH = 12;
const CCM = { key: 16, salt: 4 } as const;
const CBC = { mac: 32, key: 16 } as const;

export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** As many zeros as the key has bytes, then the key, each behind its length (RFC 4279 §2). */
export function pskPremaster(key: Uint8Array): Uint8Array {
  const length = uint(2, key.length);
  return concat(length, new Uint8Array(key.length), length, key);
}

/** RFC 5246 §8.1. */
export function masterSecret(premaster: Uint8Array, { client, server }: Randoms): Uint8Array {
  return prf(premaster, 'master secret', concat(client, server), MASTER_LENGTH);
}

/** RFC 7627 §4. @param transcript all handshake messages up to and with ClientKeyExchange */
export function extendedMasterSecret(premaster: Uint8Array, transcript: Uint8Array): Uint8Array {
  return prf(premaster, 'extended master secret', sha256(transcript), MASTER_LENGTH);
}

/** `verify_data` of a Finished (RFC 5246 §7.4.9). */
export function verifyData(
  side: 'client' | 'server',
  master: Uint8Array,
  transcript: Uint8Array,
): Uint8Array {
  return prf(master, `${side} finished`, sha256(transcript), FINISHED_LENGTH);
}

export interface Protections {
  readonly client: RecordProtection;
  readonly server: RecordProtection;
}

export interface KeyMaterial {
  readonly suite: CipherSuite;
  readonly master: Uint8Array;
  readonly randoms: Randoms;
  readonly encryptThenMac: boolean;
}

/** Keys of both directions (RFC 5246 §6.3). */
export function protectionsFor(material: KeyMaterial, random: RandomBytes): Protections {
  const { suite, master, randoms, encryptThenMac } = material;
  const seed = concat(randoms.server, randoms.client);
  if (suite.cipher === 'aes-128-ccm-8') {
    const take = taker(prf(master, 'key expansion', seed, 2 * (CCM.key + CCM.salt)));
    const [clientKey, serverKey] = [take(CCM.key), take(CCM.key)];
    const [clientSalt, serverSalt] = [take(CCM.salt), take(CCM.salt)];
    return {
      client: new CcmProtection(clientKey, clientSalt),
      server: new CcmProtection(serverKey, serverSalt),
    };
  }
  const take = taker(prf(master, 'key expansion', seed, 2 * (CBC.mac + CBC.key)));
  const [clientMac, serverMac] = [take(CBC.mac), take(CBC.mac)];
  const [clientKey, serverKey] = [take(CBC.key), take(CBC.key)];
  return {
    client: new CbcProtection({ macKey: clientMac, key: clientKey, encryptThenMac }, random),
    server: new CbcProtection({ macKey: serverMac, key: serverKey, encryptThenMac }, random),
  };
}

function taker(block: Uint8Array): (length: number) => Uint8Array {
  let offset = 0;
  return length => {
    const start = offset;
    offset += length;
    return block.subarray(start, offset);
  };
}
