import type { Clock } from '../../clock/clock.ts';
import type { Deviation } from '../../coap/message/deviation.ts';
import type { WireRecord } from '../record/record-header.ts';
import type { AssociationEvent, AssociationOccurrence, RecordOutcome } from './association-event.ts';
import { type DtlsFindingCode, dtlsViolation } from './finding.ts';

/** Tells what happens in an association: when, and by which datagram. */
export class EventLog {
  readonly #clock: Clock;
  readonly #listener: (event: AssociationEvent) => void;
  #frame: number | null = null;

  constructor(clock: Clock, listener: (event: AssociationEvent) => void) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** What is told during `work` was brought about by the datagram of that number. */
  during(frame: number | null, work: () => void): void {
    this.#frame = frame;
    work();
    this.#frame = null;
  }

  tell(occurrence: AssociationOccurrence, frame: number | null = this.#frame): void {
    this.#listener({ at: this.#clock.now(), frame, ...occurrence });
  }

  record(
    { type, epoch, sequence, fragment }: WireRecord,
    outcome: RecordOutcome,
    frame: number | null,
  ): void {
    const { length } = fragment;
    this.tell({ kind: 'record-received', type, epoch, sequence, length, outcome }, frame);
  }

  find(code: DtlsFindingCode, message: string): void {
    this.tell({ kind: 'finding', ...dtlsViolation(code, message) });
  }

  findAll(deviations: readonly Deviation[]): void {
    for (const { code, message, clause, level } of deviations)
      this.tell({ kind: 'finding', code, message, clause, level });
  }
}
