import type { NamedTimers } from '../clock/named-timers.ts';
import { blockIn, blockOption, blockSize, MAX_SZX } from '../coap/blockwise/block-option.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../coap/message/critical-options.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOf, queryOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { pathDepth } from '../lwm2m/path.ts';
import { AccessRights } from './access/access-rights.ts';
import type { ServerAccount } from './accounts.ts';
import { AttributeStore, isWriteAttributes } from './attribute-store.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import { create, remove } from './create-delete.ts';
import type { ResourceIds } from './data-model.ts';
import type { Device } from './device-object.ts';
import { discover } from './discover.ts';
import { execute } from './execute.ts';
import { type ObservationEnvironment, Observations } from './observations.ts';
import { observedThing } from './observed-thing.ts';
import { read } from './read.ts';
import { resolveTarget, type Target } from './target.ts';
import { write } from './write.ts';

export interface ManagementEnvironment extends ObservationEnvironment {
  readonly device: Device;
  readonly timers: NamedTimers<ClientTimer>;
  readonly hooks: ClientHooks;
}

type Found = Exclude<Target, { kind: 'refused' }>;

/** Long enough for the answer to leave first. */
const AFTER_THE_ANSWER_MS = 1;

/** The device management and information reporting interfaces of a device, towards one server (TS 1.0 §5.4 and §5.5). */
export class DeviceManagement {
  readonly #account: ServerAccount;
  readonly #environment: ManagementEnvironment;
  readonly #access: AccessRights;
  readonly #attributes: AttributeStore;
  readonly #observations: Observations;

  constructor(account: ServerAccount, environment: ManagementEnvironment) {
    const { device, hooks } = environment;
    this.#account = account;
    this.#environment = environment;
    this.#access = new AccessRights(device.model, account, hooks.access);
    this.#attributes = new AttributeStore(device.model, account, hooks.storage?.attributes);
    this.#observations = new Observations({ ...environment, threshold: hooks.threshold });
  }

  answer(request: ReceivedMessage): Reply {
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    const target = resolveTarget(this.#environment.device.model, pathOf(request));
    if (target.kind === 'refused') return { code: target.code };
    if (this.#access.refuses(request, target)) return { code: '4.01' };
    switch (request.code) {
      case METHODS.get:
        return this.#get(request, target);
      case METHODS.put:
        return this.#put(request, target);
      case METHODS.post:
        return this.#post(request, target);
      case METHODS.delete:
        return target.kind === 'instance' ? remove(this.#environment.device, target) : { code: '4.05' };
      default:
        return { code: '4.05' };
    }
  }

  /** A block of a request, before it is put together with the others; undefined lets it be. */
  block(request: ReceivedMessage): Reply | undefined {
    const block = blockIn(request, OptionNumber.block1)?.block ?? null;
    if (block === null || block.szx > MAX_SZX || request.code !== METHODS.put) return undefined;
    const target = resolveTarget(this.#environment.device.model, pathOf(request));
    // A request that is refused anyway is none that brings content.
    if (target.kind !== 'resource' || this.#access.refuses(request, target)) return undefined;
    const code = target.resource.onWrite?.arriving?.({
      offset: block.num * blockSize(block.szx),
      length: request.payload.length,
      announced: uintValue(request, OptionNumber.size1) ?? 0,
    });
    if (code === undefined || code === null) return undefined;
    return { code, options: [blockOption(OptionNumber.block1, { ...block, more: false })] };
  }

  /** A value has changed, from whichever side; nothing is notified that the server may not read (TS 1.0 §5.1.2). */
  changed([object, instance, resource]: ResourceIds): void {
    if (this.#access.mayRead(object, instance))
      this.#observations.changed(`/${object}/${instance}/${resource}`);
  }

  /** The server no longer wants the notifications under this token. */
  refused(token: Uint8Array): void {
    this.#observations.refused(token);
  }

  /** An instance has gone. */
  instanceGone(object: number, instance: number): void {
    this.#attributes.forget(object, instance);
  }

  forgetObservations(): void {
    this.#observations.clear();
  }

  /** Does something once the answer to the request that caused it has left. */
  afterTheAnswer(effect: () => void): void {
    this.#environment.timers.after('effect', AFTER_THE_ANSWER_MS, effect);
  }

  #get(request: ReceivedMessage, target: Found): Reply {
    const accept = uintValue(request, OptionNumber.accept);
    if (accept === ContentFormat.linkFormat) return discover(this.#attributes, target);
    const observe = uintValue(request, OptionNumber.observe);
    if (observe === 0)
      return this.#observations.start(
        request,
        observedThing(this.#environment.device.model, this.#access, this.#attributes, target, accept),
      );
    if (observe === 1) this.#observations.cancel(request, pathOf(request));
    return read(this.#access.visible(target), accept);
  }

  #put(request: ReceivedMessage, target: Found): Reply {
    if (isWriteAttributes(request)) {
      const code = this.#attributes.write(target.path, queryOf(request));
      if (code === '2.04') this.#observations.attributesChanged();
      return { code };
    }
    if (target.kind === 'object') return { code: '4.05' };
    return { code: write(this.#environment.device.model, target, request, 'replace') };
  }

  #post(request: ReceivedMessage, target: Found): Reply {
    switch (pathDepth(target.path)) {
      case 1:
        return target.kind === 'object' ? this.#create(request, target) : { code: '4.05' };
      case 2:
        return {
          code:
            target.kind === 'instance'
              ? write(this.#environment.device.model, target, request, 'update')
              : '4.05',
        };
      default: {
        if (target.kind !== 'resource') return { code: '4.05' };
        const { code, effect } = execute(target, request);
        if (effect !== null) this.afterTheAnswer(effect);
        return { code };
      }
    }
  }

  #create(request: ReceivedMessage, target: Extract<Target, { kind: 'object' }>): Reply {
    const { device } = this.#environment;
    return device.access.creating(this.#account.shortServerId, () => create(device, target, request));
  }
}
