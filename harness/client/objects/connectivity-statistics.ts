import type { Timer } from '../../clock/clock.ts';
import { integerAt } from '../data-model.ts';
import type { Device, DeviceObject } from '../device-object.ts';
import { type Initiated, newInstance } from '../new-instance.ts';

/** Bytes of the headers of IPv4 and UDP, which count. */
const HEADERS = 28;
const KILOBYTE = 1024;
const COUNTERS = [2, 3, 4, 5];

/** Object 7: how much the device has sent and received (TS 1.0 E.8). It counts what really passes its socket. */
export const connectivityStatistics: DeviceObject = {
  id: 7,
  instances(device, definition) {
    const collection = new Collection(device);
    const resources = {
      0: 0n,
      1: 0n,
      2: counted(() => collection.sent / KILOBYTE),
      3: counted(() => collection.received / KILOBYTE),
      4: counted(() => collection.largest),
      5: counted(() => (collection.messages === 0 ? 0 : collection.octets / collection.messages)),
      6: { execution: { run: () => collection.start() } },
      7: { execution: { run: () => collection.stop() } },
      8: 0n,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

/** What has passed since the last Start, until Stop or the end of the Collection Period. */
class Collection {
  sent = 0;
  received = 0;
  largest = 0;
  messages = 0;
  octets = 0;
  readonly #device: Device;
  #forget: () => void = () => {};
  #end: Timer | null = null;

  constructor(device: Device) {
    this.#device = device;
  }

  start(): void {
    this.stop();
    Object.assign(this, { sent: 0, received: 0, largest: 0, messages: 0, octets: 0 });
    const { model, clock } = this.#device;
    this.#forget = this.#device.onTraffic((direction, size) => this.#count(direction, size));
    const seconds = integerAt(model, [7, 0, 8]);
    if (seconds > 0) this.#end = clock.after(seconds * 1000, () => this.stop());
    for (const counter of COUNTERS) model.touched(7, 0, counter);
  }

  /** What was counted stays. */
  stop(): void {
    this.#forget();
    this.#end?.cancel();
  }

  #count(direction: 'sent' | 'received', size: number): void {
    this[direction] += size + HEADERS;
    this.largest = Math.max(this.largest, size);
    this.messages += 1;
    this.octets += size;
  }
}

function counted(count: () => number): Initiated {
  return { current: () => ({ single: BigInt(Math.floor(count())) }) };
}
