import fc from 'fast-check';
import { expectNotifications } from '../expect-notifications.ts';
import { idealSchedule } from '../ideal-schedule.ts';
import type { Notified, ObservationInput } from '../observation-input.ts';

/** Changes a schedule by a little, so that it stays near the edge of what is accepted. */
export type Disturbance = readonly [kind: 'shift' | 'drop' | 'copy' | 'value', place: number, by: number];

export const anyDisturbances = fc.array(
  fc.tuple(fc.constantFrom('shift', 'drop', 'copy', 'value'), fc.nat(30), fc.integer({ min: -3, max: 3 })),
  { maxLength: 3 },
) as fc.Arbitrary<Disturbance[]>;

function disturbed(
  schedule: readonly Notified[],
  changes: readonly Disturbance[],
  horizon: number,
): Notified[] {
  let result = [...schedule];
  for (const [kind, place, by] of changes) {
    const index = place % Math.max(1, result.length);
    const chosen = result[index] ?? { at: place * 1000, value: BigInt(Math.abs(by)) };
    const at = Math.min(Math.max(1000, chosen.at + by * 1000), horizon - 1000);
    const replacement = kind === 'value' ? { ...chosen, value: BigInt(Math.abs(by)) } : { ...chosen, at };
    const added = kind === 'drop' ? [] : [replacement];
    result = result.toSpliced(index, kind === 'copy' ? 0 : 1, ...added);
  }
  return result.sort((a, b) => a.at - b.at);
}

/** What an ideal client of some reading sends, disturbed. */
export function scheduleOf(
  input: ObservationInput,
  reading: number,
  changes: readonly Disturbance[],
): Notified[] {
  const expectation = expectNotifications(input);
  const course = expectation.courses[reading % expectation.courses.length];
  const ideal = course === undefined ? [] : idealSchedule(expectation, course);
  return disturbed(ideal, changes, input.horizon);
}
