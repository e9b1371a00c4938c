import { ContentType, Version } from '../registry.ts';
import type { Plaintext, RecordProtection } from './protection.ts';
import { encodeRecord } from './record-codec.ts';
import type { WireRecord } from './record-header.ts';
import { type Freshness, ReplayWindow } from './replay-window.ts';

/** Why a record is not acted on; none of them is answered (RFC 6347 §4.1.2.7). */
export type DropReason =
  | 'replayed'
  | 'too-old'
  | 'bad-mac'
  | 'unknown-epoch'
  | 'old-epoch'
  | 'wrong-version'
  | 'wrong-connection-id'
  | 'unknown-type';

export type Opened =
  | { readonly kind: 'plaintext'; readonly plaintext: Plaintext; readonly newest: boolean }
  | { readonly kind: 'early' }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

/** A record of ours before it is sealed. Whoever changes it changes what is written, not what will be written next. */
export interface RecordDraft extends Plaintext {
  readonly version: number;
  readonly epoch: number;
  readonly sequence: number;
  /** Epoch whose keys seal it; the same as `epoch` unless somebody misbehaves. */
  readonly keyEpoch: number;
}

interface Sending {
  protection: RecordProtection | null;
  next: number;
}

interface Receiving {
  readonly protection: RecordProtection | null;
  readonly window: ReplayWindow;
}

/** Says in place of the replay window what a record is. */
type FreshnessHook = (record: WireRecord, proceed: () => Freshness) => Freshness;

const NONE = new Uint8Array(0);
const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(ContentType));
/** RFC 6347 §4.1: both majors begin with 254; before a version is agreed upon, 1.0 is legal too. */
const isDtls = (version: number): boolean => version >> 8 === 0xfe;

/** Epochs, keys, sequence numbers, replay windows and connection ids of one association (RFC 6347 §4.1). */
export class RecordLayer {
  readonly #sending = new Map<number, Sending>([[0, { protection: null, next: 0 }]]);
  readonly #receiving = new Map<number, Receiving>([[0, { protection: null, window: new ReplayWindow() }]]);
  readonly #own: Uint8Array;
  /** Connection id that the peer wants to see; empty for none. */
  #peer: Uint8Array = NONE;
  #expectsOwn = false;
  #writeEpoch = 0;
  #readEpoch = 0;
  #version: number | null = null;

  readonly #freshness: FreshnessHook | undefined;

  /** @param connectionId what the peer is asked to put into its records; empty for none */
  constructor(connectionId: Uint8Array = NONE, freshness?: FreshnessHook) {
    this.#own = connectionId;
    this.#freshness = freshness;
  }

  get writeEpoch(): number {
    return this.#writeEpoch;
  }

  get readEpoch(): number {
    return this.#readEpoch;
  }

  /** Sequence number of the next record of an epoch. */
  nextSequence(epoch: number): number {
    return this.#sending.get(epoch)?.next ?? 0;
  }

  /** Bytes that the wire takes beyond the content of a record of that epoch, at most. */
  overhead(epoch: number): number {
    const sealed = this.#sending.get(epoch)?.protection;
    return 13 + (sealed ? sealed.expansion + this.#peer.length : 0);
  }

  /** From now on records of another version are dropped. */
  agree(version: number): void {
    this.#version = version;
  }

  /** Both sides have agreed on connection ids (RFC 9146 §3), each an empty one where its owner wants none. */
  useConnectionIds(peer: Uint8Array): void {
    this.#peer = peer;
    this.#expectsOwn = this.#own.length > 0;
  }

  /** Goes on with the sequence number of a record of the peer (RFC 6347 §4.2.1). */
  startAt(sequence: number): void {
    const sending = this.#sending.get(0);
    if (sending !== undefined) sending.next = sequence;
  }

  /** A record of epoch 0 that somebody else has read already. */
  noteReceived(sequence: number): void {
    this.#receiving.get(0)?.window.take(sequence);
  }

  installWrite(epoch: number, protection: RecordProtection): void {
    this.#sending.set(epoch, { protection, next: 0 });
    this.#writeEpoch = epoch;
  }

  installRead(epoch: number, protection: RecordProtection): void {
    this.#receiving.set(epoch, { protection, window: new ReplayWindow() });
  }

  /** Records of that epoch, which has keys, are taken from now on. */
  advanceRead(epoch: number): void {
    this.#readEpoch = epoch;
  }

  /** The next record of an epoch; its sequence number is used up. */
  draft(type: number, content: Uint8Array, epoch: number = this.#writeEpoch): RecordDraft {
    const sequence = this.nextSequence(epoch);
    const sending = this.#sending.get(epoch);
    if (sending !== undefined) sending.next = sequence + 1;
    return { type, content, version: Version.dtls12, epoch, sequence, keyEpoch: epoch };
  }

  /** The datagram bytes of a record. */
  seal({ type, content, version, epoch, sequence, keyEpoch }: RecordDraft): Uint8Array {
    const protection = this.#sending.get(keyEpoch)?.protection ?? null;
    if (protection === null) {
      return encodeRecord({ type, version, epoch, sequence, connectionId: NONE, fragment: content });
    }
    const connectionId = this.#peer;
    const wireType = connectionId.length > 0 ? ContentType.connectionId : type;
    const header = { type: wireType, version, epoch, sequence, connectionId };
    return encodeRecord({ ...header, fragment: protection.seal(header, { type, content }) });
  }

  /** Judges a record of the peer. Only one that is authentic changes anything. */
  open(record: WireRecord): Opened {
    const { epoch, sequence, type, version, connectionId, fragment } = record;
    if (!KNOWN_TYPES.has(type)) return dropped('unknown-type');
    // A client that repeats its hello does not know yet what was agreed upon.
    const isRight = this.#version === null || epoch === 0 ? isDtls(version) : version === this.#version;
    if (!isRight) return dropped('wrong-version');
    if (epoch > this.#readEpoch)
      return epoch === this.#readEpoch + 1 ? { kind: 'early' } : dropped('unknown-epoch');
    const receiving = this.#receiving.get(epoch);
    if (receiving === undefined) return dropped('old-epoch');
    const judged = (): Freshness => receiving.window.judge(sequence);
    const freshness = this.#freshness?.(record, judged) ?? judged();
    if (freshness === 'replayed' || freshness === 'too-old') return dropped(freshness);
    const { protection } = receiving;
    const isNamed = type === ContentType.connectionId;
    if (isNamed !== (this.#expectsOwn && protection !== null)) return dropped('wrong-connection-id');
    if (isNamed && Buffer.compare(connectionId, this.#own) !== 0) return dropped('wrong-connection-id');
    const plaintext = protection === null ? { type, content: fragment } : protection.open(record, fragment);
    if (plaintext === null) return dropped('bad-mac');
    receiving.window.take(sequence);
    return { kind: 'plaintext', plaintext, newest: freshness === 'newest' && epoch === this.#readEpoch };
  }
}

function dropped(reason: DropReason): Opened {
  return { kind: 'dropped', reason };
}
