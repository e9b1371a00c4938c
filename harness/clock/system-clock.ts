import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Timer } from './clock.ts';

/** Wall time, for SUTs that live in it. Timers do not keep the process alive by themselves. */
export class SystemClock implements Clock {
  now(): number {
    return performance.now();
  }

  after(milliseconds: number, callback: () => void): Timer {
    const handle = setTimeout(callback, milliseconds);
    return { cancel: () => clearTimeout(handle) };
  }

  async wait(milliseconds: number): Promise<void> {
    await delay(milliseconds);
  }
}
