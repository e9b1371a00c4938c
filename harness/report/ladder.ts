import type { ControlEvent, ResultEvent } from '../record/events.ts';
import type { Frame } from '../record/frame.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import { type DecodedFrame, decodeFrame } from './decoded-frame.ts';
import { visibleText } from './visible-text.ts';

/** Longest ladder that anybody reads; what is left out is counted in its place. */
export const MAX_ARROWS = 400;
const TAIL = 100;
/** RFC 7252 §4.8.2: until then the same message id means the same message. */
const EXCHANGE_LIFETIME_MS = 247_000;

export interface LadderArrow {
  readonly kind: 'arrow';
  readonly number: number;
  /** Milliseconds since the purpose started. */
  readonly at: number;
  /** Indexes into the lanes. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly decodable: boolean;
  /** What the tester's path did to it; null for one that passed as it should. */
  readonly path: NonNullable<Frame['path']>['effect'] | null;
  /** The same datagram seen again: retransmissions and duplicates, folded into this arrow. */
  readonly repeats: readonly { readonly number: number; readonly at: number }[];
  /** Failed checks that judge this datagram (or one of its repeats), as `expected …; received …`. */
  readonly failures: readonly string[];
  readonly passes: number;
}
/** A control call, or a failed check that judges silence. */
export interface LadderNote {
  readonly kind: 'note';
  readonly at: number | null;
  readonly text: string;
  readonly failing: boolean;
}
export interface LadderOmission {
  readonly kind: 'omission';
  readonly arrows: number;
}
export type LadderRow = LadderArrow | LadderNote | LadderOmission;

export interface Ladder {
  /** Tester peers in order of appearance, then the SUT. */
  readonly lanes: readonly string[];
  readonly rows: readonly LadderRow[];
}

export interface LadderInput {
  readonly frames: readonly Frame[];
  readonly control: readonly ControlEvent[];
  readonly result: Pick<ResultEvent, 'checks'> | null;
  /** What the last lane is called: the name of the SUT. */
  readonly sut: string;
}

/** The message sequence of one purpose. */
export function ladderOf({ frames, control, result, sut }: LadderInput): Ladder {
  const checks = result?.checks ?? [];
  const peers = [...new Set(frames.map(frame => frame.peer))];
  if (peers.length === 0) peers.push('tester');
  const arrows = fold(frames.map(decodeFrame)).map(group => arrowOf(group, peers, checks));
  const calls = control.filter(event => event.kind !== 'answer').map(callNote);
  const rows = merge(shorten(arrows), calls);
  return {
    lanes: [...peers.map(peer => visibleText(peer, 30)), `${visibleText(sut, 40)} (SUT)`],
    rows: [...rows, ...silenceNotes(checks)],
  };
}

type Group = readonly [DecodedFrame, ...DecodedFrame[]];

/** The same bytes on the same path are one message; bytes that are no CoAP have no identity and stay apart. */
function fold(frames: readonly DecodedFrame[]): Group[] {
  const groups: [DecodedFrame, ...DecodedFrame[]][] = [];
  const latest = new Map<string, [DecodedFrame, ...DecodedFrame[]]>();
  for (const decoded of frames) {
    const { direction, peer, remote, hex, at, path } = decoded.frame;
    const key = `${direction} ${peer} ${remote} ${path?.effect ?? ''} ${hex}`;
    const known = latest.get(key);
    if (known !== undefined && decoded.message !== null && at - known[0].frame.at < EXCHANGE_LIFETIME_MS) {
      known.push(decoded);
      continue;
    }
    const group: [DecodedFrame, ...DecodedFrame[]] = [decoded];
    groups.push(group);
    latest.set(key, group);
  }
  return groups;
}

function arrowOf(
  [first, ...again]: Group,
  peers: readonly string[],
  checks: readonly CheckResult[],
): LadderArrow {
  const { number, at, direction, peer, path } = first.frame;
  const numbers = new Set([number, ...again.map(({ frame }) => frame.number)]);
  const judging = checks.filter(({ frame }) => frame !== null && numbers.has(frame));
  const tester = peers.indexOf(peer);
  const sut = peers.length;
  return {
    kind: 'arrow',
    number,
    at,
    from: direction === 'sent' ? tester : sut,
    to: direction === 'sent' ? sut : tester,
    label: first.label,
    decodable: first.message !== null,
    path: path?.effect ?? null,
    repeats: again.map(({ frame }) => ({ number: frame.number, at: frame.at })),
    failures: judging.filter(({ outcome }) => outcome === 'fail').map(failureText),
    passes: judging.filter(({ outcome }) => outcome === 'pass').length,
  };
}

/** Keeps the beginning, the end and every failing arrow. */
function shorten(arrows: readonly LadderArrow[]): (LadderArrow | LadderOmission)[] {
  if (arrows.length <= MAX_ARROWS) return [...arrows];
  const keep = new Set<LadderArrow>(arrows.slice(-TAIL));
  for (const arrow of arrows.filter(({ failures }) => failures.length > 0))
    if (keep.size < MAX_ARROWS) keep.add(arrow);
  for (const arrow of arrows) if (keep.size < MAX_ARROWS) keep.add(arrow);
  const rows: (LadderArrow | LadderOmission)[] = [];
  for (const arrow of arrows) {
    const last = rows.at(-1);
    if (keep.has(arrow)) rows.push(arrow);
    else if (last?.kind === 'omission') rows.splice(-1, 1, { kind: 'omission', arrows: last.arrows + 1 });
    else rows.push({ kind: 'omission', arrows: 1 });
  }
  return rows;
}

function callNote({ at, kind, verb, detail }: ControlEvent): LadderNote {
  const text = detail === undefined || detail === null ? verb : `${verb} ${JSON.stringify(detail)}`;
  const who = kind === 'call' ? 'control calls' : 'SUT reports';
  return { kind: 'note', at, text: `${who} ${visibleText(text, 160)}`, failing: false };
}

/** By time; a call comes before what it caused at the same instant. */
function merge(rows: readonly (LadderArrow | LadderOmission)[], notes: readonly LadderNote[]): LadderRow[] {
  const merged: LadderRow[] = [];
  const waiting = [...notes];
  for (const row of rows) {
    while (row.kind === 'arrow' && waiting[0] !== undefined && (waiting[0].at ?? 0) <= row.at) {
      merged.push(...waiting.splice(0, 1));
    }
    merged.push(row);
  }
  return [...merged, ...waiting];
}

function silenceNotes(checks: readonly CheckResult[]): LadderNote[] {
  return checks
    .filter(({ outcome, frame }) => outcome === 'fail' && frame === null)
    .map(check => ({ kind: 'note', at: null, text: failureText(check), failing: true }));
}

function failureText({ expected, received }: CheckResult): string {
  return `expected ${visibleText(expected, 120)}; received ${visibleText(received, 120)}`;
}
