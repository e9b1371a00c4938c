import type { Clock } from '../clock/clock.ts';
import type { CoapEndpoint, Request } from '../coap/exchange/endpoint.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import type { CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Address } from '../transport/datagram.ts';
import { CompositeOperations } from './composite-operations.ts';
import { ServerObservation } from './server-observation.ts';

/** A payload with its content format. */
export interface Content {
  readonly format: number;
  readonly payload: Uint8Array;
  /** True where the payload breaks its format on purpose. */
  readonly malformed?: boolean;
}

/** Sends a request when it is its turn, and gives what came of it. */
export type Turn = (send: () => Promise<Outcome>) => Promise<Outcome>;

/** The operations a server can perform on one device (TS 1.0 §5.4 and §5.5), each resolving with what came of it. */
export class DeviceOperations {
  readonly #coap: CoapEndpoint;
  readonly #clock: Clock;
  readonly #address: () => Address;
  readonly #root: string;
  readonly #turn: Turn;

  /**
   * @param root where the objects of the device are, when not at the root (TS 1.0 §8.2.2).
   * @param turn when a request is sent: at once, unless given
   */
  constructor(
    coap: CoapEndpoint,
    clock: Clock,
    address: () => Address,
    root = '',
    turn: Turn = send => send(),
  ) {
    this.#turn = turn;
    this.#coap = coap;
    this.#clock = clock;
    this.#address = address;
    this.#root = root;
  }

  /** Without `accept` the device chooses the format. */
  read(path: string, accept?: number): Promise<Outcome> {
    return this.request({ method: METHODS.get, options: [...this.path(path), ...acceptOption(accept)] });
  }

  discover(path: string): Promise<Outcome> {
    return this.read(path, ContentFormat.linkFormat);
  }

  /** `replace` is PUT, `update` is POST. */
  write(path: string, content: Content, mode: 'replace' | 'update' = 'replace'): Promise<Outcome> {
    return this.#withContent(mode === 'replace' ? METHODS.put : METHODS.post, path, content);
  }

  /** `attributes` as on the wire: `pmin=10&pmax=60`; a name without value unsets it. */
  writeAttributes(path: string, attributes: string): Promise<Outcome> {
    return this.request({
      method: METHODS.put,
      options: [...this.path(path), ...queryOptions(attributes.split('&'))],
    });
  }

  /** Text is the argument list as it is; content, one that may be wrong on purpose. */
  execute(path: string, argument?: string | Content): Promise<Outcome> {
    if (argument === undefined) return this.request({ method: METHODS.post, options: this.path(path) });
    const content =
      typeof argument === 'string'
        ? { format: ContentFormat.text, payload: Buffer.from(argument, 'utf8') }
        : argument;
    return this.#withContent(METHODS.post, path, content);
  }

  create(path: string, content: Content): Promise<Outcome> {
    return this.#withContent(METHODS.post, path, content);
  }

  delete(path: string): Promise<Outcome> {
    return this.request({ method: METHODS.delete, options: this.path(path) });
  }

  /** Observe; its notifications can be awaited whether or not the device accepted. */
  observe(path: string, accept?: number): Promise<ServerObservation> {
    const options = [...this.path(path), ...acceptOption(accept)];
    return this.#observe({ method: METHODS.get, options });
  }

  /** Operations on values of unrelated paths (TS 1.1). */
  get composite(): CompositeOperations {
    return new CompositeOperations({
      request: request => this.request(request),
      observe: request => this.#observe(request),
      root: () => pathOptions(this.#root),
    });
  }

  /** The options that a request for this path begins with. */
  path(path: string): CoapOption[] {
    return pathOptions(this.#root + path);
  }

  /** Any request at all, well-formed. */
  request(request: Request): Promise<Outcome> {
    return this.#turn(() => this.#coap.request(this.#address(), request));
  }

  ping(): Promise<Outcome> {
    return this.#coap.ping(this.#address());
  }

  async #observe(request: Request): Promise<ServerObservation> {
    const [coap, clock, address] = [this.#coap, this.#clock, this.#address()];
    const observation = new ServerObservation({ coap, clock, address, request });
    await this.#turn(async () => {
      await observation.start();
      return observation.first;
    });
    return observation;
  }

  #withContent(
    method: Request['method'],
    path: string,
    { format, payload, malformed = false }: Content,
  ): Promise<Outcome> {
    const options = [...this.path(path), uintOption(OptionNumber.contentFormat, format)];
    return this.request({ method, options, payload, malformed });
  }
}

function acceptOption(accept: number | undefined): CoapOption[] {
  return accept === undefined ? [] : [uintOption(OptionNumber.accept, accept)];
}
