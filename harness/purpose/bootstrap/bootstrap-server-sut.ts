import type { BootstrapPlan, ControlChannel, ControlNotification } from '../../sut/control-contract.ts';

/** A bootstrap server under test: what it is told to hand out, and what it says of it (SUT-reported). */
export class BootstrapServerSut {
  readonly #control: ControlChannel;
  readonly #events: ControlNotification[] = [];

  constructor(control: ControlChannel) {
    this.#control = control;
    control.onEvent(event => this.#events.push(event));
  }

  async configure(endpoint: string, plan: BootstrapPlan): Promise<void> {
    await this.#control.call('configure', { endpoint, plan });
  }

  /** Begins the bootstrap of a device that has not asked for it. */
  async trigger(endpoint: string, clientUri: string): Promise<void> {
    await this.#control.call('trigger', { endpoint, clientUri });
  }

  /** What it has told of one device, oldest first. */
  eventsOf(endpoint: string): readonly ControlNotification['event'][] {
    return this.#events.filter(event => event.endpoint === endpoint).map(({ event }) => event);
  }
}
