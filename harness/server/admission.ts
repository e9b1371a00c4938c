import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { PeerIdentity, ServerCredentials } from '../dtls/trust/credentials.ts';
import { trustEither, trustPath, trustRawKeys } from '../dtls/trust/peer-trust.ts';
import type { AccountSecurity, ServerSecurity } from '../lwm2m/account-security.ts';

/** Where it can be decided otherwise who comes in; by default each does as `proceed` does. */
export interface AdmissionHooks {
  /** Whether who has proven to be this peer is the device of that name. */
  readonly owns?: (endpoint: string, peer: PeerIdentity, proceed: () => boolean) => boolean;
  /** A device is let in from now on, with these credentials in place of those it had. */
  readonly provision?: (
    endpoint: string,
    security: AccountSecurity,
    proceed: (security?: AccountSecurity) => void,
  ) => void;
}

/** Which devices a server lets in, and under which endpoint name each may come (TS 1.0 §7.1.7 to §7.1.9, §5.3.1). */
export class Admission {
  readonly #security: ServerSecurity;
  readonly #today: () => Date;
  readonly #devices = new Map<string, AccountSecurity>();

  readonly #hooks: AdmissionHooks;
  readonly #replaced: ((holds: (peer: PeerIdentity) => boolean) => void)[] = [];

  constructor(security: ServerSecurity, today: () => Date, hooks: AdmissionHooks = {}) {
    this.#security = security;
    this.#hooks = hooks;
    this.#today = today;
  }

  /** A device with these credentials may come, under this name. */
  provision(endpoint: string, security: AccountSecurity): void {
    const proceed = (changed = security): void => {
      const before = this.#devices.get(endpoint);
      this.#devices.set(endpoint, changed);
      if (before !== undefined && !isDeepStrictEqual(before, changed))
        for (const listener of this.#replaced) listener(peer => isHolder(before, peer));
    };
    if (this.#hooks.provision === undefined) proceed();
    else this.#hooks.provision(endpoint, security, proceed);
  }

  /** Told when credentials of a device are replaced by others, with a test of who has proven to hold the former ones. */
  onReplaced(listener: (holds: (peer: PeerIdentity) => boolean) => void): void {
    this.#replaced.push(listener);
  }

  /** As of now, and of every later handshake. */
  get credentials(): ServerCredentials {
    const security = this.#security;
    if (security === 'psk') return { keyOf: identity => this.#keyOf(identity) };
    const privateKey = createPrivateKey({ key: bytes(security.privateKey), format: 'der', type: 'pkcs8' });
    if ('certificate' in security) {
      const anchors = security.trustAnchors.map(bytes);
      return {
        own: { kind: 'x509', chain: [bytes(security.certificate)], privateKey },
        trust: trustPath({ anchors, purpose: 'client', today: this.#today }),
      };
    }
    return {
      own: { kind: 'raw-public-key', privateKey },
      trust: presented => trustEither(trustRawKeys(this.#rawKeys()))(presented),
    };
  }

  /** Whether who has proven to be this peer is the device of that name. */
  owns(endpoint: string, peer: PeerIdentity): boolean {
    const proceed = (): boolean => this.#owns(endpoint, peer);
    return this.#hooks.owns?.(endpoint, peer, proceed) ?? proceed();
  }

  #owns(endpoint: string, peer: PeerIdentity): boolean {
    // Whom the authority vouches for is who the certificate says, whether or not the server was told of it before.
    if (peer.kind === 'x509') return commonName(peer.chain[0]) === endpoint;
    return isHolder(this.#devices.get(endpoint), peer);
  }

  #keyOf(identity: Uint8Array): Uint8Array | null {
    for (const known of this.#devices.values())
      if (isPsk(known) && known.identity === text(identity)) return bytes(known.key);
    return null;
  }

  #rawKeys(): Uint8Array[] {
    return [...this.#devices.values()].filter(isRpk).map(({ publicKey }) => bytes(publicKey));
  }
}

type Known = AccountSecurity | undefined;

const isPsk = (known: Known): known is Extract<AccountSecurity, { identity: string }> =>
  typeof known === 'object' && 'identity' in known;
const isX509 = (known: Known): known is Extract<AccountSecurity, { certificate: string }> =>
  typeof known === 'object' && 'certificate' in known;
const isRpk = (known: Known): known is Extract<AccountSecurity, { publicKey: string }> =>
  typeof known === 'object' && 'publicKey' in known;

/** Whether a peer has proven to hold these credentials. */
function isHolder(known: Known, peer: PeerIdentity): boolean {
  switch (peer.kind) {
    case 'psk':
      return isPsk(known) && known.identity === text(peer.identity);
    case 'raw-public-key':
      return isRpk(known) && known.publicKey === base64(peer.spki);
    case 'x509':
      return isX509(known) && known.certificate === base64(peer.chain[0] ?? new Uint8Array(0));
    case 'anonymous':
      return false;
  }
}

const bytes = (encoded: string): Buffer => Buffer.from(encoded, 'base64');
const base64 = (decoded: Uint8Array): string => Buffer.from(decoded).toString('base64');
const text = (utf8: Uint8Array): string => Buffer.from(utf8).toString('utf8');

/** The endpoint name is the common name of the subject (TS 1.0 §7.1.9); null for a certificate that nobody can read. */
function commonName(der: Uint8Array | undefined): string | null {
  if (der === undefined) return null;
  try {
    return /^CN=(.*)$/m.exec(new X509Certificate(der).subject)?.[1] ?? null;
  } catch {
    return null;
  }
}
