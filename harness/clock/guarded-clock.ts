import type { Clock } from './clock.ts';

/** A clock whose callbacks cannot take down whoever fires them: what one throws is told, once, to `onFault`. */
export function guardedClock(clock: Clock, onFault: (fault: unknown) => void): Clock {
  return {
    now: () => clock.now(),
    after: (delay, callback) =>
      clock.after(delay, () => {
        try {
          callback();
        } catch (fault) {
          onFault(fault);
        }
      }),
    wait: delay => clock.wait(delay),
  };
}
