import { concat, sameBytes } from '../bytes/write.ts';
import type {
  ClientHello,
  ClientKeyExchange,
  HandshakeMessage,
  HandshakeReading,
} from '../handshake/handshake-message.ts';
import { ecdheParameters } from '../handshake/key-codec.ts';
import type { ReceivedMessage } from '../handshake/reassembler.ts';
import { EphemeralKey } from '../keys/ecdhe.ts';
import { signEcdsa, verifyEcdsa } from '../keys/ecdsa.ts';
import { type Protections, pskPremaster, verifyData } from '../keys/key-schedule.ts';
import { Alert, ECDSA_SHA256, NULL_COMPRESSION, SECP256R1, Version } from '../registry.ts';
import type { PeerIdentity } from '../trust/credentials.ts';
import { certificateMessage } from './client-handshake.ts';
import { type HandshakeFlow, type HandshakeSurroundings, type Refusal, refusal } from './handshake-flow.ts';
import { masterSecretOf, protectionsOf } from './key-agreement.ts';
import { type AcceptedCredential, acceptCredential, isEmptyCertificate } from './peer-certificate.ts';
import { chooseFrom, type ServerChoice } from './server-negotiation.ts';
import type { ServerSettings } from './settings.ts';

const NAMED_CURVE = 3;
/** RFC 8422 §5.5. */
const ECDSA_SIGN = 64;
const NOTHING = new Uint8Array(0);

/** The server's side of a handshake, from a ClientHello whose cookie has been seen to be right (RFC 5246 §7.3). */
export class ServerHandshake implements HandshakeFlow {
  readonly #settings: ServerSettings;
  readonly #with: HandshakeSurroundings;
  #expected: HandshakeMessage['kind'] = 'client-hello';
  #choice: ServerChoice | null = null;
  #ephemeral: EphemeralKey | null = null;
  #client: AcceptedCredential | null = null;
  #peer: PeerIdentity = { kind: 'anonymous' };
  #master: Uint8Array | null = null;
  #protections: Protections | null = null;

  constructor(settings: ServerSettings, surroundings: HandshakeSurroundings) {
    this.#settings = settings;
    this.#with = surroundings;
  }

  get reading(): HandshakeReading {
    const method = this.#choice?.suite.keyExchange === 'psk' ? 'psk' : 'ecdhe';
    return { method, certificate: this.#choice?.clientCertificate ?? 'x509' };
  }

  get awaitsChangeCipherSpec(): boolean {
    return this.#expected === 'finished' || this.#mayBeFollowedBy('finished');
  }

  get peerRepeats(): boolean {
    return this.#choice?.resumed === null;
  }

  take(received: ReceivedMessage, message: HandshakeMessage): Refusal | null {
    if (message.kind !== this.#expected && !this.#mayBeFollowedBy(message.kind)) {
      const text = `${message.kind} where ${this.#expected} is due`;
      return refusal(Alert.unexpectedMessage, text, 'dtls.message-unexpected');
    }
    const { transcript } = this.#with;
    const before = message.kind === 'certificate-verify' ? transcript.bytes() : NOTHING;
    if (message.kind === 'finished') return this.#onFinished(message.verifyData, received);
    transcript.add(received, received.messageSequence);
    switch (message.kind) {
      case 'client-hello':
        return this.#onClientHello(message);
      case 'certificate': {
        if (isEmptyCertificate(message)) {
          return refusal(Alert.handshakeFailure, 'a client without the credential that it was asked for');
        }
        const { trust } = this.#settings.credentials;
        if (trust === undefined) return null;
        const accepted = acceptCredential(message, trust);
        if ('alert' in accepted) return accepted;
        this.#client = accepted;
        this.#expected = 'client-key-exchange';
        return null;
      }
      case 'client-key-exchange':
        return this.#onClientKeyExchange(message);
      case 'certificate-verify': {
        const { algorithm, signature } = message;
        if (algorithm !== ECDSA_SHA256) {
          const text = `signature algorithm ${algorithm}, which was not offered`;
          return refusal(Alert.illegalParameter, text, 'dtls.algorithm-not-offered');
        }
        const isRight = (): boolean => verifyEcdsa(this.#client?.spki ?? NOTHING, before, signature);
        if (!this.#proves('signature', isRight)) {
          return refusal(
            Alert.decryptError,
            'a CertificateVerify with a wrong signature',
            'dtls.signature-wrong',
          );
        }
        this.#peer = this.#client?.presented ?? this.#peer;
        this.#expected = 'finished';
        return null;
      }
      default:
        return null;
    }
  }

  /** Whether what is due may be left out, so that this comes in its place. */
  #mayBeFollowedBy(kind: HandshakeMessage['kind']): boolean {
    const due = this.#expected;
    if (due !== 'certificate' && due !== 'certificate-verify') return false;
    const next = due === 'certificate' ? 'client-key-exchange' : 'finished';
    return kind === next && (this.#settings.hooks?.omissible?.(due) ?? false);
  }

  #onClientHello(hello: ClientHello): Refusal | null {
    const choice = chooseFrom(hello, this.#settings);
    if ('alert' in choice) return choice;
    this.#choice = choice;
    const { outbox, records } = this.#with;
    records.agree(Version.dtls12);
    if (choice.connectionIds !== null) records.useConnectionIds(choice.connectionIds.peer);
    outbox.message({
      kind: 'server-hello',
      version: Version.dtls12,
      random: choice.randoms.server,
      sessionId: choice.sessionId,
      suite: choice.suite.id,
      compression: NULL_COMPRESSION,
      extensions: choice.extensions.length === 0 ? null : choice.extensions,
    });
    if (choice.resumed !== null) {
      this.#peer = choice.resumed.peer;
      this.#derive(choice.resumed.master);
      this.#finish();
      this.#expected = 'finished';
    } else {
      this.#showKey(choice);
    }
    outbox.flush(true);
    return null;
  }

  /** The rest of flight 4. */
  #showKey({ suite, randoms }: ServerChoice): void {
    const { outbox } = this.#with;
    const { own, trust, hint } = this.#settings.credentials;
    this.#expected = 'client-key-exchange';
    if (suite.keyExchange === 'psk') {
      if (hint !== undefined) outbox.message({ kind: 'server-key-exchange', method: 'psk', hint });
    } else if (own !== undefined) {
      outbox.message(certificateMessage(own));
      this.#ephemeral = new EphemeralKey();
      const parameters = { curveType: NAMED_CURVE, curve: SECP256R1, point: this.#ephemeral.point };
      const signed = concat(randoms.client, randoms.server, ecdheParameters(parameters));
      const signature = signEcdsa(own.privateKey, signed);
      const method = 'ecdhe';
      outbox.message({
        kind: 'server-key-exchange',
        method,
        ...parameters,
        algorithm: ECDSA_SHA256,
        signature,
      });
      if (trust !== undefined) {
        outbox.message({
          kind: 'certificate-request',
          types: [ECDSA_SIGN],
          algorithms: [ECDSA_SHA256],
          authorities: [],
        });
        this.#expected = 'certificate';
      }
    }
    outbox.message({ kind: 'server-hello-done' });
  }

  #onClientKeyExchange(message: ClientKeyExchange): Refusal | null {
    const premaster = this.#premaster(message);
    if (!(premaster instanceof Uint8Array)) return premaster;
    if (this.#choice === null) return null;
    this.#derive(masterSecretOf(this.#choice, premaster, this.#with.transcript.bytes()));
    this.#expected = this.#client === null ? 'finished' : 'certificate-verify';
    return null;
  }

  #premaster(message: ClientKeyExchange): Uint8Array | Refusal {
    if (message.method === 'psk') {
      const key = this.#settings.credentials.keyOf?.(message.identity) ?? null;
      if (key === null) return refusal(Alert.unknownPskIdentity, 'an identity that nobody has');
      this.#peer = { kind: 'psk', identity: message.identity.slice() };
      return pskPremaster(key);
    }
    const secret = this.#ephemeral?.agree(message.point) ?? null;
    return (
      secret ?? refusal(Alert.illegalParameter, 'a point that is not on the curve', 'dtls.point-invalid')
    );
  }

  #derive(master: Uint8Array): void {
    if (this.#choice === null) return;
    this.#master = master;
    this.#protections = protectionsOf(this.#choice, master, this.#settings.random);
    this.#with.records.installRead(1, this.#protections.client);
    this.#with.secrets(this.#choice.randoms.client, master);
  }

  /** ChangeCipherSpec and Finished. */
  #finish(): void {
    const { outbox, records, transcript } = this.#with;
    if (this.#protections === null || this.#master === null) return;
    outbox.changeCipherSpec();
    records.installWrite(1, this.#protections.server);
    outbox.message({ kind: 'finished', verifyData: verifyData('server', this.#master, transcript.bytes()) });
  }

  #onFinished(data: Uint8Array, received: ReceivedMessage): Refusal | null {
    const { outbox, transcript } = this.#with;
    if (this.#choice === null || this.#master === null) return null;
    const due = verifyData('client', this.#master, transcript.bytes());
    if (!this.#proves('finished', () => sameBytes(data, due))) {
      return refusal(Alert.decryptError, 'a Finished that does not fit', 'dtls.verify-data-wrong');
    }
    transcript.add(received, received.messageSequence);
    if (this.#expected === 'certificate-verify') this.#peer = this.#client?.presented ?? this.#peer;
    if (this.#choice.resumed === null) {
      this.#finish();
      outbox.flush(false);
    } else {
      outbox.release();
    }
    const { suite, sessionId, resumed, extendedMasterSecret, serverName } = this.#choice;
    const session = resumed ?? {
      ...{ id: sessionId, suite, master: this.#master, extendedMasterSecret, serverName },
      peer: this.#peer,
    };
    this.#settings.sessions?.put(session);
    const { encryptThenMac, connectionIds } = this.#choice;
    this.#with.established({ session, resumed: resumed !== null, encryptThenMac, connectionIds });
    return null;
  }

  #proves(of: 'signature' | 'finished', proceed: () => boolean): boolean {
    return this.#settings.hooks?.proof?.(of, proceed) ?? proceed();
  }
}
