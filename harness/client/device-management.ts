import type { NamedTimers } from '../clock/named-timers.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../coap/message/critical-options.ts';
import type { Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf, queryOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { pathDepth } from '../lwm2m/path.ts';
import { AttributeStore } from './attribute-store.ts';
import type { ClientStorage, ClientTimer } from './client-hooks.ts';
import { create, remove } from './create-delete.ts';
import type { DataModel } from './data-model.ts';
import { discover } from './discover.ts';
import { execute } from './execute.ts';
import { type ObservationEnvironment, Observations } from './observations.ts';
import { observedThing } from './observed-thing.ts';
import { read } from './read.ts';
import { resolveTarget, type Target } from './target.ts';
import { write } from './write.ts';

export interface ManagementEnvironment extends ObservationEnvironment {
  readonly timers: NamedTimers<ClientTimer>;
  readonly storage?: ClientStorage | undefined;
  /** Lifetime, binding or the object list changed: the server must be told (TS 1.0 §5.3.2). */
  readonly onRegistrationDataChanged: () => void;
}

type Found = Exclude<Target, { kind: 'refused' }>;

const REGISTRATION_DATA: readonly string[] = ['/1/0/1', '/1/0/7'];
/** Long enough for the answer to leave first. */
const AFTER_THE_ANSWER_MS = 1;

/** The device management and information reporting interfaces of a device (TS 1.0 §5.4 and §5.5). */
export class DeviceManagement {
  readonly model: DataModel;
  readonly #environment: ManagementEnvironment;
  readonly #attributes: AttributeStore;
  readonly #observations: Observations;

  constructor(model: DataModel, environment: ManagementEnvironment) {
    this.model = model;
    this.#environment = environment;
    this.#attributes = new AttributeStore(model, environment.storage?.attributes);
    this.#observations = new Observations(environment);
    model.onChange(ids => {
      const path = `/${ids.join('/')}`;
      this.#observations.changed(path);
      if (REGISTRATION_DATA.includes(path)) this.#later(environment.onRegistrationDataChanged);
    });
  }

  answer(request: ReceivedMessage): Reply {
    if (hasUnknownCriticalOption(request)) return { code: '4.02' };
    const target = resolveTarget(this.model, pathOf(request));
    if (target.kind === 'refused') return { code: target.code };
    switch (request.code) {
      case METHODS.get:
        return this.#get(request, target);
      case METHODS.put:
        return this.#put(request, target);
      case METHODS.post:
        return this.#post(request, target);
      case METHODS.delete:
        return target.kind === 'instance' ? this.#objectListChanges(remove(target)) : { code: '4.05' };
      default:
        return { code: '4.05' };
    }
  }

  forgetObservations(): void {
    this.#observations.clear();
  }

  #get(request: ReceivedMessage, target: Found): Reply {
    const accept = uintValue(request, OptionNumber.accept);
    if (accept === ContentFormat.linkFormat) return discover(this.#attributes, target);
    const observe = uintValue(request, OptionNumber.observe);
    if (observe === 0)
      return this.#observations.start(request, observedThing(this.model, this.#attributes, target, accept));
    if (observe === 1) this.#observations.cancel(request, pathOf(request));
    return read(target, accept);
  }

  #put(request: ReceivedMessage, target: Found): Reply {
    if (queryOf(request).length > 0 && !hasOption(request, OptionNumber.contentFormat)) {
      const code = this.#attributes.write(target.path, queryOf(request));
      if (code === '2.04') this.#observations.attributesChanged();
      return { code };
    }
    if (target.kind === 'object') return { code: '4.05' };
    return { code: write(this.model, target, request, 'replace') };
  }

  #post(request: ReceivedMessage, target: Found): Reply {
    switch (pathDepth(target.path)) {
      case 1:
        return target.kind === 'object' ? this.#objectListChanges(create(target, request)) : { code: '4.05' };
      case 2:
        return { code: target.kind === 'instance' ? write(this.model, target, request, 'update') : '4.05' };
      default: {
        if (target.kind !== 'resource') return { code: '4.05' };
        const { code, effect } = execute(target, request);
        if (effect !== null) this.#later(effect);
        return { code };
      }
    }
  }

  #objectListChanges(reply: Reply): Reply {
    if (isDone(reply.code)) this.#later(this.#environment.onRegistrationDataChanged);
    return reply;
  }

  #later(effect: () => void): void {
    this.#environment.timers.after('effect', AFTER_THE_ANSWER_MS, effect);
  }
}

function isDone(code: Code): boolean {
  return code === '2.01' || code === '2.02';
}
