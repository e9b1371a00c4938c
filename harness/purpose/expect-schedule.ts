import type {
  Expectation as ExpectedNotifications,
  FindingCode,
  Notified,
  ScheduleJudgement,
} from '../lwm2m/attributes/oracle/oracle.ts';
import { judge } from '../lwm2m/attributes/oracle/oracle.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Expectation } from './expectation.ts';

/** A notification as a purpose has seen it, for the oracle. */
export interface SeenNotification extends Notified {
  readonly frame: number | null;
}

const REASONS: Readonly<Record<FindingCode, ReasonCode>> = {
  'notification.early': 'timing.early',
  'notification.late': 'timing.late',
  'notification.missing': 'message.missing',
  'notification.unexpected': 'message.unexpected',
  'notification.value': 'value.unexpected',
};

const MOST_TOLD = 5;

/**
 * The notifications are those that the attributes ask for (docs/write-attributes.md), by one reading of what the texts leave
 * open; which one is told. Where only inferred rules are broken, the check fails as a should check.
 */
export function notifiesAs(expected: ExpectedNotifications): Expectation<readonly SeenNotification[]> {
  const { first } = expected.input;
  return {
    expected: 'the notifications that the attributes ask for, and no others',
    judge: seen => {
      const { findings, readings } = judge(expected, seen);
      const worst = findings.find(({ level }) => level === 'must') ?? findings[0];
      const open = reads(readings);
      if (worst === undefined) return { pass: true, received: `${told(seen, first.at)}${open}` };
      const failure = {
        pass: false,
        received: `${listed(findings.map(({ message, clause }) => `${message} (${clause})`))}${open}`,
        reason: REASONS[worst.code],
        frame: (worst.notification === null ? undefined : seen[worst.notification]?.frame) ?? null,
      } as const;
      return worst.level === 'should' ? { ...failure, level: 'should' } : failure;
    },
  };
}

/** The first of them: a client that never pauses gives rise to thousands. */
function listed(findings: readonly string[]): string {
  const left = findings.length - MOST_TOLD;
  return `${findings.slice(0, MOST_TOLD).join('; ')}${left > 0 ? `; and ${left} more` : ''}`;
}

function told(seen: readonly SeenNotification[], start: number): string {
  const times = seen.map(({ at }) => `${((at - start) / 1000).toFixed(3)} s`);
  return times.length === 0 ? 'no notification' : `after ${times.join(', ')}`;
}

/** How the client reads what is open, as far as this could be seen. */
function reads(readings: ScheduleJudgement['readings']): string {
  const known = readings.map(({ question, answers }) => `${question}: ${answers.join(' or ')}`);
  return known.length === 0 ? '' : `; read as ${known.join(', ')}`;
}
