import type { Clock, Timer } from '../clock/clock.ts';

export interface Repetition extends Timer {
  /** The next period begins now. */
  restart(): void;
}

/** Acts at the end of every `period` milliseconds until it is cancelled. */
export function repeat(clock: Clock, period: number, action: () => void): Repetition {
  let timer: Timer | null = null;
  const arm = () => {
    timer = clock.after(period, () => {
      action();
      arm();
    });
  };
  arm();
  return {
    restart() {
      timer?.cancel();
      arm();
    },
    cancel() {
      timer?.cancel();
      timer = null;
    },
  };
}
