import { DEFAULT_BLOCKWISE } from '../../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { Outcome, ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { pathOf } from '../../coap/message/options.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { PlainValue } from '../../lwm2m/plain-value.ts';
import { valuesIn } from '../../server/values-in.ts';
import { parseCoapUri } from '../../transport/coap-uri.ts';
import { type Address, localHostFor } from '../../transport/datagram.ts';
import { text } from '../payload.ts';
import { arrivalTolerance, type PurposeEnvironment } from '../purpose-environment.ts';
import { registerRequest } from '../registration-input.ts';
import { withContent } from '../reply.ts';

/**
 * Many devices behind one socket, as in the cabinet at a street corner: each registers by itself, with its objects below a
 * path of its own (TS 1.0 §8.2.2), and has one Boolean that a server may read and write.
 */
export class Cabinet {
  readonly #coap: CoapEndpoint;
  readonly #server: Address;
  readonly #switch: string;
  readonly #definitions: DefinitionLookup;
  readonly #commands = new Map<string, PlainValue[]>();
  /** Commands that were for no device of this cabinet. */
  readonly astray: ReceivedMessage[] = [];

  private constructor(coap: CoapEndpoint, server: Address, path: string, definitions: DefinitionLookup) {
    this.#coap = coap;
    this.#server = server;
    this.#switch = path;
    this.#definitions = definitions;
    coap.serve(request => this.#answer(request));
  }

  /** @param path of the Boolean in each device, `/3311/0/5850`. */
  static async open(
    environment: PurposeEnvironment,
    serverUri: string,
    name: string,
    path: string,
  ): Promise<Cabinet> {
    const { clock, random, parameters, onFault, onFinding, inspectPayload, definitions } = environment;
    const server = parseCoapUri(serverUri) ?? { host: '127.0.0.1', port: 0 };
    const coap = new CoapEndpoint({
      socket: await environment.network(name).bind({ host: localHostFor(server) }),
      ...{ clock, random, parameters, onFault, inspectPayload, blockwise: DEFAULT_BLOCKWISE },
      tolerance: arrivalTolerance(environment),
    });
    coap.onFinding(onFinding);
    environment.atEnd(() => coap.close());
    return new Cabinet(coap, server, path, definitions);
  }

  /** The Register of one device of it, with these parameters. */
  register(device: string, query: readonly string[]): Promise<Outcome> {
    const [, object, instance] = this.#switch.split('/');
    this.#commands.set(device, []);
    const links = `</${device}>;rt="oma.lwm2m",</${device}/1/0>,</${device}/3/0>,</${device}/${object}/${instance}>`;
    return this.#coap.request(this.#server, registerRequest({ query, links }));
  }

  /** What a device was told to be, oldest first. */
  commandsTo(device: string): readonly PlainValue[] {
    return this.#commands.get(device) ?? [];
  }

  #answer(request: ReceivedMessage): Reply {
    const [, device = '', ...ids] = pathOf(request).split('/');
    const commands = this.#commands.get(device);
    if (commands === undefined || `/${ids.join('/')}` !== this.#switch) {
      if (request.code !== METHODS.get) this.astray.push(request);
      return { code: '4.04' };
    }
    if (request.code === METHODS.get) return withContent(text(commands.at(-1) === true ? '1' : '0'));
    const { [this.#switch]: told } = valuesIn(this.#switch, request, this.#definitions);
    if (request.code !== METHODS.put || told === undefined) return { code: '4.00' };
    commands.push(told);
    return { code: '2.04' };
  }
}
