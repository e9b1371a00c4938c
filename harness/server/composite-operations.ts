import type { Outcome } from '../coap/exchange/received-message.ts';
import type { Request } from '../coap/exchange/request.ts';
import { METHODS } from '../coap/message/codes.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import type { Content } from './device-operations.ts';
import type { ServerObservation } from './server-observation.ts';

type Carrier = {
  readonly request: (request: Request) => Promise<Outcome>;
  readonly observe: (request: Request) => Promise<ServerObservation>;
  /** The options that a request for the root of the objects begins with. */
  readonly root: () => Request['options'];
};

/** Operations on values of unrelated paths of one device (TS 1.1 §6.3.8, §6.3.9, §6.4.4). */
export class CompositeOperations {
  readonly #carrier: Carrier;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  /** Read-Composite of the paths that the content lists. Without `accept` the device chooses the format. */
  read(paths: Content, accept?: number): Promise<Outcome> {
    return this.#carrier.request(this.#fetch(paths, accept));
  }

  /** Observe-Composite; its notifications can be awaited whether or not the device accepted. */
  observe(paths: Content, accept?: number): Promise<ServerObservation> {
    return this.#carrier.observe(this.#fetch(paths, accept));
  }

  /** Write-Composite: all of the values or none. */
  write({ format, payload, malformed = false }: Content): Promise<Outcome> {
    const options = [...this.#carrier.root(), uintOption(OptionNumber.contentFormat, format)];
    return this.#carrier.request({ method: METHODS.iPatch, options, payload, malformed });
  }

  #fetch({ format, payload, malformed = false }: Content, accept: number | undefined): Request {
    const options = [
      ...this.#carrier.root(),
      uintOption(OptionNumber.contentFormat, format),
      ...(accept === undefined ? [] : [uintOption(OptionNumber.accept, accept)]),
    ];
    return { method: METHODS.fetch, options, payload, malformed };
  }
}
