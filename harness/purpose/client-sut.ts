import type { ClientStart, ControlChannel, ControlValue } from '../sut/control-contract.ts';

/** A client under test, as far as it can be told what to do. */
export class ClientSut {
  readonly #control: ControlChannel;

  constructor(control: ControlChannel) {
    this.#control = control;
  }

  /** A fresh instance in factory state, with one server account. */
  async start(config: ClientStart): Promise<void> {
    await this.#control.call('start', config);
  }

  /** Graceful: it de-registers; otherwise it vanishes without a word. */
  async stop(graceful: boolean): Promise<void> {
    await this.#control.call('stop', { graceful });
  }

  async triggerUpdate(): Promise<void> {
    await this.#control.call('triggerUpdate', {});
  }

  /** Changes a value of the device itself, as a sensor would. */
  async setResource(path: string, value: ControlValue): Promise<void> {
    await this.#control.call('setResource', { path, value });
  }
}
