/** The oracle of Write-Attributes: what notifications attributes ask for, and what is wrong with those that came. */
export { type Expectation, expectNotifications } from './expect-notifications.ts';
export type { Finding, FindingCode, QuestionAnswers, ScheduleJudgement } from './finding.ts';
export { idealSchedule } from './ideal-schedule.ts';
export { judge } from './judge.ts';
export type {
  AttributeWrite,
  Notified,
  ObservationInput,
  TimedValue,
  TimingTolerance,
} from './observation-input.ts';
export type { Question, Reading } from './reading.ts';
export { type Window, type WindowStatus, windowsAfter } from './windows.ts';
