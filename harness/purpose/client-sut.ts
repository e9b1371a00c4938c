import type { ClientAccount, ClientStart, ClientStartWith } from '../sut/client-verbs.ts';
import type { ControlChannel, ControlResources, ControlValue } from '../sut/control-contract.ts';
import { isUnsupportedVerb } from '../sut/control-errors.ts';

/** A client under test, as far as it can be told what to do; a purpose names the verbs it uses in `needs`. */
export class ClientSut {
  readonly #control: ControlChannel;

  constructor(control: ControlChannel) {
    this.#control = control;
  }

  /** A fresh instance in factory state, with one server account. */
  async start(config: ClientStart): Promise<void> {
    await this.#control.call('start', config);
  }

  /** A fresh instance in factory state, with several server accounts, a bootstrap server, or both. Verb `startWith`. */
  async startWith(
    endpoint: string,
    accounts: readonly ClientAccount[],
    bootstrap: ClientStartWith['bootstrap'] = null,
  ): Promise<void> {
    await this.#control.call('startWith', { endpoint, accounts, bootstrap });
  }

  /** Graceful: it de-registers; otherwise it vanishes without a word. */
  async stop(graceful: boolean): Promise<void> {
    await this.#control.call('stop', { graceful });
  }

  /** A power cycle: what it keeps over a reboot is kept. */
  async restart(): Promise<void> {
    await this.#control.call('restart', {});
  }

  /** False where it cannot be told to. */
  triggerUpdate(): Promise<boolean> {
    return this.#takes('triggerUpdate', {});
  }

  async triggerBootstrap(): Promise<void> {
    await this.#control.call('triggerBootstrap', {});
  }

  /** Changes a value of the device itself, as a sensor would. False where it cannot be told to, or not this one. */
  setResource(path: string, value: ControlValue): Promise<boolean> {
    return this.#takes('setResource', { path, value });
  }

  /** These error codes, and no others, are what is wrong with the device from now on. */
  async setErrors(...codes: readonly number[]): Promise<void> {
    await this.#control.call('setErrors', { codes });
  }

  /** The device itself gets an instance of an object. */
  async createInstance(path: string, value: ControlResources): Promise<void> {
    await this.#control.call('createInstance', { path, value });
  }

  async deleteInstance(path: string): Promise<void> {
    await this.#control.call('deleteInstance', { path });
  }

  /** The device loses its network; everything else goes on. */
  async goOffline(): Promise<void> {
    await this.#control.call('goOffline', {});
  }

  async goOnline(): Promise<void> {
    await this.#control.call('goOnline', {});
  }

  /** The device goes on at another local port. */
  async rebind(): Promise<void> {
    await this.#control.call('rebind', {});
  }

  /** What the next package that arrives, or is installed, comes to: an Update Result. */
  async setFirmwareOutcome(result: number): Promise<void> {
    await this.#control.call('setFirmwareOutcome', { result });
  }

  /** LwM2M 1.1 Send. */
  async sendData(...paths: readonly string[]): Promise<void> {
    await this.#control.call('sendData', { paths });
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
