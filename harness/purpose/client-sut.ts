import type { ClientStart, ControlChannel, ControlValue } from '../sut/control-contract.ts';
import { isUnsupportedVerb } from '../sut/control-errors.ts';

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

  /** False where it cannot be told to. */
  triggerUpdate(): Promise<boolean> {
    return this.#takes('triggerUpdate', {});
  }

  /** Changes a value of the device itself, as a sensor would. False where it cannot be told to, or not this one. */
  setResource(path: string, value: ControlValue): Promise<boolean> {
    return this.#takes('setResource', { path, value });
  }

  async #takes(verb: string, params: unknown): Promise<boolean> {
    try {
      await this.#control.call(verb, params);
      return true;
    } catch (thrown) {
      if (isUnsupportedVerb(thrown)) return false;
      throw thrown;
    }
  }
}
