import type { Clock } from '../../clock/clock.ts';
import type { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { Outcome, ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../../coap/message/critical-options.ts';
import type { CoapOption } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { hasOption, pathOf, uintOption, uintValue } from '../../coap/message/options.ts';
import { isReadableFormat } from '../../lwm2m/content/content.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { formatBootstrapDiscover } from '../../lwm2m/content/link-format/bootstrap-links.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import { type Lwm2mPath, parsePath, pathDepth } from '../../lwm2m/path.ts';
import { BOOTSTRAP_PATH } from '../../server/bootstrap/bootstrap-operations.ts';
import { type Address, formatAddress } from '../../transport/datagram.ts';
import { DevicePeer } from '../device-peer.ts';
import { bootstrapRequest } from './bootstrap-input.ts';
import { discoveredLinks } from './discovered-links.ts';
import { HeldInstances } from './held-instances.ts';

export interface DeviceSurroundings {
  readonly coap: CoapEndpoint;
  readonly clock: Clock;
  readonly server: Address;
  readonly definitions: DefinitionLookup;
  readonly lwm2m: '1.0' | '1.1';
  /** Milliseconds that anything is waited for unless told otherwise. */
  readonly patience: number;
}

/**
 * The device that asks a bootstrap server under test: in factory state it holds the account of that server and the Device
 * object. It does what it is told, unless a purpose has it do otherwise.
 */
export class BootstrappingDevice extends DevicePeer {
  readonly held: HeldInstances;
  /** The commands of the server since the last Bootstrap-Request, a body that came in blocks as a whole, in order. */
  readonly commands: ReceivedMessage[] = [];
  readonly #coap: CoapEndpoint;
  readonly #lwm2m: '1.0' | '1.1';
  readonly #server: Address;

  constructor({ coap, clock, server, definitions, lwm2m, patience }: DeviceSurroundings) {
    super(coap, () => server, clock, patience);
    this.#coap = coap;
    this.#lwm2m = lwm2m;
    this.#server = server;
    this.held = new HeldInstances(definitions);
    this.holdAccountAt(0);
    coap.serve(request => {
      this.commands.push(request);
      const scripted = this.scriptedReply(request);
      return scripted === undefined ? this.perform(request) : scripted;
    });
  }

  /** Where it listens, for a bootstrap that it does not ask for. */
  get uri(): string {
    return `coap://${formatAddress(this.#coap.address)}`;
  }

  /** A Bootstrap-Request with these parameters, and these options beyond those of any. */
  requestBootstrap(query: readonly string[], options: readonly CoapOption[] = []): Promise<Outcome> {
    this.commands.length = 0;
    return this.request(bootstrapRequest(query, options));
  }

  /** Does what a command asks for, and gives its answer. */
  perform(request: ReceivedMessage): Reply {
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    const text = pathOf(request);
    if (text === BOOTSTRAP_PATH) return { code: request.code === METHODS.post ? '2.04' : '4.05' };
    const path = parsePath(text);
    if (path === null && text !== '/') return { code: '4.04' };
    switch (request.code) {
      case METHODS.get:
        return this.#discover(path, request);
      case METHODS.put:
        return this.#write(path, request);
      case METHODS.delete:
        return this.#delete(path);
      default:
        return { code: '4.05' };
    }
  }

  /** In factory state, with the account of the bootstrap server at an instance of its own choice. */
  holdAccountAt(instance: number): void {
    const single = { kind: 'single' } as const;
    this.held.empty();
    this.held.hold(0, {
      kind: 'instance',
      id: instance,
      resources: [
        { ...single, id: 0, type: 'String', value: `coap://${formatAddress(this.#server)}` },
        { ...single, id: 1, type: 'Boolean', value: true },
        { ...single, id: 2, type: 'Integer', value: 3n },
      ],
    });
    this.held.hold(3, {
      kind: 'instance',
      id: 0,
      resources: [{ ...single, id: 0, type: 'String', value: 'Touchstone' }],
    });
  }

  #discover(path: Lwm2mPath | null, request: ReceivedMessage): Reply {
    if (uintValue(request, OptionNumber.accept) !== ContentFormat.linkFormat) return { code: '4.05' };
    if (path !== null && pathDepth(path) > 1) return { code: '4.00' };
    const links = discoveredLinks(this.held, path?.object ?? null, this.#lwm2m);
    return {
      code: '2.05',
      options: [uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat)],
      payload: Buffer.from(formatBootstrapDiscover(this.#lwm2m, links), 'utf8'),
    };
  }

  #write(path: Lwm2mPath | null, request: ReceivedMessage): Reply {
    if (path === null) return { code: '4.05' };
    const format = uintValue(request, OptionNumber.contentFormat);
    if (hasOption(request, OptionNumber.contentFormat) && !isReadableFormat(format ?? -1))
      return { code: '4.15' };
    return { code: this.held.write(path, request) ? '2.04' : '4.00' };
  }

  #delete(path: Lwm2mPath | null): Reply {
    if (path !== null && pathDepth(path) > 2) return { code: '4.00' };
    this.held.delete(path);
    return { code: '2.02' };
  }
}
