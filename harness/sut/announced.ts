import type { Clock, Timer } from '../clock/clock.ts';

const QUIET_SPAN = 2_000;
const REPEAT_SPAN = 10_000;

/** Waits for work, and says what it waits for when that takes longer than two seconds, and again every ten. */
export async function announced<T>(
  what: string,
  work: Promise<T>,
  { clock, progress }: { readonly clock: Clock; readonly progress: (line: string) => void },
): Promise<T> {
  const started = clock.now();
  let timer: Timer;
  const tell = (): void => {
    progress(`${what} (${Math.round((clock.now() - started) / 1000)} s)`);
    timer = clock.after(REPEAT_SPAN, tell);
  };
  timer = clock.after(QUIET_SPAN, tell);
  try {
    return await work;
  } finally {
    timer.cancel();
  }
}
