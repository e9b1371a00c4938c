import type { RuleId } from '../rules.ts';
import type { Question, Reading } from './reading.ts';

export type FindingCode =
  | 'notification.missing'
  | 'notification.late'
  | 'notification.early'
  | 'notification.unexpected'
  | 'notification.value';

/** One way in which notifications differ from what every reading of the texts asks for. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: 'must' | 'should';
  /** In a sentence, with times in milliseconds after the first answer. */
  readonly message: string;
  readonly rule: RuleId;
  readonly clause: string;
  /** When it came, or when it should have come at the latest, on the clock of the caller. */
  readonly at: number;
  /** Index of the notification, without the first answer; null for one that did not come. */
  readonly notification: number | null;
}

/** The answers to an open question by which what was seen can be explained. */
export interface QuestionAnswers {
  readonly question: Question;
  readonly answers: readonly Reading[Question][];
}

export interface ScheduleJudgement {
  /** Empty: there is a reading of the texts that asks for exactly these notifications. */
  readonly findings: readonly Finding[];
  /** How the client reads what the texts leave open: to be recorded, never judged. */
  readonly readings: readonly QuestionAnswers[];
}
