import type { Deviation } from '../../coap/message/deviation.ts';
import { dtlsDeviation } from '../dtls-deviations.ts';
import { NULL_COMPRESSION } from '../registry.ts';
import type { ClientHello, Extension, HandshakeMessage, ServerHello } from './handshake-message.ts';

const MOST_SESSION_ID = 32;
const HELLO = { clause: 'RFC 5246 §7.4.1.2' };
const EXTENSIONS = { clause: 'RFC 5246 §7.4.1.4' };
const VERIFY_DATA_LENGTH = 12;

/** What a message on its own does wrong, whatever was agreed upon before. */
export function messageDeviations(message: HandshakeMessage): Deviation[] {
  switch (message.kind) {
    case 'client-hello':
      return [...helloDeviations(message), ...clientHelloDeviations(message)];
    case 'server-hello':
      return helloDeviations(message);
    case 'finished':
      return finishedDeviations(message.verifyData);
    case 'hello-verify-request':
      return message.cookie.length > 0
        ? []
        : [
            dtlsDeviation('cookie-empty', 'A HelloVerifyRequest without a cookie', 2, {
              clause: 'RFC 6347 §4.2.1',
              level: 'should',
            }),
          ];
    case 'certificate-request':
      return message.types.length > 0
        ? []
        : [
            dtlsDeviation('certificate-types-empty', 'A CertificateRequest for no type', 0, {
              clause: 'RFC 5246 §7.4.4',
            }),
          ];
    default:
      return [];
  }
}

function helloDeviations({ sessionId, extensions }: ClientHello | ServerHello): Deviation[] {
  const found: Deviation[] = [];
  if (sessionId.length > MOST_SESSION_ID) {
    const text = `A session id of ${sessionId.length} bytes, of which at most ${MOST_SESSION_ID} are allowed`;
    found.push(dtlsDeviation('session-id-too-long', text, 34, HELLO));
  }
  const twice = repeated(extensions ?? []);
  if (twice !== undefined) {
    found.push(dtlsDeviation('extension-repeated', `Extension ${twice} more than once`, 0, EXTENSIONS));
  }
  return found;
}

function clientHelloDeviations({ suites, compressions }: ClientHello): Deviation[] {
  const found: Deviation[] = [];
  if (suites.length === 0)
    found.push(dtlsDeviation('suites-empty', 'A ClientHello without a suite', 0, HELLO));
  if (!compressions.includes(NULL_COMPRESSION)) {
    found.push(
      dtlsDeviation(
        'null-compression-missing',
        'A ClientHello that does not offer null compression',
        0,
        HELLO,
      ),
    );
  }
  return found;
}

function finishedDeviations({ length }: Uint8Array): Deviation[] {
  if (length === VERIFY_DATA_LENGTH) return [];
  const text = `A Finished of ${length} bytes, not ${VERIFY_DATA_LENGTH}`;
  return [dtlsDeviation('finished-length', text, 0, { clause: 'RFC 5246 §7.4.9' })];
}

function repeated(extensions: readonly Extension[]): number | undefined {
  const seen = new Set<number>();
  return extensions.find(({ type }) => seen.size === seen.add(type).size)?.type;
}
