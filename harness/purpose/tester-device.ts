import type { DataModel } from '../client/data-model.ts';
import type { ReferenceClient } from '../client/reference-client.ts';
import type { Clock } from '../clock/clock.ts';
import { METHODS } from '../coap/codes.ts';
import type { Request } from '../coap/endpoint.ts';
import type { CoapOption } from '../coap/message.ts';
import { OptionNumber } from '../coap/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/options.ts';
import type { Outcome } from '../coap/received-message.ts';
import { ContentFormat } from '../lwm2m/content-format.ts';
import { ScriptedPeer } from './scripted-peer.ts';

/** What an own Register says, where a purpose does not want the usual one. */
export interface RegisterInput {
  readonly query: readonly string[];
  /** CoRE link format. */
  readonly links: string;
  readonly format?: number;
}

/** The device a server under test talks to: an ordinary one, whose every message can also be made by hand. */
export class TesterDevice extends ScriptedPeer {
  readonly #client: ReferenceClient;

  constructor(client: ReferenceClient, clock: Clock, patience: number) {
    super(client.coap, clock, patience);
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

  /** A Register made by hand: it changes nothing in the state of the device. */
  registerBy({ query, links, format = ContentFormat.linkFormat }: RegisterInput): Promise<Outcome> {
    const options = [
      ...pathOptions('/rd'),
      uintOption(OptionNumber.contentFormat, format),
      ...queryOptions(query),
    ];
    return this.request({ method: METHODS.post, options, payload: Buffer.from(links, 'utf8') });
  }

  /** An Update made by hand, to the location a Register was answered with. */
  updateAt(location: readonly CoapOption[], query: readonly string[] = []): Promise<Outcome> {
    return this.request({ method: METHODS.post, options: [...location, ...queryOptions(query)] });
  }

  deregisterAt(location: readonly CoapOption[]): Promise<Outcome> {
    return this.request({ method: METHODS.delete, options: location });
  }

  /** Any request to the server, well-formed. */
  request(request: Request): Promise<Outcome> {
    return this.#client.coap.request(this.#client.server, request);
  }

  ping(): Promise<Outcome> {
    return this.#client.coap.ping(this.#client.server);
  }

  /** These very bytes to the server: for messages that are illegal on purpose. */
  sendBytes(bytes: Uint8Array): number | null {
    return this.#client.coap.sendBytes(this.#client.server, bytes);
  }
}

/** The location of a 2.01 as Uri-Path options of later requests; empty when the answer has none. */
export function locationPath(outcome: Outcome): readonly CoapOption[] {
  if (outcome.kind !== 'response') return [];
  return outcome.message.options
    .filter(({ number }) => number === OptionNumber.locationPath)
    .map(({ value }) => ({ number: OptionNumber.uriPath, value }));
}
