import type { TransmissionParameters } from '../coap/parameters.ts';
import type { SutPort } from '../purpose/cell-port.ts';
import { CLIENT_VERBS, COMMON_VERBS, SERVER_VERBS } from '../sut/control-contract.ts';
import type { SutDescriptor } from '../sut/descriptor.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import type { RunningSut } from '../sut/sut.ts';
import type { CellOrder } from './cell-messages.ts';

/** The SUT of one cell through its life: launched, launched again when it dies, stopped once. */
export class SutOfCell {
  readonly #descriptor: SutDescriptor;
  readonly #runId: string;
  readonly #onProgress: (line: string) => void;
  #running: RunningSut | null = null;
  #dead = false;

  constructor(order: CellOrder, onProgress: (line: string) => void) {
    this.#descriptor = loadDescriptor(order.descriptor);
    this.#runId = order.runId;
    this.#onProgress = onProgress;
  }

  get parameters(): TransmissionParameters {
    return this.#descriptor.ixit.parameters;
  }

  get tolerance(): number {
    return this.#descriptor.ixit.tolerance;
  }

  get lifetime(): number {
    return this.#descriptor.ixit.lifetime;
  }
}
