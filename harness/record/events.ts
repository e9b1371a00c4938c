import type { CellSecurity } from '../verdict/cell-security.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import type { Ics } from '../verdict/ics.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Applicability, Disposition, Verdict } from '../verdict/verdict.ts';
import type { Frame } from './frame.ts';

/** What one SUT × security × transport × version is, as the record and the reports name it. */
export interface CellDescription {
  readonly id: CellId;
  readonly sut: {
    readonly name: string;
    readonly vendor: string;
    readonly version: string;
    readonly role: Role;
  };
  readonly security: CellSecurity;
  readonly transport: 'udp';
  readonly lwm2m: CellVersion;
  readonly time: 'virtual' | 'real';
  /** What the SUT file claims; keys that are absent are unset. Absent in records from before it was recorded. */
  readonly ics?: Ics;
  /** Object definition files that it decodes with; absent when there is none. */
  readonly objectFiles?: readonly {
    readonly path: string;
    readonly sha256: string;
    /** Ids of the objects in it. */
    readonly objects: readonly number[];
  }[];
}

/** First line of run.ndjson. */
export interface HeaderEvent {
  readonly type: 'header';
  readonly schema: 'touchstone/run@1';
  readonly runId: string;
  readonly tool: {
    readonly name: string;
    readonly version: string;
    readonly node: string;
    readonly platform: string;
  };
  readonly startedAt: string;
  readonly seed: number;
  /** Hash over cells and purposes (ids and revisions): two runs with the same hash ran the same plan. */
  readonly planHash: string;
  /** True when the user narrowed the selection (`--only`): such a run never counts as a complete one. */
  readonly partial: boolean;
  readonly command: readonly string[];
  readonly cells: readonly CellDescription[];
}

/** One purpose of one cell, with the reason why it runs or does not. */
export interface PlanEvent {
  readonly type: 'plan';
  readonly cell: CellId;
  readonly purpose: PurposeDeclaration;
  readonly applicability: Applicability;
  /** In words: the ICS expression with its values, or the missing control verb. */
  readonly why: string;
  /** True when it is going to be run. An `undetermined` purpose runs when its level is must. */
  readonly runs: boolean;
}

/** The SUT is up and its control answered (or there is none). */
export interface CellStartedEvent {
  readonly type: 'cell-started';
  readonly cell: CellId;
  readonly at: string;
  /** What the SUT says it is, null without control. */
  readonly product: { readonly name: string; readonly version: string } | null;
  readonly verbs: readonly string[];
}

export interface PurposeStartedEvent {
  readonly type: 'purpose-started';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  readonly at: string;
}

export interface FrameEvent {
  readonly type: 'frame';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  readonly frame: Frame;
}

/** One call of a control verb, or one event the SUT reported. */
export interface ControlEvent {
  readonly type: 'control';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  readonly at: number;
  readonly kind: 'call' | 'answer' | 'event';
  readonly verb: string;
  readonly detail: unknown;
}

/** Master secret of an association of the tester's: with it anybody can read the DTLS datagrams of that record. */
export interface SecretsEvent {
  readonly type: 'secrets';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  /** Random of the ClientHello that it belongs to, 32 bytes in hex. */
  readonly clientRandom: string;
  /** 48 bytes in hex. */
  readonly master: string;
}

/** What the wire showed of a capability that the ICS has a key for. */
export interface CapabilityEvent {
  readonly type: 'capability';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  readonly key: string;
  /** Whether it showed that the SUT has it, or that it has not. */
  readonly shown: boolean;
  /** In words: `the Register lists /5/0`. */
  readonly words: string;
  /** Number of the frame that shows it, in the record of that purpose. */
  readonly frame: number | null;
}

/** What the SUT did wrong between messages while a purpose ran, whatever that purpose is about: noted, never a verdict. */
export interface RecordedFinding {
  /** Stable: `matching.unknown-token`. */
  readonly code: string;
  /** `must` breaks a rule, `should` does not follow an advice. */
  readonly level: 'must' | 'should';
  /** In a sentence, with the values seen. */
  readonly message: string;
  /** For example `RFC 7252 §5.3.2`. */
  readonly clause: string;
  /** Number of the frame that shows it. */
  readonly frame: number | null;
}

/** One line that a SUT wrote, cut where it is long, without what is not printable. */
export interface WrittenLine {
  /** `control`: what came over the control channel and was no message. A container writes all to `stdout`. */
  readonly source: 'stdout' | 'stderr' | 'control';
  readonly text: string;
}

export interface ResultEvent {
  readonly type: 'result';
  readonly cell: CellId;
  readonly purpose: PurposeId;
  readonly verdict: Verdict;
  readonly applicability: Applicability;
  /** Why there is no pass when no check says so (preamble, twin, crash); null otherwise. */
  readonly reason: ReasonCode | null;
  /** The same in a sentence, null when the checks say it all. */
  readonly message: string | null;
  /** What a SUT that died wrote last, oldest first; absent when it did not die, or wrote nothing. No part of any verdict. */
  readonly lastWords?: readonly WrittenLine[];
  readonly checks: readonly CheckResult[];
  /** In order of arrival; absent when there is none. */
  readonly findings?: readonly RecordedFinding[];
  /** Endpoint name used, so that SUT logs can be matched; null where none was. */
  readonly endpoint: string | null;
  readonly durationMs: number;
  /** Against the baseline; null on an ordinary pass. Set when the run is concluded. */
  readonly disposition: Disposition | null;
}

export interface CellEndedEvent {
  readonly type: 'cell-ended';
  readonly cell: CellId;
  readonly at: string;
  readonly outcome: 'completed' | 'interrupted' | 'failed';
}

/** A tool-level problem, never a judgement on the SUT. */
export interface DiagnosticEvent {
  readonly type: 'diagnostic';
  readonly cell: CellId | null;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exitCode: number;
}

/** A baseline entry that matched nothing in this run. */
export interface StaleEvent {
  readonly type: 'stale';
  readonly cell: CellId;
  readonly subject: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

/** Last line of run.ndjson. A file without it is a truncated run. */
export interface FooterEvent {
  readonly type: 'footer';
  readonly verdicts: Record<'pass' | 'inconclusive' | 'fail' | 'error', number>;
  readonly applicability: Record<Applicability, number>;
  readonly checks: number;
  readonly unexpected: number;
  readonly durationMs: number;
  readonly exitCode: number;
}

export type RunEvent =
  | HeaderEvent
  | PlanEvent
  | CellStartedEvent
  | PurposeStartedEvent
  | FrameEvent
  | ControlEvent
  | SecretsEvent
  | CapabilityEvent
  | ResultEvent
  | CellEndedEvent
  | DiagnosticEvent
  | StaleEvent
  | FooterEvent;
