import type { Clock } from '../../clock/clock.ts';
import type { Address, Datagram, DatagramSocket } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';
import { byteToCode, isEmpty, isRequest } from '../message/codes.ts';
import { decodeMessage, readHeader } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';
import { acknowledgementViolations } from './acknowledgement-rules.ts';
import { nonLifetime } from './derived-parameters.ts';
import { duplicateViolations } from './duplicate-rules.ts';
import { NO_VIOLATIONS, type Violation, violation } from './matching-finding.ts';
import { MessageIds } from './message-ids.ts';
import {
  type Content,
  type OutgoingEnvironment,
  type OutgoingEvents,
  OutgoingMessage,
} from './outgoing-message.ts';
import { emptyMessage, encodeChecked } from './own-message.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Peer, SeenMessage } from './peer.ts';
import { PeerTable } from './peer-table.ts';
import type { ReceivedMessage } from './received-message.ts';
import { sameBytes } from './same-bytes.ts';

/** A payload marker without payload makes no message (RFC 7252 §3), however readable the rest is. */
const FORMAT_ERROR = 'coap.payload-empty';
const HEADER_LENGTH = 4;
const MAX_TOKEN_LENGTH = 8;

/** What becomes of a response that is not an acknowledgement: `unexpected` and `reject` are answered with a Reset. */
export type Treatment = 'accept' | 'reject' | 'ignore' | 'unexpected';

/** The request/response layer as the message layer sees it. */
export interface UpperLayer {
  /** Every decodable message, duplicates included, before it is acted on. */
  readonly arrived: (message: ReceivedMessage) => void;
  readonly violated: (violations: readonly Violation[], message: ReceivedMessage) => void;
  readonly request: (message: ReceivedMessage, peer: Peer) => void;
  readonly treatmentOf: (message: ReceivedMessage, peer: Peer) => Treatment;
  readonly response: (message: ReceivedMessage, peer: Peer) => void;
  /** Whether a response with this token is awaited from another peer. */
  readonly awaitedFromAnother: (message: ReceivedMessage, peer: Peer) => boolean;
}

export interface MessageLayerEnvironment {
  readonly socket: DatagramSocket;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  /** Milliseconds by which the way here may distort an interval; 0 unless given. */
  readonly tolerance?: number;
  /** Told of every message of ours that the strict reader objects to, also where nobody awaits it; and of what a receiver throws. */
  readonly onFault: (fault: unknown) => void;
}

/** Messages over UDP: ids, retransmission, deduplication, acknowledgement and reset (RFC 7252 §4). */
export class MessageLayer {
  readonly messageIds: MessageIds;
  readonly #environment: MessageLayerEnvironment;
  readonly #upper: UpperLayer;
  readonly #peers: PeerTable;
  readonly #outgoing: OutgoingEnvironment;
  readonly #nonLifetime: number;
  #open = true;

  constructor(environment: MessageLayerEnvironment, upper: UpperLayer) {
    const { clock, random, parameters, socket } = environment;
    this.#environment = environment;
    this.#upper = upper;
    this.messageIds = new MessageIds(random);
    this.#peers = new PeerTable(clock, parameters);
    this.#nonLifetime = Math.min(nonLifetime(parameters), parameters.exchangeLifetime);
    this.#outgoing = {
      ...{ clock, random, parameters, messageIds: this.messageIds },
      layOut: (message, illegal) => this.#layOut(message, illegal),
      put: (bytes, { address }) => this.#put(bytes, address),
    };
    socket.onDatagram(datagram => {
      try {
        this.#receive(datagram);
      } catch (fault) {
        environment.onFault(fault);
      }
    });
  }

  peer(address: Address): Peer {
    return this.#peers.of(address);
  }

  /** Sends a confirmable or non-confirmable message as soon as it is its turn; `paced` false: at once. */
  send(peer: Peer, content: Content, events: OutgoingEvents, paced = true): OutgoingMessage {
    return new OutgoingMessage(this.#outgoing, { peer, paced }, content, events);
  }

  /** Sends one message once, as it is. Returns the frame number. */
  transmit(to: Address, message: CoapMessage): number | null {
    const bytes = this.#layOut(message);
    this.#recordByHand(to, bytes);
    return this.#put(bytes, to);
  }

  /** Sends these very bytes. Returns the frame number. */
  sendBytes(to: Address, bytes: Uint8Array): number | null {
    this.#recordByHand(to, bytes);
    return this.#environment.socket.send(bytes, to) ?? null;
  }

  /** Answers a message of the peer; its duplicates are answered with the same bytes (RFC 7252 §4.5). */
  answer({ from, messageId }: ReceivedMessage, message: CoapMessage, illegal = false): void {
    const bytes = this.#layOut(message, illegal);
    const seen = this.#peers.of(from).seen.get(messageId);
    if (seen !== undefined) seen.answer = bytes;
    this.#put(bytes, from);
  }

  async close(): Promise<void> {
    this.#open = false;
    for (const { interactions } of this.#peers) interactions.abandon();
    await this.#environment.socket.close();
  }

  /** Whoever sends it may not look at what is thrown, so the fault is told as well. */
  #layOut(message: CoapMessage, illegal = false): Uint8Array {
    try {
      return illegal ? encodeMessage(message) : encodeChecked(message);
    } catch (fault) {
      this.#environment.onFault(fault);
      throw fault;
    }
  }

  #put(bytes: Uint8Array, to: Address): number | null {
    return this.#open ? (this.#environment.socket.send(bytes, to) ?? null) : null;
  }

  /** What was sent by hand is answered like anything else, so the answers must find it. */
  #recordByHand(to: Address, bytes: Uint8Array): void {
    const header = readHeader(bytes);
    if (header === null || header.type === 'ACK' || header.type === 'RST') return;
    const { message } = decodeMessage(bytes);
    const tokenLength = Math.min((bytes[0] ?? 0) & 0x0f, MAX_TOKEN_LENGTH);
    const token = bytes.slice(HEADER_LENGTH, HEADER_LENGTH + tokenLength);
    const { sent } = this.#peers.of(to);
    const before = sent.get(header.messageId);
    if (before !== undefined && before.type === header.type && sameBytes(before.token, token)) {
      before.transmissions += 1;
      return;
    }
    const code = message?.code ?? byteToCode(bytes[1] ?? 0);
    const at = this.#environment.clock.now();
    const by = { type: header.type, code, token };
    sent.set(header.messageId, { at, ...by, transmissions: 1, answer: null, onAnswer: null });
  }

  #receive({ bytes, from, frame, at = this.#environment.clock.now() }: Datagram): void {
    const { message, deviations } = decodeMessage(bytes);
    if (message === null) {
      this.#rejectUnreadable(bytes, from);
      return;
    }
    const peer = this.#peers.of(from);
    const answers = message.type === 'ACK' || message.type === 'RST';
    const seen = answers ? undefined : this.#seen(peer, message, at);
    const duplicate = seen !== undefined;
    const received: ReceivedMessage = { ...message, from, at, frame: frame ?? null, deviations, duplicate };
    this.#upper.arrived(received);
    if (answers) this.#answered(peer, received, bytes);
    else if (seen !== undefined) this.#duplicate(peer, seen, received, bytes);
    else {
      const { type, code, token, messageId } = message;
      peer.seen.set(messageId, { at, type, code, token, bytes, arrivals: [at], answer: null });
      this.#act(peer, received);
    }
  }

  #seen(peer: Peer, { messageId }: CoapMessage, at: number): SeenMessage | undefined {
    const seen = peer.seen.get(messageId);
    return seen?.type === 'NON' && at - seen.at >= this.#nonLifetime ? undefined : seen;
  }

  #act(peer: Peer, received: ReceivedMessage): void {
    const { type, code, deviations, messageId } = received;
    if (isEmpty(code) || (deviations.length > 0 && deviations.some(each => each.code === FORMAT_ERROR))) {
      // What cannot be processed, a ping among it (RFC 7252 §4.2, §4.3).
      if (type === 'CON') this.answer(received, emptyMessage('RST', messageId));
    } else if (isRequest(code)) this.#upper.request(received, peer);
    else {
      const treatment = this.#upper.treatmentOf(received, peer);
      if (treatment === 'ignore') {
        // The peer is to think that it was lost.
      } else if (type === 'CON') {
        this.answer(received, emptyMessage(treatment === 'accept' ? 'ACK' : 'RST', messageId));
      } else if (treatment === 'reject') this.answer(received, emptyMessage('RST', messageId));
      this.#upper.response(received, peer);
    }
  }

  #duplicate(peer: Peer, seen: SeenMessage, received: ReceivedMessage, bytes: Uint8Array): void {
    const { parameters, tolerance = 0 } = this.#environment;
    this.#report(duplicateViolations(seen, received, bytes, { parameters, tolerance }), received);
    if (seen.answer !== null) this.#put(seen.answer, received.from);
    else if (received.type === 'CON' && !isRequest(received.code)) this.#afterAll(peer, received);
  }

  /** What was ignored until now is no longer: for the peer, this copy of its response is the first one that was not lost. */
  #afterAll(peer: Peer, received: ReceivedMessage): void {
    const treatment = this.#upper.treatmentOf(received, peer);
    if (treatment === 'accept') this.answer(received, emptyMessage('ACK', received.messageId));
    if (treatment === 'reject') this.answer(received, emptyMessage('RST', received.messageId));
  }

  /** An acknowledgement or a reset (RFC 7252 §4.2). */
  #answered(peer: Peer, received: ReceivedMessage, bytes: Uint8Array): void {
    const { type, code, messageId, token } = received;
    const sent = peer.sent.get(messageId);
    if (sent === undefined) {
      this.#report([this.#unknownMessageId(peer, received)], received);
      return;
    }
    // Each copy of a message is acknowledged, so the same answer once more says nothing new.
    if (sent.answer !== null && sameBytes(sent.answer.bytes, bytes)) return;
    this.#report(acknowledgementViolations(sent, received), received);
    // The first response stands; whoever acknowledged first and responds now is read all the same.
    const taken = sent.answer?.empty === false;
    sent.answer ??= { bytes, type, empty: isEmpty(code) };
    sent.onAnswer?.(received);
    const piggybacked = type === 'ACK' && !isEmpty(code) && !isRequest(code) && isRequest(sent.code);
    if (piggybacked && !taken && sameBytes(token, sent.token)) this.#upper.response(received, peer);
  }

  #unknownMessageId(peer: Peer, received: ReceivedMessage): Violation {
    const { type, code, messageId } = received;
    if (type === 'RST') {
      return violation(
        'matching.reset-unknown-message-id',
        `Reset of message ${messageId}, but nothing was sent by this id that can be rejected`,
      );
    }
    if (!isEmpty(code) && this.#upper.awaitedFromAnother(received, peer)) {
      const text = `Acknowledgement ${messageId} with the response comes from another address than was asked`;
      return violation('matching.response-from-elsewhere', text);
    }
    const text = `Acknowledgement of message ${messageId}, but nothing was sent by this id that can be acknowledged`;
    return violation('matching.ack-unknown-message-id', text);
  }

  /** A confirmable message that cannot be read is rejected, everything else ignored (RFC 7252 §4.2, §4.3). */
  #rejectUnreadable(bytes: Uint8Array, from: Address): void {
    const header = readHeader(bytes);
    if (header?.type === 'CON') this.#put(this.#layOut(emptyMessage('RST', header.messageId)), from);
  }

  #report(violations: readonly Violation[], message: ReceivedMessage): void {
    if (violations !== NO_VIOLATIONS && violations.length > 0) this.#upper.violated(violations, message);
  }
}
