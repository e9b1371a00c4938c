import { clientMutant, clientVariant, type Mutant, type Subject, serverMutant } from '../../mutant/mutant.ts';
import { declaration } from '../../run/testing/sample.ts';
import type { CheckId, PurposeId } from '../../verdict/ids.ts';
import type { ReasonCode } from '../../verdict/reason-code.ts';
import type { QualificationDocument } from '../qualification.schema.ts';
import { concludeQualification, type QualificationInput } from '../qualification.ts';
import { qualificationDocument } from '../qualification-document.ts';
import type { FailedCheck, Trial, Tried } from '../trial.ts';

/** Purposes, mutants and trials by hand, for what is concluded from them and how it is shown. */

const hooks = { messageOut: () => null };

export const READ = declaration('management.bv.read', {
  title: 'answers a Read with a value',
  requirements: ['HLF-027'],
});
export const REFUSE = declaration('management.bi.refuse', {
  title: 'refuses a Write',
  requirements: ['HLF-032', 'HLF-027'],
  twin: READ.id,
});
export const ANSWER = declaration('registration.bv.answer', { role: 'server', requirements: ['HLF-019'] });
export const PURPOSES = [READ, REFUSE, ANSWER];

export function mutant(id: string, kills: Mutant['kills'], rest: Partial<Mutant> = {}): Mutant {
  const input = { id, defect: `does ${id} wrong`, requirement: 'HLF-027', kills, ...rest } as const;
  return id.startsWith('server') ? serverMutant(input, hooks) : clientMutant(input, hooks);
}

export const READS_WRONG = mutant('client-reads-wrong', { 'management.bv.read/value': 'value.unexpected' });
export const WRITES_ALL = mutant(
  'client-writes-all',
  { 'management.bi.refuse/code': 'code.unexpected', 'management.bi.refuse/unchanged': 'state.changed' },
  { requirement: 'HLF-032', source: 'wakaama#205' },
);
export const ANSWERS_WRONG = mutant(
  'server-answers-wrong',
  { 'registration.bv.answer/code': 'code.unexpected' },
  { requirement: 'HLF-019' },
);
export const SLOW = clientVariant(
  { id: 'client-slow', difference: 'answers slowly', clause: 'RFC 7252 §5.2.2' },
  hooks,
);
export const SUBJECTS: readonly Subject[] = [READS_WRONG, WRITES_ALL, ANSWERS_WRONG, SLOW];

export function failed(id: string, reason: ReasonCode, level: FailedCheck['level'] = 'must'): FailedCheck {
  return { id: id as CheckId, level, reason, expected: 'one thing', received: 'another' };
}

/** What a purpose said; without failed checks it passed. */
export function said(
  purpose: PurposeId,
  failures: readonly FailedCheck[] = [],
  rest: Partial<Tried> = {},
): Tried {
  return {
    purpose,
    verdict: failures.some(({ level }) => level === 'must') ? 'fail' : 'pass',
    ...{ reason: null, message: null, failed: failures, findings: [] },
    checks: [...new Set([`${purpose}/steady` as CheckId, ...failures.map(({ id }) => id)])],
    ...rest,
  };
}

export function trial({ id }: Subject, ...tried: readonly Tried[]): Trial {
  return { subject: id, tried, durationMs: 12 };
}

/** Trials in which everything is as it should be. */
export const GOOD_TRIALS: readonly Trial[] = [
  trial(
    READS_WRONG,
    said(READ.id, [failed('management.bv.read/value', 'value.unexpected')]),
    said(REFUSE.id),
  ),
  trial(
    WRITES_ALL,
    said(READ.id),
    said(REFUSE.id, [
      failed('management.bi.refuse/code', 'code.unexpected'),
      failed('management.bi.refuse/unchanged', 'state.changed'),
    ]),
  ),
  trial(ANSWERS_WRONG, said(ANSWER.id, [failed('registration.bv.answer/code', 'code.unexpected')])),
  trial(SLOW, said(READ.id), said(REFUSE.id)),
];

export function input(rest: Partial<QualificationInput> = {}): QualificationInput {
  return { subjects: SUBJECTS, purposes: PURPOSES, trials: GOOD_TRIALS, broken: [], partial: false, ...rest };
}

/** The good trials, some of them replaced. */
export function withTrials(...changed: readonly Trial[]): readonly Trial[] {
  return GOOD_TRIALS.map(good => changed.find(({ subject }) => subject === good.subject) ?? good);
}

/** Trials in which everything goes wrong that can, with `text` wherever a peer has a say. */
export function badInput(text: string): QualificationInput {
  const endless = mutant('client-endless', { 'management.bv.read/value': 'value.unexpected' });
  return input({
    subjects: [...SUBJECTS, endless],
    trials: withTrials(
      trial(
        READS_WRONG,
        said(READ.id, [], { checks: ['management.bv.read/value' as CheckId] }),
        said(REFUSE.id),
      ),
      trial(
        WRITES_ALL,
        said(READ.id, [failed('management.bv.read/value', 'value.unexpected')]),
        said(REFUSE.id, [{ ...failed('management.bi.refuse/code', 'response.missing'), received: text }]),
      ),
      trial(
        ANSWERS_WRONG,
        said(ANSWER.id, [], { verdict: 'error', reason: 'purpose.crashed', message: text }),
      ),
      trial(SLOW, said(READ.id, [{ ...failed('management.bv.read/value', 'timing.late'), received: text }])),
    ),
    broken: [{ subject: endless.id, purpose: null, reason: 'trial.hung', message: text }],
  });
}

export function documentOf(order: QualificationInput, only: readonly string[] = []): QualificationDocument {
  return qualificationDocument(concludeQualification(order), {
    tool: { name: 'touchstone', version: '0.1.0', node: 'v24.0.0', platform: 'linux-x64' },
    startedAt: '2026-01-01T00:00:00.000Z',
    only,
    durationMs: 1234,
  });
}
