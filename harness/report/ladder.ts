import { ContentType } from '../dtls/registry.ts';
import type { ControlEvent, ResultEvent } from '../record/events.ts';
import type { Frame } from '../record/frame.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import type { ReadRecord } from './dtls-decryption.ts';
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
  /** Control calls and events that belong to them. */
  readonly notes: number;
}
export type LadderRow = LadderArrow | LadderNote | LadderOmission;

export interface Ladder {
  /** Tester peers in order of appearance, then the SUT. */
  readonly lanes: readonly string[];
  readonly rows: readonly LadderRow[];
}

export interface LadderInput {
  readonly frames: readonly DecodedFrame[];
  readonly control: readonly ControlEvent[];
  readonly result: Pick<ResultEvent, 'checks'> | null;
  /** What the last lane is called: the name of the SUT. */
  readonly sut: string;
}

/** The message sequence of one purpose. */
export function ladderOf({ frames, control, result, sut }: LadderInput): Ladder {
  const checks = result?.checks ?? [];
  const judgedFrames = new Set(checks.map(({ frame }) => frame));
  const peers = [...new Set(frames.map(({ frame }) => frame.peer))];
  if (peers.length === 0) peers.push('tester');
  const carriers = new Set(frames.flatMap(({ frame: { within } }) => (within === undefined ? [] : [within])));
  // What DTLS protects is shown; the datagram that it came in says nothing more, unless it is something else than what was to be sent.
  const shown = frames.filter(
    ({ frame: { number }, records }) =>
      !carriers.has(number) || judgedFrames.has(number) || !carriesData(records ?? []),
  );
  const arrows = fold(shown).map(group => arrowOf(group, peers, checks));
  const calls = control.filter(event => event.kind !== 'answer').map(callNote);
  const rows = shorten(merge(arrows, calls), keptOf(arrows));
  return {
    lanes: [...peers.map(peer => visibleText(peer, 30)), `${visibleText(sut, 40)} (SUT)`],
    rows: [...rows, ...silenceNotes(checks)],
  };
}

/** Whether all records hold data of applications, as far as can be told. */
function carriesData(records: readonly ReadRecord[]): boolean {
  const data: readonly number[] = [ContentType.applicationData, ContentType.connectionId];
  return records.every(({ record, plaintext }) => data.includes(plaintext?.type ?? record.type));
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
    decodable: first.message !== null || first.frame.protocol === 'dtls',
    path: path?.effect ?? null,
    repeats: again.map(({ frame }) => ({ number: frame.number, at: frame.at })),
    failures: judging.filter(({ outcome }) => outcome === 'fail').map(failureText),
    passes: judging.filter(({ outcome }) => outcome === 'pass').length,
  };
}

/** The beginning, the end and every failing arrow. */
function keptOf(arrows: readonly LadderArrow[]): ReadonlySet<LadderArrow> {
  if (arrows.length <= MAX_ARROWS) return new Set(arrows);
  const keep = new Set<LadderArrow>(arrows.slice(-TAIL));
  for (const arrow of arrows.filter(({ failures }) => failures.length > 0))
    if (keep.size < MAX_ARROWS) keep.add(arrow);
  for (const arrow of arrows) if (keep.size < MAX_ARROWS) keep.add(arrow);
  return keep;
}

/** A call goes with the message that follows it: both are there, or both are counted. */
function shorten(
  rows: readonly (LadderArrow | LadderNote)[],
  keep: ReadonlySet<LadderArrow>,
): readonly LadderRow[] {
  const shown: LadderRow[] = [];
  let next = true;
  for (const row of rows.toReversed()) {
    if (row.kind === 'arrow') next = keep.has(row);
    const last = shown.at(-1);
    if (next) shown.push(row);
    else {
      const { arrows, notes } = last?.kind === 'omission' ? last : { arrows: 0, notes: 0 };
      if (last?.kind === 'omission') shown.pop();
      const [one, other] = row.kind === 'arrow' ? [1, 0] : [0, 1];
      shown.push({ kind: 'omission', arrows: arrows + one, notes: notes + other });
    }
  }
  return shown.toReversed();
}

/** What an omission says in its place. */
export function omissionText({ arrows, notes }: LadderOmission): string {
  return notes === 0
    ? `⋮ ${arrows} messages left out`
    : `⋮ ${arrows} messages and ${notes} control calls left out`;
}

function callNote({ at, kind, verb, detail }: ControlEvent): LadderNote {
  const text = detail === undefined || detail === null ? verb : `${verb} ${JSON.stringify(detail)}`;
  const who = kind === 'call' ? 'control calls' : 'SUT reports';
  return { kind: 'note', at, text: `${who} ${visibleText(text, 160)}`, failing: false };
}

/** By time; a call comes before what it caused at the same instant. */
function merge(
  arrows: readonly LadderArrow[],
  notes: readonly LadderNote[],
): readonly (LadderArrow | LadderNote)[] {
  const merged: (LadderArrow | LadderNote)[] = [];
  let next = 0;
  for (const arrow of arrows) {
    for (let note = notes[next]; note !== undefined && (note.at ?? 0) <= arrow.at; note = notes[next]) {
      merged.push(note);
      next += 1;
    }
    merged.push(arrow);
  }
  return [...merged, ...notes.slice(next)];
}

function silenceNotes(checks: readonly CheckResult[]): LadderNote[] {
  return checks
    .filter(({ outcome, frame }) => outcome === 'fail' && frame === null)
    .map(check => ({ kind: 'note', at: null, text: failureText(check), failing: true }));
}

function failureText({ expected, received }: CheckResult): string {
  return `expected ${visibleText(expected, 120)}; received ${visibleText(received, 120)}`;
}
