import { blockIn } from '../../coap/blockwise/block-option.ts';
import { CoapEndpoint, type EndpointEnvironment } from '../../coap/exchange/endpoint.ts';
import type { ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOf } from '../../coap/message/options.ts';
import { type Address, formatAddress, type Network } from '../../transport/datagram.ts';
import type { Offering } from './offering.ts';

export type PackageServerEnvironment = Omit<EndpointEnvironment, 'socket' | 'blockwise'> & {
  readonly network: Network;
};

/** A server that firmware packages are fetched from over CoAP: gives each out as it is told, and can go down and up again. */
export class CoapPackageServer {
  /** Every request for a package, in order of arrival; duplicates are not repeated. */
  readonly requests: ReceivedMessage[] = [];
  readonly #environment: PackageServerEnvironment;
  readonly #offerings = new Map<string, Offering>();
  readonly #address: Address;
  #coap: CoapEndpoint;

  private constructor(environment: PackageServerEnvironment, coap: CoapEndpoint) {
    this.#environment = environment;
    this.#coap = coap;
    this.#address = coap.address;
    this.#serve(coap);
  }

  static async listen(
    environment: PackageServerEnvironment,
    at?: { readonly host?: string; readonly port?: number },
  ): Promise<CoapPackageServer> {
    return new CoapPackageServer(environment, await openEndpoint(environment, at));
  }

  /** Gives a package out from now on, and tells where. */
  offer(name: string, offering: Offering): string {
    this.#offerings.set(`/${name}`, offering);
    return `coap://${formatAddress(this.#address)}/${name}`;
  }

  /** Goes down, and comes up again at the same address with no memory of exchanges. */
  async restart(downFor: number): Promise<void> {
    await this.#coap.close();
    await this.#environment.clock.wait(downFor);
    this.#coap = await openEndpoint(this.#environment, this.#address);
    this.#serve(this.#coap);
  }

  close(): Promise<void> {
    return this.#coap.close();
  }

  #serve(coap: CoapEndpoint): void {
    coap.serve(request => this.#answer(request));
  }

  #answer(request: ReceivedMessage): Promise<Reply | null> | Reply | null {
    const path = pathOf(request);
    const offering = this.#offerings.get(path);
    if (offering === undefined) return { code: '4.04' };
    if (request.code !== METHODS.get) return { code: '4.05' };
    const before = this.requests.filter(earlier => pathOf(earlier) === path).length;
    this.requests.push(request);
    return offering({ block: blockIn(request, OptionNumber.block2)?.block ?? null, before });
  }
}

/** Blocks are messages like others to it: an offering decides on each. */
async function openEndpoint(
  environment: PackageServerEnvironment,
  at?: { readonly host?: string; readonly port?: number },
): Promise<CoapEndpoint> {
  return new CoapEndpoint({ ...environment, blockwise: null, socket: await environment.network.bind(at) });
}
