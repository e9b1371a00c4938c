import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { spkiOf } from '../keys/ecdsa.ts';
import { Alert } from '../registry.ts';
import { CERTIFICATES as C, TODAY } from '../testing/certificates.ts';
import { type CertificateUsage, type MatchingType, trustByUsage } from './certificate-usage.ts';
import type { PeerTrust, TrustVerdict } from './credentials.ts';
import { trustEither, trustExactCertificate, trustPath, trustRawKeys } from './peer-trust.ts';

const today = () => TODAY;
const name = 'localhost';
const anchors = [C.authority.certificate];

function alertOf(verdict: TrustVerdict): Alert | null {
  return verdict.trusted ? null : verdict.alert;
}

function judged(trust: PeerTrust, ...chain: readonly { readonly certificate: Uint8Array }[]): Alert | null {
  return alertOf(trust({ kind: 'x509', chain: chain.map(({ certificate }) => certificate) }));
}

describe('a path', () => {
  const trust = trustPath({ anchors, purpose: 'server', today, name });

  test.each([
    ['a certificate of the authority', [C.server], null],
    ['one by way of an intermediate', [C.serverByIntermediate, C.intermediate], null],
    ['one with the anchor in the chain', [C.server, C.authority], null],
    ['one whose intermediate is missing', [C.serverByIntermediate], Alert.unknownCa],
    ['one of another authority', [C.serverOtherAuthority, C.otherAuthority], Alert.unknownCa],
    ['one that signed itself', [C.serverSelfSigned], Alert.unknownCa],
    ['one that has expired', [C.serverExpired], Alert.certificateExpired],
    ['one for another host', [C.serverOtherName], Alert.badCertificate],
    ['one for a client', [C.client], Alert.unsupportedCertificate],
    ['no certificate at all', [{ certificate: Uint8Array.of(1, 2, 3) }], Alert.badCertificate],
    ['none', [], Alert.badCertificate],
  ])('is judged: %s', (_, chain, alert) => {
    expect(judged(trust, ...chain)).toBe(alert);
  });

  test('is for a host by its address as well', () => {
    const at = (host: string) => trustPath({ anchors, purpose: 'server', today, name: host });
    expect(judged(at('127.0.0.1'), C.server)).toBeNull();
    expect(judged(at('192.0.2.7'), C.server)).toBe(Alert.badCertificate);
  });

  test('is too old before it begins', () => {
    const early = trustPath({ anchors, purpose: 'server', today: () => new Date('2025-01-01T00:00:00Z') });
    expect(judged(early, C.server)).toBe(Alert.certificateExpired);
  });
});

test('LwM2M 1.0 compares bytes, and looks at nothing else', () => {
  const trust = trustExactCertificate(C.serverExpired.certificate);
  expect(judged(trust, C.serverExpired)).toBeNull();
  expect(judged(trust, C.server)).toBe(Alert.badCertificate);
});

test('raw public keys are compared, and certificates are none', () => {
  const trust = trustRawKeys([spkiOf(C.server.privateKey)]);
  expect(alertOf(trust({ kind: 'raw-public-key', spki: spkiOf(C.server.privateKey) }))).toBeNull();
  expect(alertOf(trust({ kind: 'raw-public-key', spki: spkiOf(C.client.privateKey) }))).toBe(
    Alert.badCertificate,
  );
  expect(judged(trust, C.server)).toBe(Alert.unsupportedCertificate);
});

test('either of two rules is enough', () => {
  const trust = trustEither(
    trustExactCertificate(C.client.certificate),
    trustExactCertificate(C.server.certificate),
  );
  expect(judged(trust, C.server)).toBeNull();
  expect(judged(trust, C.serverExpired)).toBe(Alert.badCertificate);
});

describe('Certificate Usage of LwM2M 1.1', () => {
  const by = (usage: CertificateUsage, association: Uint8Array, matching: MatchingType = 0): PeerTrust =>
    trustByUsage({ usage, matching, association, trustStore: anchors, name, today });
  const { server, authority, intermediate, serverSelfSigned, serverByIntermediate, otherAuthority } = C;

  test('0 asks for a known path by way of the named authority', () => {
    const viaIntermediate = by(0, intermediate.certificate);
    expect(judged(viaIntermediate, serverByIntermediate, intermediate)).toBeNull();
    expect(judged(viaIntermediate, server)).toBe(Alert.unknownCa);
    expect(judged(by(0, authority.certificate), server)).toBeNull();
    expect(judged(by(0, otherAuthority.certificate), C.serverOtherAuthority, otherAuthority)).toBe(
      Alert.unknownCa,
    );
  });

  test('1 asks for the named certificate and a known path', () => {
    expect(judged(by(1, server.certificate), server)).toBeNull();
    expect(judged(by(1, serverSelfSigned.certificate), serverSelfSigned)).toBe(Alert.unknownCa);
    expect(judged(by(1, server.certificate), C.serverOtherName)).toBe(Alert.badCertificate);
  });

  test('2 asks for a path to the named anchor, known or not', () => {
    const trust = by(2, otherAuthority.certificate);
    expect(judged(trust, C.serverOtherAuthority, otherAuthority)).toBeNull();
    expect(judged(trust, C.serverOtherAuthority)).toBeNull();
    expect(judged(trust, server)).toBe(Alert.unknownCa);
  });

  test('3 asks for the named certificate, and nothing else', () => {
    expect(judged(by(3, serverSelfSigned.certificate), serverSelfSigned)).toBeNull();
    expect(judged(by(3, C.serverExpired.certificate), C.serverExpired)).toBeNull();
    expect(judged(by(3, server.certificate), serverSelfSigned)).toBe(Alert.badCertificate);
  });

  test.each([
    [1, 'sha256'],
    [2, 'sha384'],
    [3, 'sha512'],
  ] as const)('matches type %i by %s', (matching, algorithm) => {
    const digest = createHash(algorithm).update(server.certificate).digest();
    expect(judged(by(3, digest, matching), server)).toBeNull();
    expect(judged(by(3, digest, matching), serverSelfSigned)).toBe(Alert.badCertificate);
    const anchor = createHash(algorithm).update(otherAuthority.certificate).digest();
    expect(judged(by(2, anchor, matching), C.serverOtherAuthority, otherAuthority)).toBeNull();
    // By a digest alone the anchor cannot be made: the server has to send it.
    expect(judged(by(2, anchor, matching), C.serverOtherAuthority)).toBe(Alert.unknownCa);
  });
});
