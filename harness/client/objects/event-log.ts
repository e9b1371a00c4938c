import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

const RUNNING = 0;
const STOPPED = 1;
const VALID_DATA = 2;
/** Octets that the log holds; the oldest lines go first. */
const CAPACITY = 1024;
/** Argument of LogStart that goes on with what is there, and of LogStop that drops it. */
const OTHERWISE = /(^|,)0='1'/;

/** Object 20: what changes in the device, and when it starts anew, between LogStart and LogStop (LwM2M Event Log 1.0). */
export const eventLog: DeviceObject = {
  id: 20,
  instances(device, definition) {
    const log = new Log();
    const { model, time } = device;
    const touched = (): void => {
      for (const resource of [4013, 4014]) model.touched(20, 0, resource);
    };
    const note = (event: string): void => {
      if (log.add(`${time.now()} ${event}\n`)) touched();
    };
    device.join({ rebooting: () => note('reboot') });
    model.listen({
      changed: path => {
        if (path[0] !== 20) note(`/${path.join('/')}`);
      },
    });
    const run = (running: boolean) => (argument: string | null) => {
      log.run(running, OTHERWISE.test(argument ?? ''));
      touched();
    };
    const resources = {
      4010: 0n,
      4011: { execution: { run: run(true) } },
      4012: { execution: { run: run(false) } },
      4013: { current: () => ({ single: BigInt(log.status) }) },
      4014: { current: () => ({ single: log.data }) },
      4015: 0n,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

class Log {
  #running = false;
  #lines: string[] = [];

  get status(): number {
    return (this.#running ? RUNNING : STOPPED) + (this.#lines.length === 0 ? 0 : VALID_DATA);
  }

  get data(): Uint8Array {
    return Buffer.from(this.#lines.join(''));
  }

  /** Starts with nothing, and stops with all that is there, unless it is told otherwise. */
  run(running: boolean, otherwise: boolean): void {
    this.#running = running;
    if (running !== otherwise) this.#lines = [];
  }

  /** False where it is not running. */
  add(line: string): boolean {
    if (!this.#running) return false;
    this.#lines.push(line);
    while (this.data.length > CAPACITY) this.#lines.shift();
    return true;
  }
}
