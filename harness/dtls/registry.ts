/** Numbers that IANA keeps for TLS and DTLS, as far as DTLS 1.2 in LwM2M uses them. */

export const ContentType = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  /** A record with a connection id; its real type is encrypted (RFC 9146 §4). */
  connectionId: 25,
} as const;

/** RFC 6347 §4.1: ones' complement of the version, so that a later one is a smaller number. */
export const Version = { dtls10: 0xfeff, dtls12: 0xfefd } as const;

export const HandshakeType = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  newSessionTicket: 4,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const;

export const ExtensionType = {
  serverName: 0,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  clientCertificateType: 19,
  serverCertificateType: 20,
  encryptThenMac: 22,
  extendedMasterSecret: 23,
  connectionId: 54,
  renegotiationInfo: 0xff01,
} as const;

/** RFC 7250 §6. */
export const CertificateType = { x509: 0, rawPublicKey: 2 } as const;
export type CertificateType = (typeof CertificateType)[keyof typeof CertificateType];

/** secp256r1, the curve that LwM2M asks for (RFC 8422 §5.1.1). */
export const SECP256R1 = 23;
/** ecdsa with SHA-256 (RFC 5246 §7.4.1.4.1). */
export const ECDSA_SHA256 = 0x0403;
/** Says in a list of suites that renegotiation is safe (RFC 5746 §3.3). */
export const RENEGOTIATION_SCSV = 0x00ff;
export const NULL_COMPRESSION = 0;

export const AlertLevel = { warning: 1, fatal: 2 } as const;

export const Alert = {
  closeNotify: 0,
  unexpectedMessage: 10,
  badRecordMac: 20,
  recordOverflow: 22,
  handshakeFailure: 40,
  badCertificate: 42,
  unsupportedCertificate: 43,
  certificateExpired: 45,
  certificateUnknown: 46,
  illegalParameter: 47,
  unknownCa: 48,
  accessDenied: 49,
  decodeError: 50,
  decryptError: 51,
  protocolVersion: 70,
  insufficientSecurity: 71,
  internalError: 80,
  noRenegotiation: 100,
  unsupportedExtension: 110,
  unknownPskIdentity: 115,
} as const;
export type Alert = (typeof Alert)[keyof typeof Alert];

const NAMES = (numbers: Readonly<Record<string, number>>): ReadonlyMap<number, string> =>
  new Map(
    Object.entries(numbers).map(([name, number]) => [
      number,
      name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    ]),
  );
const ALERT_NAMES = NAMES(Alert);
const HANDSHAKE_NAMES = NAMES(HandshakeType);

/** `handshake_failure (40)` */
export function describeAlert(description: number): string {
  return `${ALERT_NAMES.get(description) ?? 'unknown'} (${description})`;
}

/** `client_hello (1)` */
export function describeHandshakeType(type: number): string {
  return `${HANDSHAKE_NAMES.get(type) ?? 'unknown'} (${type})`;
}

/** `0xc0a8` */
export function describeNumber(number: number): string {
  return `0x${number.toString(16).padStart(4, '0')}`;
}
