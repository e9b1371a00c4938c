/** Messages of the handshake as their fields (RFC 5246 §7.4, RFC 6347 §4.2, RFC 4279 §2, RFC 8422 §5, RFC 7250 §3). */
export type HandshakeMessage =
  | HelloRequest
  | ClientHello
  | ServerHello
  | HelloVerifyRequest
  | CertificateMessage
  | ServerKeyExchange
  | CertificateRequest
  | ServerHelloDone
  | ClientKeyExchange
  | CertificateVerify
  | Finished
  | OpaqueMessage;

export interface Extension {
  readonly type: number;
  readonly data: Uint8Array;
}

export interface HelloRequest {
  readonly kind: 'hello-request';
}

export interface ClientHello {
  readonly kind: 'client-hello';
  readonly version: number;
  /** 32 bytes. */
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly cookie: Uint8Array;
  readonly suites: readonly number[];
  readonly compressions: readonly number[];
  /** Null where the list itself is absent, which is something else than an empty one. */
  readonly extensions: readonly Extension[] | null;
}

export interface ServerHello {
  readonly kind: 'server-hello';
  readonly version: number;
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly suite: number;
  readonly compression: number;
  readonly extensions: readonly Extension[] | null;
}

export interface HelloVerifyRequest {
  readonly kind: 'hello-verify-request';
  readonly version: number;
  readonly cookie: Uint8Array;
}

export type CertificateMessage =
  | { readonly kind: 'certificate'; readonly type: 'x509'; readonly chain: readonly Uint8Array[] }
  | { readonly kind: 'certificate'; readonly type: 'raw-public-key'; readonly spki: Uint8Array };

export type ServerKeyExchange =
  | { readonly kind: 'server-key-exchange'; readonly method: 'psk'; readonly hint: Uint8Array }
  | {
      readonly kind: 'server-key-exchange';
      readonly method: 'ecdhe';
      readonly curveType: number;
      readonly curve: number;
      readonly point: Uint8Array;
      readonly algorithm: number;
      readonly signature: Uint8Array;
    };

export interface CertificateRequest {
  readonly kind: 'certificate-request';
  readonly types: readonly number[];
  readonly algorithms: readonly number[];
  /** Distinguished names, in DER. */
  readonly authorities: readonly Uint8Array[];
}

export interface ServerHelloDone {
  readonly kind: 'server-hello-done';
}

export type ClientKeyExchange =
  | { readonly kind: 'client-key-exchange'; readonly method: 'psk'; readonly identity: Uint8Array }
  | { readonly kind: 'client-key-exchange'; readonly method: 'ecdhe'; readonly point: Uint8Array };

export interface CertificateVerify {
  readonly kind: 'certificate-verify';
  readonly algorithm: number;
  readonly signature: Uint8Array;
}

export interface Finished {
  readonly kind: 'finished';
  readonly verifyData: Uint8Array;
}

/** A message whose content nobody here looks into: a session ticket, or a type that is not known. */
export interface OpaqueMessage {
  readonly kind: 'opaque';
  readonly type: number;
  readonly body: Uint8Array;
}

/** What a reader has to know of the handshake so far, because some messages do not tell it. */
export interface HandshakeReading {
  readonly method: 'psk' | 'ecdhe';
  /** Of the side whose message it is. */
  readonly certificate: 'x509' | 'raw-public-key';
}
