import { concat, sameBytes } from '../bytes/write.ts';
import type {
  CertificateRequest,
  ClientHello,
  HandshakeMessage,
  HandshakeReading,
  HelloVerifyRequest,
  ServerHello,
  ServerKeyExchange,
} from '../handshake/handshake-message.ts';
import { ecdheParameters } from '../handshake/key-codec.ts';
import type { ReceivedMessage } from '../handshake/reassembler.ts';
import { EphemeralKey } from '../keys/ecdhe.ts';
import { signEcdsa, spkiOf, verifyEcdsa } from '../keys/ecdsa.ts';
import { type Protections, pskPremaster, verifyData } from '../keys/key-schedule.ts';
import { Alert, ECDSA_SHA256, SECP256R1, Version } from '../registry.ts';
import type { OwnCredential, PeerIdentity } from '../trust/credentials.ts';
import { offer } from './client-hello-offer.ts';
import { type HandshakeFlow, type HandshakeSurroundings, type Refusal, refusal } from './handshake-flow.ts';
import { masterSecretOf, protectionsOf } from './key-agreement.ts';
import { type AcceptedCredential, acceptCredential, isEmptyCertificate } from './peer-certificate.ts';
import { checkServerHello, type HelloAnswer } from './server-hello-check.ts';
import type { ClientSettings } from './settings.ts';

type Kind = HandshakeMessage['kind'];

const NAMED_CURVE = 3;
/** How many HelloVerifyRequests are answered in one handshake: a server that refuses every cookie must not have us for ever. */
const MOST_COOKIES = 5;

/** The client's side of a handshake (RFC 5246 §7.3, RFC 6347 §4.2). */
export class ClientHandshake implements HandshakeFlow {
  readonly #settings: ClientSettings;
  readonly #with: HandshakeSurroundings;
  #hello: ClientHello;
  #cookies = 0;
  #expected: readonly Kind[] = ['hello-verify-request', 'server-hello'];
  #answer: HelloAnswer | null = null;
  #server: AcceptedCredential | null = null;
  #point: Uint8Array | null = null;
  #request: CertificateRequest | null = null;
  #master: Uint8Array | null = null;
  #protections: Protections | null = null;

  constructor(settings: ClientSettings, surroundings: HandshakeSurroundings) {
    this.#settings = settings;
    this.#with = surroundings;
    this.#hello = offer(settings);
  }

  get reading(): HandshakeReading {
    const method = this.#answer?.suite.keyExchange === 'psk' ? 'psk' : 'ecdhe';
    return { method, certificate: this.#answer?.serverCertificate ?? 'x509' };
  }

  get awaitsChangeCipherSpec(): boolean {
    return this.#expected.includes('finished');
  }

  /** A server has a timer of its own, but not every one minds it. */
  get peerRepeats(): boolean {
    return false;
  }

  /** Whether a HelloVerifyRequest may come, in whatever order. */
  get awaitsServerHello(): boolean {
    return this.#expected.includes('server-hello');
  }

  start(): void {
    this.#with.outbox.message(this.#hello);
    this.#with.outbox.flush(true);
  }

  take(received: ReceivedMessage, message: HandshakeMessage): Refusal | null {
    // During a handshake it asks for nothing new, and is no part of the transcript (RFC 5246 §7.4.1.1).
    if (message.kind === 'hello-request') return null;
    if (!this.#expected.includes(message.kind)) {
      const text = `${message.kind} where ${this.#expected.join(' or ')} is due`;
      return refusal(Alert.unexpectedMessage, text, 'dtls.message-unexpected');
    }
    const { transcript } = this.#with;
    if (message.kind === 'finished') return this.#onFinished(message.verifyData, received);
    if (message.kind === 'hello-verify-request') return this.cookie(message);
    transcript.add(received, received.messageSequence);
    switch (message.kind) {
      case 'server-hello':
        return this.#onServerHello(message);
      case 'certificate': {
        if (isEmptyCertificate(message)) return refusal(Alert.decodeError, 'a server without a certificate');
        const accepted = acceptCredential(message, this.#settings.credentials.trust ?? NOBODY);
        if ('alert' in accepted) return accepted;
        this.#server = accepted;
        this.#expected = ['server-key-exchange'];
        return null;
      }
      case 'server-key-exchange':
        return this.#onServerKeyExchange(message);
      case 'certificate-request':
        this.#request = message;
        this.#expected = ['server-hello-done'];
        return null;
      case 'server-hello-done':
        return this.#answerServerFlight();
      default:
        return null;
    }
  }

  /** Sends the hello again with a cookie (RFC 6347 §4.2.1); the first one counts for nothing. */
  cookie({ cookie, version }: HelloVerifyRequest): Refusal | null {
    if (sameBytes(cookie, this.#hello.cookie)) return null;
    if (this.#cookies === 0 && version !== Version.dtls10) {
      this.#with.find('dtls.hello-verify-version', 'A HelloVerifyRequest that does not say version 1.0');
    }
    this.#cookies += 1;
    if (this.#cookies > MOST_COOKIES) {
      return refusal(Alert.handshakeFailure, `${MOST_COOKIES} cookies, and every one refused`);
    }
    this.#hello = { ...this.#hello, cookie };
    this.#with.transcript.clear();
    this.start();
    return null;
  }

  #onServerHello(hello: ServerHello): Refusal | null {
    const answer = checkServerHello(this.#hello, hello, this.#settings, (rule, text) =>
      this.#with.find(rule, text),
    );
    if ('alert' in answer) return answer;
    this.#answer = answer;
    this.#with.records.agree(Version.dtls12);
    if (answer.connectionIds !== null) this.#with.records.useConnectionIds(answer.connectionIds.peer);
    if (answer.resumed && this.#settings.resume !== undefined) {
      this.#derive(this.#settings.resume.master);
      this.#expected = ['finished'];
      return null;
    }
    this.#expected =
      answer.suite.keyExchange === 'psk' ? ['server-key-exchange', 'server-hello-done'] : ['certificate'];
    return null;
  }

  #onServerKeyExchange(message: ServerKeyExchange): Refusal | null {
    if (message.method === 'psk') {
      this.#expected = ['server-hello-done'];
      return null;
    }
    const { curveType, curve, point, algorithm, signature } = message;
    if (curveType !== NAMED_CURVE || curve !== SECP256R1) {
      return refusal(
        Alert.illegalParameter,
        `curve ${curve}, which was not offered`,
        'dtls.curve-not-offered',
      );
    }
    if (algorithm !== ECDSA_SHA256) {
      const text = `signature algorithm ${algorithm}, which was not offered`;
      return refusal(Alert.illegalParameter, text, 'dtls.algorithm-not-offered');
    }
    const signed = concat(
      this.#hello.random,
      this.#answer?.randoms.server ?? NOTHING,
      ecdheParameters(message),
    );
    const isRight = (): boolean => verifyEcdsa(this.#server?.spki ?? NOTHING, signed, signature);
    if (!this.#proves('signature', isRight)) {
      return refusal(
        Alert.decryptError,
        'a ServerKeyExchange with a wrong signature',
        'dtls.signature-wrong',
      );
    }
    this.#point = point;
    this.#expected = ['certificate-request', 'server-hello-done'];
    return null;
  }

  #answerServerFlight(): Refusal | null {
    const { outbox, records, transcript } = this.#with;
    const own = this.#request === null ? null : this.#ownCredential();
    if (this.#request !== null) outbox.message(certificateMessage(own, this.#answer?.clientCertificate));
    const premaster = this.#exchangeKeys();
    if (premaster === null) {
      return refusal(Alert.illegalParameter, 'a point that is not on the curve', 'dtls.point-invalid');
    }
    if (this.#answer === null) return null;
    const master = masterSecretOf(this.#answer, premaster, transcript.bytes());
    if (own !== null) {
      const signature = signEcdsa(own.privateKey, transcript.bytes());
      outbox.message({ kind: 'certificate-verify', algorithm: ECDSA_SHA256, signature });
    }
    this.#derive(master);
    this.#finish();
    outbox.flush(true);
    this.#expected = ['finished'];
    records.agree(Version.dtls12);
    return null;
  }

  /** Only one of the type agreed upon, certificates unless told otherwise. */
  #ownCredential(): OwnCredential | null {
    const { own } = this.#settings.credentials;
    return own !== undefined && own.kind === (this.#answer?.clientCertificate ?? 'x509') ? own : null;
  }

  /** Sends ClientKeyExchange; the premaster secret, or null when the server's point is none. */
  #exchangeKeys(): Uint8Array | null {
    const { outbox } = this.#with;
    const { psk } = this.#settings.credentials;
    if (this.#answer?.suite.keyExchange === 'psk') {
      outbox.message({ kind: 'client-key-exchange', method: 'psk', identity: psk?.identity ?? NOTHING });
      return pskPremaster(psk?.key ?? NOTHING);
    }
    const key = new EphemeralKey();
    outbox.message({ kind: 'client-key-exchange', method: 'ecdhe', point: key.point });
    return key.agree(this.#point ?? NOTHING);
  }

  #derive(master: Uint8Array): void {
    if (this.#answer === null) return;
    this.#master = master;
    this.#protections = protectionsOf(this.#answer, master, this.#settings.random);
    this.#with.records.installRead(1, this.#protections.server);
    this.#with.secrets(this.#hello.random, master);
  }

  /** ChangeCipherSpec and Finished. */
  #finish(): void {
    const { outbox, records, transcript } = this.#with;
    if (this.#protections === null || this.#master === null) return;
    outbox.changeCipherSpec();
    records.installWrite(1, this.#protections.client);
    const data = verifyData('client', this.#master, transcript.bytes());
    outbox.message({ kind: 'finished', verifyData: data });
  }

  #onFinished(data: Uint8Array, received: ReceivedMessage): Refusal | null {
    const { outbox, transcript } = this.#with;
    if (this.#answer === null || this.#master === null) return null;
    const due = verifyData('server', this.#master, transcript.bytes());
    if (!this.#proves('finished', () => sameBytes(data, due))) {
      return refusal(Alert.decryptError, 'a Finished that does not fit', 'dtls.verify-data-wrong');
    }
    transcript.add(received, received.messageSequence);
    this.#expected = [];
    if (this.#answer.resumed) {
      this.#finish();
      outbox.flush(false);
    } else {
      outbox.release();
    }
    const { suite, sessionId, resumed, encryptThenMac, connectionIds } = this.#answer;
    this.#with.established({
      session: {
        id: sessionId,
        suite,
        master: this.#master,
        extendedMasterSecret: this.#answer.extendedMasterSecret,
        peer: this.#peer(),
        serverName: this.#settings.serverName ?? null,
      },
      resumed,
      encryptThenMac,
      connectionIds,
    });
    return null;
  }

  #proves(of: 'signature' | 'finished', proceed: () => boolean): boolean {
    return this.#settings.hooks?.proof?.(of, proceed) ?? proceed();
  }

  #peer(): PeerIdentity {
    if (this.#answer?.resumed && this.#settings.resume !== undefined) return this.#settings.resume.peer;
    const { psk } = this.#settings.credentials;
    return this.#server?.presented ?? { kind: 'psk', identity: psk?.identity ?? NOTHING };
  }
}

const NOTHING = new Uint8Array(0);
const NOBODY = () => ({ trusted: false, alert: Alert.unknownCa, reason: 'nobody is trusted' }) as const;

/** What one side shows of itself; an empty chain when it has nothing (RFC 5246 §7.4.6). */
export function certificateMessage(
  own: OwnCredential | null,
  type: 'x509' | 'raw-public-key' = 'x509',
): HandshakeMessage {
  if (own === null) {
    return type === 'x509'
      ? { kind: 'certificate', type, chain: [] }
      : { kind: 'certificate', type, spki: NOTHING };
  }
  return own.kind === 'x509'
    ? { kind: 'certificate', type: 'x509', chain: own.chain }
    : { kind: 'certificate', type: 'raw-public-key', spki: spkiOf(own.privateKey) };
}
