import type { Timer } from '../../clock/clock.ts';
import { NamedTimers } from '../../clock/named-timers.ts';
import { encodeHandshake } from '../handshake/handshake-codec.ts';
import type { HandshakeMessage } from '../handshake/handshake-message.ts';
import type { Transcript } from '../handshake/transcript.ts';
import type { RecordLayer } from '../record/record-layer.ts';
import type { AssociationOccurrence } from './association-event.ts';
import { contentsOf, type FlightItem, packed, type RecordContent } from './flight.ts';
import {
  type CommonSettings,
  DEFAULT_MTU,
  DEFAULT_RETRANSMISSION,
  type DtlsTimer,
  type Retransmission,
} from './settings.ts';

export interface OutboxWiring {
  readonly records: RecordLayer;
  readonly transcript: Transcript;
  send(datagram: Uint8Array): void;
  tell(occurrence: AssociationOccurrence): void;
  /** The last retransmission has had its time. */
  gaveUp(): void;
  /** Version for the header of a record in epoch 0. */
  plainVersion(): number;
}

/** What an association sends: flights with their retransmission (RFC 6347 §4.2.4), and records of no flight. */
export class Outbox {
  readonly #settings: CommonSettings;
  readonly #wiring: OutboxWiring;
  readonly #timers: NamedTimers<DtlsTimer>;
  readonly #retransmission: Retransmission;
  #draft: FlightItem[] = [];
  #flight: readonly FlightItem[] = [];
  #nextMessage = 0;
  #timer: Timer | null = null;
  #timeout: number;
  #timeouts = 0;
  #acknowledged = false;
  #transmissions = 0;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(settings: CommonSettings, wiring: OutboxWiring) {
    this.#settings = settings;
    this.#wiring = wiring;
    this.#timers = new NamedTimers(settings.clock, settings.timerHook);
    this.#retransmission = settings.retransmission ?? DEFAULT_RETRANSMISSION;
    this.#timeout = this.#retransmission.initial;
  }

  /** Sequence number of the next message. */
  get nextMessage(): number {
    return this.#nextMessage;
  }

  startAt(messageSequence: number): void {
    this.#nextMessage = messageSequence;
  }

  /** Adds a message to the flight that is being made, and to the transcript. */
  message(message: HandshakeMessage): void {
    const body = encodeHandshake(message);
    const { messageOut } = this.#settings.hooks ?? {};
    const drafts = messageOut?.({ ...body, transcript: body }) ?? [{ ...body, transcript: body }];
    for (const { type, body: bytes, transcript } of drafts) {
      const messageSequence = this.#nextMessage++;
      if (transcript !== null) this.#wiring.transcript.add(transcript, messageSequence);
      const { writeEpoch: epoch } = this.#wiring.records;
      this.#draft.push({ kind: 'message', epoch, messageSequence, body: { type, body: bytes } });
    }
    this.#wiring.tell({ kind: 'message-sent', messageSequence: this.#nextMessage - 1, message });
  }

  changeCipherSpec(): void {
    this.#draft.push({ kind: 'change-cipher-spec', epoch: this.#wiring.records.writeEpoch });
  }

  /** Sends the flight that was made. @param awaits whether it is sent again until the peer's next flight has come */
  flush(awaits: boolean): void {
    this.release();
    this.#flight = this.#draft;
    this.#acknowledged = false;
    this.#draft = [];
    this.#timeouts = 0;
    this.#transmissions = 0;
    this.#timeout = this.#retransmission.initial;
    this.#transmit('first');
    if (awaits) this.#arm();
  }

  /**
   * Part of the peer's next flight shows that it has all of ours. Its own timer brings the rest: to send ours again would only hold it
   * up (GnuTLS puts off its retransmission with everything that it hears). The time in which the rest must come runs on.
   */
  acknowledge(): void {
    this.#acknowledged = true;
  }

  /** Nobody will need the last flight again. */
  release(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#flight = [];
  }

  /**
   * The peer sends its last flight again, so ours may have been lost. Once in half of the shortest timeout, lest every fragment and
   * every duplicate of it asks for a whole flight.
   */
  resend(): void {
    if (this.#flight.length === 0) return;
    if (this.#settings.clock.now() - this.#sentAt < this.#retransmission.initial / 2) {
      this.#wiring.tell({ kind: 'flight-damped' });
      return;
    }
    this.#transmit('peer');
    if (this.#timer !== null) this.#arm();
  }

  /** Sends a record of no flight: an alert or application data. */
  record(type: number, content: Uint8Array): void {
    for (const bytes of this.#sealed({ type, content, epoch: this.#wiring.records.writeEpoch })) {
      this.#wiring.send(bytes);
    }
  }

  #arm(): void {
    this.#timer?.cancel();
    this.#timer = this.#timers.after('dtls.retransmission', this.#timeout, () => this.#expired());
  }

  #expired(): void {
    this.#timer = null;
    if (this.#timeouts >= this.#retransmission.most) {
      this.#wiring.gaveUp();
      return;
    }
    this.#timeouts += 1;
    this.#timeout = Math.min(2 * this.#timeout, this.#retransmission.longest);
    if (!this.#acknowledged) this.#transmit('timeout');
    this.#arm();
  }

  #transmit(why: 'first' | 'timeout' | 'peer'): void {
    const { hooks = {}, mtu = DEFAULT_MTU, clock } = this.#settings;
    const { fragmentSize, coalesce = true, flightOut } = hooks;
    const contents = contentsOf(this.#flight, this.#wiring.records, { mtu, fragmentSize });
    const records = contents.flatMap(content => this.#sealed(content));
    const datagrams = packed(records, mtu, coalesce);
    this.#sentAt = clock.now();
    const scheduled =
      flightOut?.(datagrams, this.#transmissions) ?? datagrams.map(bytes => ({ bytes, after: 0 }));
    this.#transmissions += 1;
    this.#wiring.tell({ kind: 'flight-sent', datagrams: scheduled.length, why });
    for (const { bytes, after } of scheduled) {
      if (after === 0) this.#wiring.send(bytes);
      else this.#timers.after('dtls.scheduled', after, () => this.#wiring.send(bytes));
    }
  }

  #sealed({ type, content, epoch }: RecordContent): Uint8Array[] {
    const { records } = this.#wiring;
    const { recordOut, sealedOut } = this.#settings.hooks ?? {};
    const next = records.draft(type, content, epoch);
    const legal = epoch === 0 ? { ...next, version: this.#wiring.plainVersion() } : next;
    return (recordOut?.(legal) ?? [legal]).flatMap(draft => {
      this.#wiring.tell({
        kind: 'record-sent',
        ...{ epoch: draft.epoch, sequence: draft.sequence, type: draft.type, content: draft.content },
      });
      const bytes = records.seal(draft);
      return sealedOut?.({ bytes, draft }) ?? [bytes];
    });
  }
}
