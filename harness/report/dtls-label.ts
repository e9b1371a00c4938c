import { decodeFragments } from '../dtls/handshake/fragment-codec.ts';
import { decodeDatagram } from '../dtls/record/record-codec.ts';
import type { WireRecord } from '../dtls/record/record-header.ts';
import { Alert, ContentType, HandshakeType } from '../dtls/registry.ts';

const HANDSHAKE_NAMES = namesOf(HandshakeType);
const ALERT_NAMES = namesOf(Alert);

/** What a datagram of DTLS is on the outside: `DTLS ClientHello`, `DTLS ChangeCipherSpec, handshake (encrypted)`. */
export function dtlsLabel(datagram: Uint8Array): string {
  const { records } = decodeDatagram(datagram, 0);
  if (records.length === 0) return 'not DTLS';
  return `DTLS ${records.map(recordLabel).join(', ')}`;
}

function recordLabel({ type, epoch, fragment }: WireRecord): string {
  switch (type) {
    case ContentType.changeCipherSpec:
      return 'ChangeCipherSpec';
    case ContentType.handshake:
      return epoch === 0 ? handshakeLabel(fragment) : 'handshake (encrypted)';
    case ContentType.alert:
      return epoch === 0 ? `alert ${ALERT_NAMES.get(fragment[1] ?? -1) ?? fragment[1]}` : 'alert (encrypted)';
    case ContentType.applicationData:
      return epoch === 0 ? 'application data in the clear' : 'application data';
    case ContentType.connectionId:
      return 'record with a connection id';
    default:
      return `record of type ${type}`;
  }
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
