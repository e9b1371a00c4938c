import type { NamedTimers } from '../clock/named-timers.ts';
import { blockIn, blockOption, blockSize, MAX_SZX } from '../coap/blockwise/block-option.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../coap/message/critical-options.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOf, queryOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import { pathDepth } from '../lwm2m/path.ts';
import { AccessRights } from './access/access-rights.ts';
import type { ServerAccount } from './accounts.ts';
import { AttributeStore, isWriteAttributes } from './attribute-store.ts';
import type { ClientHooks, ClientTimer } from './client-hooks.ts';
import { observedComposite } from './composite/observed-composite.ts';
import { readComposite } from './composite/read-composite.ts';
import { selectionName, selectionOf } from './composite/selection.ts';
import { writeComposite } from './composite/write-composite.ts';
import { create, remove } from './create-delete.ts';
import type { ResourceIds } from './data-model.ts';
import type { Device } from './device-object.ts';
import { discover } from './discover.ts';
import { execute } from './execute.ts';
import { isKeptQuiet } from './objects/device-capability.ts';
import { type ObservationEnvironment, Observations } from './observations.ts';
import { observedThing } from './observed-thing.ts';
import { read } from './read.ts';
import { type Found, resolveTarget } from './target.ts';
import { write } from './write.ts';

export interface ManagementEnvironment extends ObservationEnvironment {
  readonly device: Device;
  readonly timers: NamedTimers<ClientTimer>;
  readonly hooks: ClientHooks;
}

const COMPOSITE_METHODS: readonly string[] = [METHODS.fetch, METHODS.iPatch];

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
    this.#attributes = new AttributeStore(
      device.model,
      account,
      device.configuration.lwm2m,
      hooks.storage?.attributes,
    );
    this.#observations = new Observations({ ...environment, threshold: hooks.threshold });
  }

  answer(request: ReceivedMessage): Reply {
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    if (this.#version !== '1.0' && COMPOSITE_METHODS.includes(request.code)) return this.#composite(request);
    const target = resolveTarget(this.#device.model, pathOf(request), this.#version);
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
        return target.kind === 'instance' ? remove(this.#device, target) : { code: '4.05' };
      default:
        return { code: '4.05' };
    }
  }

  /** What its server may do. */
  get access(): AccessRights {
    return this.#access;
  }

  /** A block of a request, before it is put together with the others; undefined lets it be. */
  block(request: ReceivedMessage): Reply | undefined {
    const block = blockIn(request, OptionNumber.block1)?.block ?? null;
    if (block === null || block.szx > MAX_SZX || request.code !== METHODS.put) return undefined;
    const target = resolveTarget(this.#device.model, pathOf(request), this.#version);
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
  changed(ids: ResourceIds): void {
    const [object, instance, resource] = ids;
    if (this.#access.mayRead(object, instance) && !isKeptQuiet(this.#device.model, ids))
      this.#observations.changed(`/${object}/${instance}/${resource}`);
  }

  /** The server no longer wants the notifications under this token. */
  refused(token: Uint8Array): void {
    this.#observations.refused(token);
  }

  /** An instance has come or gone. */
  instanceChanged(object: number, instance: number): void {
    const isGone = this.#device.model.instance(object, instance) === undefined;
    if (isGone) this.#attributes.forget(object, instance);
    if (isGone || this.#access.mayRead(object, instance))
      this.#observations.changed(`/${object}/${instance}`);
  }

  /** The default periods of its account are others: running observations follow them from now on. */
  periodsChanged(): void {
    this.#observations.attributesChanged();
  }

  forgetObservations(): void {
    this.#observations.clear();
  }

  /** Does something once the answer to the request that caused it has left. */
  afterTheAnswer(effect: () => void): void {
    this.#environment.timers.after('effect', AFTER_THE_ANSWER_MS, effect);
  }

  get #device(): Device {
    return this.#environment.device;
  }

  get #version(): ModelVersion {
    return this.#device.configuration.lwm2m;
  }

  /** Read-Composite, Observe-Composite and Write-Composite, which are for the root alone (TS 1.1 §6.3.8, §6.3.9, §6.4.4). */
  #composite(request: ReceivedMessage): Reply {
    if (pathOf(request) !== '/') return { code: '4.05' };
    if (request.code === METHODS.iPatch) return { code: writeComposite(this.#device, this.#access, request) };
    const selection = selectionOf(request);
    if (typeof selection === 'string') return { code: selection };
    const observe = uintValue(request, OptionNumber.observe);
    if (observe === 0) {
      const thing = observedComposite(this.#device, this.#access, this.#attributes, selection);
      return this.#observations.start(request, thing);
    }
    if (observe === 1) this.#observations.cancel(request, selectionName(selection.paths));
    return readComposite(this.#device, this.#access, selection);
  }

  #get(request: ReceivedMessage, target: Found): Reply {
    const accept = uintValue(request, OptionNumber.accept);
    if (accept === ContentFormat.linkFormat) return discover(this.#attributes, target, this.#version);
    const observe = uintValue(request, OptionNumber.observe);
    if (observe === 0)
      return this.#observations.start(
        request,
        observedThing(this.#device, this.#access, this.#attributes, target, accept),
      );
    if (observe === 1) this.#observations.cancel(request, pathOf(request));
    return read(this.#access.visible(target), accept, this.#version);
  }

  #put(request: ReceivedMessage, target: Found): Reply {
    if (isWriteAttributes(request)) {
      const code = this.#attributes.write(target.path, queryOf(request));
      if (code === '2.04') this.#observations.attributesChanged();
      return { code };
    }
    if (target.kind === 'object') return { code: '4.05' };
    return { code: write(this.#device, target, request, 'replace') };
  }

  #post(request: ReceivedMessage, target: Found): Reply {
    switch (pathDepth(target.path)) {
      case 1:
        return target.kind === 'object' ? this.#create(request, target) : { code: '4.05' };
      case 2:
        return {
          code: target.kind === 'instance' ? write(this.#device, target, request, 'update') : '4.05',
        };
      default: {
        if (target.kind !== 'resource') return { code: '4.05' };
        const { code, effect } = execute(target, request);
        if (effect !== null) this.afterTheAnswer(effect);
        return { code };
      }
    }
  }

  #create(request: ReceivedMessage, target: Extract<Found, { kind: 'object' }>): Reply {
    const device = this.#device;
    return device.access.creating(this.#account.shortServerId, () => create(device, target, request));
  }
}
