import { concat } from '../bytes/write.ts';
import { encodeFragment, FRAGMENT_HEADER } from '../handshake/fragment-codec.ts';
import { fragmentsOf } from '../handshake/fragmenter.ts';
import type { HandshakeBody } from '../handshake/handshake-codec.ts';
import type { RecordLayer } from '../record/record-layer.ts';
import { ContentType } from '../registry.ts';

/** One thing in a flight, with the epoch whose keys it goes under, also when it is sent again. */
export type FlightItem =
  | {
      readonly kind: 'message';
      readonly epoch: number;
      readonly messageSequence: number;
      readonly body: HandshakeBody;
    }
  | { readonly kind: 'change-cipher-spec'; readonly epoch: number };

export interface RecordContent {
  readonly type: number;
  readonly content: Uint8Array;
  readonly epoch: number;
}

const CHANGE_CIPHER_SPEC = Uint8Array.of(1);

/** Contents of the records that carry a flight, none of them longer than a datagram (RFC 6347 §4.2.3). */
export function contentsOf(
  flight: readonly FlightItem[],
  records: RecordLayer,
  { mtu, fragmentSize }: { readonly mtu: number; readonly fragmentSize: number | undefined },
): RecordContent[] {
  return flight.flatMap((item): RecordContent[] => {
    const { epoch } = item;
    if (item.kind === 'change-cipher-spec') {
      return [{ type: ContentType.changeCipherSpec, content: CHANGE_CIPHER_SPEC, epoch }];
    }
    const room = Math.min(mtu - records.overhead(epoch), (fragmentSize ?? mtu) + FRAGMENT_HEADER);
    return fragmentsOf(item.body, item.messageSequence, room).map(fragment => ({
      type: ContentType.handshake,
      content: encodeFragment(fragment),
      epoch,
    }));
  });
}

/** Records in as few datagrams as their order allows; each in one of its own where they are not to share. */
export function packed(records: readonly Uint8Array[], mtu: number, coalesce: boolean): Uint8Array[] {
  const datagrams: Uint8Array[][] = [];
  let room = 0;
  for (const record of records) {
    const current = datagrams.at(-1);
    if (coalesce && current !== undefined && record.length <= room) {
      current.push(record);
      room -= record.length;
    } else {
      datagrams.push([record]);
      room = mtu - record.length;
    }
  }
  return datagrams.map(each => concat(...each));
}
