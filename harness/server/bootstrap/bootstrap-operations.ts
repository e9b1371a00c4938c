import type { CoapEndpoint, Request } from '../../coap/exchange/endpoint.ts';
import type { Outcome } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOptions, uintOption } from '../../coap/message/options.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import type { Address } from '../../transport/datagram.ts';
import type { Content } from '../device-operations.ts';

/** Where a bootstrap server is asked, and says that it has finished (TS 1.0 §5.2). */
export const BOOTSTRAP_PATH = '/bs';

/** The commands that a bootstrap server can give to one device (TS 1.0 §5.2, §8.2.2), each resolving with what came of it. */
export class BootstrapOperations {
  readonly #coap: CoapEndpoint;
  readonly #address: () => Address;
  readonly #signal: AbortSignal | undefined;

  /** @param signal gives up what is under way; what is asked later comes to nothing at once. */
  constructor(coap: CoapEndpoint, address: () => Address, signal?: AbortSignal) {
    this.#coap = coap;
    this.#address = address;
    this.#signal = signal;
  }

  /** Of `/` or an object. */
  discover(path = '/'): Promise<Outcome> {
    return this.#get(path, ContentFormat.linkFormat);
  }

  /** Of something in object 1 or 2 (TS 1.1 §6.1.7). Without `accept` the device chooses the format. */
  read(path: string, accept?: number): Promise<Outcome> {
    return this.#get(path, accept);
  }

  /** To an object, an instance or a resource. */
  write(path: string, { format, payload }: Content): Promise<Outcome> {
    const options = [...pathOptions(path), uintOption(OptionNumber.contentFormat, format)];
    return this.request({ method: METHODS.put, options, payload });
  }

  /** Of `/`, an object or an instance. */
  delete(path: string): Promise<Outcome> {
    return this.request({ method: METHODS.delete, options: pathOptions(path) });
  }

  finish(): Promise<Outcome> {
    return this.request({ method: METHODS.post, options: pathOptions(BOOTSTRAP_PATH) });
  }

  /** Any request at all, well-formed. */
  request(request: Request): Promise<Outcome> {
    const signal = this.#signal;
    return this.#coap.request(this.#address(), signal === undefined ? request : { ...request, signal });
  }

  #get(path: string, accept: number | undefined): Promise<Outcome> {
    const options = accept === undefined ? [] : [uintOption(OptionNumber.accept, accept)];
    return this.request({ method: METHODS.get, options: [...pathOptions(path), ...options] });
  }
}
