import type { Clock } from '../clock/clock.ts';

/** In real time nothing tells that what is awaited can never happen; a purpose that takes this long waits for that, milliseconds. */
export const LONGEST_PURPOSE = 25 * 60 * 1000;

/** The purpose has not come to an end in the time that any purpose may take. */
export class PurposeOverdue extends Error {
  constructor(limit: number) {
    super(`the purpose has not come to an end within ${limit / 1000} s`);
    this.name = 'PurposeOverdue';
  }
}

/** Resolves as the work does. @throws PurposeOverdue when it takes longer than `limit` milliseconds; whatever the work throws. */
export async function withinLimit<T>(work: () => Promise<T>, limit: number, clock: Clock): Promise<T> {
  const overdue = Promise.withResolvers<never>();
  const timer = clock.after(limit, () => overdue.reject(new PurposeOverdue(limit)));
  try {
    return await Promise.race([work(), overdue.promise]);
  } finally {
    timer.cancel();
  }
}
