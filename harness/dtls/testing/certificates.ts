import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestCertificate {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly privateKey: KeyObject;
}

export const PKI_FOLDER = join(import.meta.dirname, '../../../fixtures/pki');

/** A day on which all are valid that are meant to be. */
export const TODAY = new Date('2026-06-01T00:00:00Z');

export const CERTIFICATES = {
  authority: read('authority'),
  intermediate: read('intermediate'),
  server: read('server'),
  client: read('client'),
  serverByIntermediate: read('server-by-intermediate'),
  serverExpired: read('server-expired'),
  serverOtherName: read('server-other-name'),
  serverOtherAuthority: read('server-other-authority'),
  serverSelfSigned: read('server-self-signed'),
  otherAuthority: read('other-authority'),
  clientOtherAuthority: read('client-other-authority'),
  clientExpired: read('client-expired'),
} as const;

function read(name: string): TestCertificate {
  const pem = (kind: string): Buffer => readFileSync(join(PKI_FOLDER, `${name}.${kind}`));
  return {
    certificate: new Uint8Array(new X509Certificate(pem('pem')).raw),
    privateKey: createPrivateKey(pem('key.pem')),
  };
}
