import { SystemClock } from '../clock/system-clock.ts';
import type { SutPort } from '../purpose/cell-port.ts';
import { COMMON_VERBS, ROLE_VERBS } from '../sut/control-contract.ts';
import type { Ixit, SutDescriptor } from '../sut/descriptor.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import { type RunningSut, type Sut, sutOf } from '../sut/sut.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { CellOrder, FromCell } from './cell-messages.ts';
import { speaking } from './speaking.ts';
import { uncontrolled } from './uncontrolled.ts';

type Up = Omit<Extract<FromCell, { type: 'up' }>, 'type'>;

/** The SUT of one cell through its life: launched, launched again when it dies, stopped once. */
export class SutOfCell {
  readonly #descriptor: SutDescriptor;
  readonly #sut: Sut;
  readonly #version: CellVersion;
  readonly #runId: string;
  #launchedBefore: boolean;
  readonly #onProgress: (line: string) => void;
  readonly #abort = new AbortController();
  #running: Promise<RunningSut> | null = null;

  /** @throws ConfigurationError when the SUT file is wrong. */
  constructor(order: CellOrder, onProgress: (line: string) => void) {
    this.#descriptor = loadDescriptor(order.descriptor);
    this.#sut = sutOf(this.#descriptor);
    this.#version = order.cell.lwm2m;
    this.#runId = order.runId;
    this.#launchedBefore = order.launchedBefore;
    this.#onProgress = onProgress;
  }

  /** What the tester must know about it. */
  get ixit(): Ixit {
    return this.#descriptor.ixit;
  }

  /** Brings it up. @throws SutUnavailableError, ConfigurationError. */
  async launch(): Promise<Up> {
    if (this.#sut.kind === 'in-process') {
      return { product: null, verbs: [...COMMON_VERBS, ...ROLE_VERBS[this.#descriptor.role]] };
    }
    const { hello } = await this.#alive();
    return hello === null
      ? { product: null, verbs: uncontrolled(this.#descriptor.launch).verbs }
      : { product: hello.product, verbs: hello.verbs };
  }

  /** The SUT, alive. @throws SutUnavailableError when it died and cannot be brought up again. */
  async port(): Promise<SutPort> {
    if (this.#sut.kind === 'in-process') return { kind: 'in-process' };
    const running = await this.#alive();
    const { role, lwm2m, launch } = this.#descriptor;
    const control = running.control ?? uncontrolled(launch).channel;
    const mustBeTold = role === 'client' && lwm2m.length > 1;
    return {
      kind: 'controlled',
      control: mustBeTold ? speaking(this.#version, control) : control,
      died: running.died,
    };
  }

  /** Takes it down, also while it is coming up. Idempotent. */
  async stop(): Promise<void> {
    this.#abort.abort();
    const running = await this.#running?.catch(() => null);
    await running?.stop();
  }

  #alive(): Promise<RunningSut> {
    this.#running ??= this.#launch();
    return this.#running;
  }

  async #launch(): Promise<RunningSut> {
    if (this.#sut.kind !== 'external') throw new TypeError('an in-process SUT is not launched');
    const running = await this.#sut.launch({
      runId: this.#runId,
      clock: new SystemClock(),
      progress: this.#onProgress,
      launchedBefore: this.#launchedBefore,
      signal: this.#abort.signal,
    });
    this.#launchedBefore = true;
    void running.died.then(async ({ reason }) => {
      this.#onProgress(`the SUT died (${reason}); the next purpose brings it up again`);
      this.#running = null;
      await running.stop();
    });
    return running;
  }
}
