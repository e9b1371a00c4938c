import { decodeFragments, type HandshakeFragment } from '../handshake/fragment-codec.ts';
import { decodeHandshake } from '../handshake/handshake-codec.ts';
import { Reassembler, type ReceivedMessage } from '../handshake/reassembler.ts';
import { Transcript } from '../handshake/transcript.ts';
import type { Plaintext } from '../record/protection.ts';
import { decodeDatagram } from '../record/record-codec.ts';
import type { WireRecord } from '../record/record-header.ts';
import { type Opened, RecordLayer } from '../record/record-layer.ts';
import { Alert, AlertLevel, ContentType, describeAlert, HandshakeType, Version } from '../registry.ts';
import { numbersOfAnswer } from './answer-numbers.ts';
import type { AssociationOccurrence, FailureReason, RecordOutcome } from './association-event.ts';
import { ClientHandshake } from './client-handshake.ts';
import { EventLog } from './event-log.ts';
import type { HandshakeFlow, HandshakeSurroundings, Refusal } from './handshake-flow.ts';
import { refusal } from './handshake-flow.ts';
import type { AssociationHooks } from './hooks.ts';
import { Outbox } from './outbox.ts';
import type { AssociationPorts, AssociationState, VerifiedHello } from './ports.ts';
import { ServerHandshake } from './server-handshake.ts';
import type { Agreement } from './session.ts';
import { type ClientSettings, DEFAULT_HELLO_RECORD_VERSION, type ServerSettings } from './settings.ts';

interface KeptRecord {
  readonly record: WireRecord;
  readonly frame: number | null;
}

const MOST_KEPT = 32;
const NO_ID = new Uint8Array(0);

/**
 * One DTLS 1.2 association (RFC 6347) of either role, without I/O: datagrams in, datagrams, events and application data out. What a
 * peer sends never throws; what it does wrong is a finding among the events.
 */
export class Association {
  readonly #ports: AssociationPorts;
  readonly #log: EventLog;
  readonly #records: RecordLayer;
  readonly #transcript = new Transcript();
  readonly #outbox: Outbox;
  readonly #messages = new Reassembler();
  readonly #flow: HandshakeFlow;
  readonly #connectionIdLength: number;
  readonly #hooks: AssociationHooks;
  #state: AssociationState = 'handshaking';
  #agreement: Agreement | null = null;
  #kept: KeptRecord[] = [];
  #earlyData: { readonly content: Uint8Array; readonly frame: number | null }[] = [];
  #changeCipherSpecCame = false;

  private constructor(
    settings: ClientSettings | ServerSettings,
    ports: AssociationPorts,
    flowFor: (surroundings: HandshakeSurroundings) => HandshakeFlow,
    plainVersion: () => number,
  ) {
    this.#ports = ports;
    this.#log = new EventLog(settings.clock, event => ports.event(event));
    this.#connectionIdLength = settings.connectionId?.length ?? 0;
    const { hooks } = settings;
    this.#hooks = hooks ?? {};
    this.#records = new RecordLayer(
      settings.connectionId ?? NO_ID,
      (record, proceed) => this.#hooks.freshness?.(record, proceed) ?? proceed(),
    );
    this.#outbox = new Outbox(settings, {
      records: this.#records,
      transcript: this.#transcript,
      send: datagram => ports.send(datagram),
      tell: occurrence => this.#log.tell(occurrence),
      gaveUp: () => this.#fail('timeout', 'the last retransmission brought no answer'),
      plainVersion: () => (this.#agreed ? Version.dtls12 : plainVersion()),
    });
    this.#flow = flowFor({
      outbox: this.#outbox,
      records: this.#records,
      transcript: this.#transcript,
      find: (rule, message) => this.#log.find(rule, message),
      secrets: (clientRandom, master) => this.#log.tell({ kind: 'secrets', clientRandom, master }),
      established: agreement => this.#establish(agreement),
    });
  }

  /** Begins a handshake with a server. */
  static connect(settings: ClientSettings, ports: AssociationPorts): Association {
    const { helloRecordVersion = DEFAULT_HELLO_RECORD_VERSION } = settings;
    let flow: ClientHandshake | null = null;
    const association = new Association(
      settings,
      ports,
      surroundings => (flow = new ClientHandshake(settings, surroundings)),
      () => (flow?.awaitsServerHello === false ? Version.dtls12 : helloRecordVersion),
    );
    (flow as ClientHandshake | null)?.start();
    return association;
  }

  /** Answers a client whose cookie was right. */
  static accept(
    settings: ServerSettings,
    ports: AssociationPorts,
    hello: VerifiedHello,
    frame: number | null = null,
  ): Association {
    const association = new Association(
      settings,
      ports,
      surroundings => new ServerHandshake(settings, surroundings),
      () => Version.dtls12,
    );
    association.#log.during(frame, () => association.#begin(hello));
    return association;
  }

  get state(): AssociationState {
    return this.#state;
  }

  /** Null until the handshake is done. */
  get agreement(): Agreement | null {
    return this.#agreement;
  }

  /** Takes whatever came from the peer. @param frame number in the purpose's record */
  receive(datagram: Uint8Array, frame: number | null = null): void {
    if (this.#isOver) return;
    const { records, deviations } = decodeDatagram(datagram, this.#connectionIdLength);
    this.#log.during(frame, () => {
      this.#log.findAll(deviations);
      for (const record of records) if (!this.#isOver) this.#open(record, frame);
    });
  }

  /** Sends application data, in one record. False while there is no association. */
  send(content: Uint8Array): boolean {
    if (this.#state !== 'established') return false;
    this.#outbox.record(ContentType.applicationData, content);
    return true;
  }

  /** The peer has sent its last flight again, in a way that only the outside can tell. */
  repeatFlight(): void {
    if (!this.#isOver) this.#outbox.resend();
  }

  /** Says goodbye (RFC 5246 §7.2.1). */
  close(): void {
    if (this.#isOver) return;
    if (this.#state === 'established') this.#alert(AlertLevel.warning, Alert.closeNotify);
    this.#end('closed', { kind: 'closed', by: 'us' });
  }

  /** Ends without a word, as if the device had lost its power. */
  abandon(): void {
    if (!this.#isOver) this.#end('closed', { kind: 'closed', by: 'us' });
  }

  get #isOver(): boolean {
    return this.#state === 'failed' || this.#state === 'closed';
  }

  get #agreed(): boolean {
    return this.#agreement !== null;
  }

  #begin({ message, recordSequence }: VerifiedHello): void {
    this.#records.noteReceived(recordSequence);
    this.#records.startAt(recordSequence);
    this.#outbox.startAt(message.messageSequence);
    this.#messages.restartAt(message.messageSequence + 1);
    this.#act(message);
  }

  /** Records, then what they complete; never from within one another, so that nothing acts on half a step. */
  #proceed(): void {
    for (let moved = true; moved && !this.#isOver; ) {
      moved = false;
      const message = this.#messages.take();
      if (message !== null) {
        this.#act(message);
        moved = true;
      } else if (
        this.#changeCipherSpecCame &&
        this.#flow.awaitsChangeCipherSpec &&
        this.#records.readEpoch === 0
      ) {
        this.#records.advanceRead(1);
        const kept = this.#kept;
        this.#kept = [];
        for (const { record, frame } of kept) this.#open(record, frame);
        moved = true;
      }
    }
  }

  #open(record: WireRecord, frame: number | null): void {
    const open = (each: WireRecord): Opened => this.#records.open(each);
    const opened = this.#hooks.recordIn?.(record, open) ?? open(record);
    if (opened.kind === 'dropped') {
      this.#log.record(record, opened.reason, frame);
    } else if (opened.kind === 'early') {
      this.#log.record(record, this.#keep(record, frame), frame);
    } else {
      if (opened.newest && record.epoch > 0) this.#ports.newest?.();
      this.#log.record(record, this.#content(opened.plaintext, record, frame), frame);
      this.#proceed();
    }
  }

  /** A record of the epoch to come waits for its keys (RFC 6347 §4.1). */
  #keep(record: WireRecord, frame: number | null): RecordOutcome {
    if (this.#state !== 'handshaking') return 'unknown-epoch';
    if (this.#kept.length >= MOST_KEPT) return 'overflow';
    this.#kept.push({ record: { ...record, fragment: record.fragment.slice() }, frame });
    return 'kept';
  }

  #nextFlightBegan(): void {
    if (this.#flow.peerRepeats) this.#outbox.acknowledge();
  }

  /** What becomes of the content of a record. */
  #content({ type, content }: Plaintext, record: WireRecord, frame: number | null): RecordOutcome {
    const { epoch } = record;
    switch (type) {
      case ContentType.handshake:
        return this.#onFragments(content, record);
      case ContentType.changeCipherSpec:
        if (content.length !== 1 || content[0] !== 1) {
          this.#log.find(
            'dtls.change-cipher-spec-form',
            `A ChangeCipherSpec of ${content.length} bytes, or not 1`,
          );
          return 'untimely';
        }
        if (epoch > 0) return 'untimely';
        if (this.#state === 'established') this.#outbox.resend();
        this.#changeCipherSpecCame = true;
        this.#nextFlightBegan();
        return 'taken';
      case ContentType.alert:
        return this.#onAlert(content, epoch);
      case ContentType.applicationData:
        return this.#onData(content, epoch, frame);
      default:
        return 'unknown-type';
    }
  }

  #onData(content: Uint8Array, epoch: number, frame: number | null): RecordOutcome {
    if (epoch === 0) {
      this.#log.find(
        'dtls.application-data-in-clear',
        `${content.length} bytes of application data in epoch 0`,
      );
      return 'untimely';
    }
    if (this.#state === 'handshaking') {
      if (this.#earlyData.length >= MOST_KEPT) return 'overflow';
      this.#earlyData.push({ content, frame });
      return 'kept';
    }
    // Whoever sends data has our last flight.
    this.#outbox.release();
    this.#deliver(content, frame);
    return 'taken';
  }

  #deliver(content: Uint8Array, frame: number | null): void {
    this.#log.tell({ kind: 'application-data', length: content.length });
    this.#ports.deliver(content, frame);
  }

  #onFragments(content: Uint8Array, { epoch, sequence }: WireRecord): RecordOutcome {
    const { fragments, deviations } = decodeFragments(content);
    this.#log.findAll(deviations);
    if (this.#state === 'established' && epoch > 0)
      return this.#onLateMessages(fragments.map(({ type }) => type));
    let outcome: RecordOutcome = 'taken';
    for (const fragment of fragments) {
      this.#realign(fragment, sequence);
      const result = this.#state === 'established' ? 'retransmitted' : this.#messages.add(fragment, epoch);
      if (result === 'retransmitted') this.#outbox.resend();
      if (result === 'taken') this.#nextFlightBegan();
      if (result === 'contradictory') {
        const text = `Fragments of message ${fragment.messageSequence} that contradict each other`;
        this.#log.find('dtls.fragment-contradictory', text);
        outcome = 'untimely';
      }
      if (result === 'refused') outcome = 'overflow';
    }
    return outcome;
  }

  /** While the first answer to a hello is awaited, its numbers are the server's affair within limits. */
  #realign({ type, messageSequence }: HandshakeFragment, recordSequence: number): void {
    if (!(this.#flow instanceof ClientHandshake) || !this.#flow.awaitsServerHello) return;
    const { restart, violations } = numbersOfAnswer(
      { type, messageSequence, recordSequence },
      {
        awaitedMessage: this.#messages.next,
        nextMessage: this.#outbox.nextMessage,
        nextRecord: this.#records.nextSequence(0),
      },
    );
    for (const [rule, text] of violations) this.#log.find(rule, text);
    if (restart) this.#messages.restartAt(messageSequence);
  }

  /** After the handshake: a repeated Finished asks for our last flight, anything else for another handshake, which we do not want. */
  #onLateMessages(types: readonly number[]): RecordOutcome {
    if (types.every(type => type === HandshakeType.finished)) {
      this.#outbox.resend();
      return 'taken';
    }
    this.#log.find('dtls.renegotiation', 'The peer wants to renegotiate');
    this.#alert(AlertLevel.warning, Alert.noRenegotiation);
    return 'untimely';
  }

  #act(received: ReceivedMessage): void {
    const epochOfIt = received.type === HandshakeType.finished ? 1 : 0;
    if (received.epoch !== epochOfIt) {
      const text = `Message of type ${received.type} in epoch ${received.epoch}`;
      this.#refuse(refusal(Alert.unexpectedMessage, text, 'dtls.message-epoch'));
      return;
    }
    const { message, deviations } = decodeHandshake(received, this.#flow.reading);
    this.#log.findAll(deviations);
    if (message === null) {
      this.#refuse(refusal(Alert.decodeError, `a message of type ${received.type} that cannot be read`));
      return;
    }
    this.#log.tell({ kind: 'message-received', messageSequence: received.messageSequence, message });
    const refused = this.#flow.take(received, this.#hooks.messageIn?.(message) ?? message);
    if (refused !== null) this.#refuse(refused);
  }

  #onAlert(content: Uint8Array, epoch: number): RecordOutcome {
    const [level = 0, description = 0] = content;
    if (content.length !== 2) {
      this.#log.find('dtls.alert-form', `An alert of ${content.length} bytes`);
      return 'untimely';
    }
    // Anybody can write into epoch 0 (RFC 6347 §4.1.2.7): once there are keys it says nothing.
    if (epoch === 0 && this.#state === 'established') return 'untimely';
    this.#log.tell({ kind: 'alert-received', level, description });
    if (description === Alert.closeNotify) {
      if (this.#state === 'established') this.#alert(AlertLevel.warning, Alert.closeNotify);
      this.#end('closed', { kind: 'closed', by: 'peer' });
    } else if (level === AlertLevel.fatal) {
      this.#fail('alert', `the peer says ${describeAlert(description)}`);
    }
    return 'taken';
  }

  #establish(agreement: Agreement): void {
    this.#agreement = agreement;
    this.#state = 'established';
    this.#transcript.clear();
    this.#log.tell({ kind: 'established', agreement });
    const early = this.#earlyData;
    this.#earlyData = [];
    for (const { content, frame } of early) {
      this.#outbox.release();
      this.#deliver(content, frame);
    }
  }

  #refuse({ alert, message, rule }: Refusal): void {
    if (rule !== null) this.#log.find(rule, message);
    this.#alert(AlertLevel.fatal, alert);
    this.#fail('refused', message);
  }

  #alert(level: number, description: number): void {
    this.#log.tell({ kind: 'alert-sent', level, description });
    this.#outbox.record(ContentType.alert, Uint8Array.of(level, description));
  }

  #fail(reason: FailureReason, message: string): void {
    this.#end('failed', { kind: 'failed', reason, message });
  }

  #end(state: 'failed' | 'closed', occurrence: AssociationOccurrence): void {
    this.#state = state;
    this.#outbox.release();
    this.#kept = [];
    this.#log.tell(occurrence);
  }
}
