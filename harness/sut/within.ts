import type { Clock } from '../clock/clock.ts';

/** Whether an event comes within a span of milliseconds. Leaves no timer behind. */
export async function within(span: number, event: Promise<unknown>, clock: Clock): Promise<boolean> {
  const elapsed = Promise.withResolvers<false>();
  const timer = clock.after(span, () => elapsed.resolve(false));
  try {
    return await Promise.race([event.then(() => true), elapsed.promise]);
  } finally {
    timer.cancel();
  }
}
