import type { DataModel } from '../client/data-model.ts';
import type { ReferenceClient } from '../client/reference-client.ts';
import type { Clock } from '../clock/clock.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import type { CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { queryOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { DevicePeer } from './device-peer.ts';
import { type RegisterInput, registerRequest } from './registration-input.ts';

/** A location is the server's, and so are its mistakes: a segment `..` goes back to it as it came. */
const AS_GIVEN = { illegal: true } as const;

/** The device a server under test talks to: an ordinary one, whose every message can also be made by hand. */
export class TesterDevice extends DevicePeer {
  readonly #client: ReferenceClient;

  constructor(client: ReferenceClient, clock: Clock, patience: number) {
    super(client.coap, () => client.server, clock, patience);
    this.#client = client;
    client.intercept(request => this.scriptedReply(request));
  }

  /** The object tree that the device answers from. */
  get model(): DataModel {
    return this.#client.model;
  }

  /** The ordinary Register of the reference client; it keeps the registration alive from then on. */
  register(): Promise<Outcome> {
    return this.#client.register();
  }

  /** The ordinary Update. */
  async update(): Promise<void> {
    await this.#client.registration.update();
  }

  /** The ordinary De-register of what was registered. */
  deregister(): Promise<void> {
    return this.#client.registration.deregister();
  }

  /** Loses its network, or gets it back; everything else goes on. */
  connect(connected: boolean): void {
    this.#client.connect(connected);
  }

  /** Goes on at another local port, without a word to the server. */
  move(): Promise<void> {
    return this.#client.move();
  }

  /** Whether it takes itself for registered. */
  get registered(): boolean {
    return this.#client.registration.registered;
  }

  /** A Register made by hand: it changes nothing in the state of the device. */
  registerBy(input: RegisterInput): Promise<Outcome> {
    return this.request(registerRequest(input));
  }

  /** An Update made by hand, to the location a Register was answered with; `links` when the objects changed. */
  updateAt(location: readonly CoapOption[], query: readonly string[] = [], links?: string): Promise<Outcome> {
    const options = [...location, ...queryOptions(query)];
    if (links === undefined) return this.request({ ...AS_GIVEN, method: METHODS.post, options });
    const format = uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat);
    return this.request({
      ...AS_GIVEN,
      method: METHODS.post,
      options: [...options, format],
      payload: Buffer.from(links, 'utf8'),
    });
  }

  deregisterAt(location: readonly CoapOption[]): Promise<Outcome> {
    return this.request({ ...AS_GIVEN, method: METHODS.delete, options: location });
  }
}
