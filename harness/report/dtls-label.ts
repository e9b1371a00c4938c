import { decodeMessage } from '../coap/message/decode.ts';
import { describeMessage } from '../coap/message/describe.ts';
import { decodeFragments } from '../dtls/handshake/fragment-codec.ts';
import type { Plaintext } from '../dtls/record/protection.ts';
import { Alert, ContentType, HandshakeType } from '../dtls/registry.ts';
import type { ReadRecord } from './dtls-decryption.ts';

const HANDSHAKE_NAMES = namesOf(HandshakeType);
const ALERT_NAMES = namesOf(Alert);
const ENCRYPTED = new Map<number, string>([
  [ContentType.handshake, 'handshake (encrypted)'],
  [ContentType.alert, 'alert (encrypted)'],
  [ContentType.applicationData, 'application data'],
  [ContentType.connectionId, 'record with a connection id'],
]);

/** What a datagram of DTLS is: `DTLS ClientHello`, `DTLS ChangeCipherSpec, Finished (encrypted)`. */
export function dtlsLabel(records: readonly ReadRecord[]): string {
  return records.length === 0 ? 'not DTLS' : `DTLS ${records.map(recordLabel).join(', ')}`;
}

/** What a record is: `Finished (encrypted)` where it was decrypted, `handshake (encrypted)` where not. */
export function recordLabel({ record, plaintext }: ReadRecord): string {
  if (plaintext === null) return ENCRYPTED.get(record.type) ?? `record of type ${record.type} (encrypted)`;
  const label = plaintextLabel(plaintext);
  if (plaintext.type === ContentType.applicationData)
    return record.epoch === 0 ? `${label} (in the clear)` : label;
  return record.epoch === 0 ? label : `${label} (encrypted)`;
}

function plaintextLabel({ type, content }: Plaintext): string {
  switch (type) {
    case ContentType.changeCipherSpec:
      return 'ChangeCipherSpec';
    case ContentType.handshake:
      return handshakeLabel(content);
    case ContentType.alert:
      return `alert ${ALERT_NAMES.get(content[1] ?? -1) ?? content[1]}`;
    case ContentType.applicationData:
      return applicationLabel(content);
    default:
      return `record of type ${type}`;
  }
}

/** What was kept waiting by the handshake is in no other datagram: said here, too. */
function applicationLabel(content: Uint8Array): string {
  const { message } = decodeMessage(content);
  return message === null ? 'application data' : `application data: ${describeMessage(message)}`;
}

function handshakeLabel(content: Uint8Array): string {
  return decodeFragments(content)
    .fragments.map(({ type, offset, part, length }) => {
      const name = HANDSHAKE_NAMES.get(type) ?? `handshake message ${type}`;
      return part.length === length ? name : `${name} from byte ${offset}`;
    })
    .join(', ');
}

/** `clientHello` is called ClientHello, `badRecordMac` BadRecordMac. */
function namesOf(numbers: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(numbers).map(([name, number]) => [number, name.charAt(0).toUpperCase() + name.slice(1)]),
  );
}
