import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintValue } from '../../coap/message/options.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { hasSeveralServers, type ServerAccount } from '../accounts.ts';
import { isWriteAttributes } from '../attribute-store.ts';
import type { DataModel } from '../data-model.ts';
import type { Target } from '../target.ts';
import {
  ACCESS_CONTROL_OBJECT,
  type AccessEntry,
  DEFAULT_ENTRY,
  entryAt,
  entryFor,
  OBJECT_LEVEL,
  RIGHT_BITS,
  type Right,
} from './access-entry.ts';

type Found = Exclude<Target, { kind: 'refused' }>;

/** Whether a server has a right, and what that depends on. */
export interface AccessQuestion {
  /** Short Server ID. */
  readonly server: number;
  readonly right: Right;
  readonly object: number;
  /** 65535 for the object itself. */
  readonly instance: number;
  /** The Access Control instance that says so: of an Access Control instance, itself. Null when there is none. */
  readonly entry: AccessEntry | null;
  /** Undefined for what changes no instance of its own accord: a value that is read for a notification. */
  readonly request?: ReceivedMessage;
}

/** Decides in place of `proceed`. */
export type AccessHook = (question: AccessQuestion, proceed: () => boolean) => boolean;

/** What one server may do with a device (TS 1.0 §7.3.2). Object 0 is nobody's, which the resolution of paths sees to. */
export class AccessRights {
  readonly #model: DataModel;
  readonly #server: number;
  readonly #hook: AccessHook;

  constructor(
    model: DataModel,
    { shortServerId }: ServerAccount,
    hook: AccessHook = (_, proceed) => proceed(),
  ) {
    this.#model = model;
    this.#server = shortServerId;
    this.#hook = hook;
  }

  /** Whether the right for what a request asks for is missing: 4.01. Discover needs none, and of an object anyone may ask. */
  refuses(request: ReceivedMessage, target: Found): boolean {
    const right = rightFor(request, target);
    if (right === null) return false;
    return !this.may(right, target.path.object, target.path.instance ?? OBJECT_LEVEL, request);
  }

  mayRead(object: number, instance: number): boolean {
    return this.may('R', object, instance);
  }

  /** The target as a Read shows it: without the instances of an object that may not be read. */
  visible(target: Found): Found {
    if (target.kind !== 'object') return target;
    const { definition, instances } = target.object;
    const shown = [...instances].filter(([id]) => this.mayRead(definition.id, id));
    return { ...target, object: { definition, instances: new Map(shown) } };
  }

  /** Of an instance, or of the object under instance id 65535. */
  may(right: Right, object: number, instance: number, request?: ReceivedMessage): boolean {
    const entry = this.#entryOf(object, instance);
    const question: AccessQuestion = {
      ...{ server: this.#server, right, object, instance, entry },
      ...(request === undefined ? {} : { request }),
    };
    return this.#hook(question, () => this.#decide(question));
  }

  #decide({ right, object, entry }: AccessQuestion): boolean {
    // A single server has every right (TS 1.0 §7.3).
    if (!hasSeveralServers(this.#model)) return true;
    // Anyone may read how access is controlled, and only the owner changes it; nobody creates or deletes instances.
    if (object === ACCESS_CONTROL_OBJECT) return right !== 'W' || entry?.owner === this.#server;
    return entry !== null && (rightsOf(this.#server, entry) & RIGHT_BITS[right]) !== 0;
  }

  #entryOf(object: number, instance: number): AccessEntry | null {
    if (object !== ACCESS_CONTROL_OBJECT) return entryFor(this.#model, object, instance);
    return this.#model.instance(object, instance) === undefined ? null : entryAt(this.#model, instance);
  }
}

/** Its own rights, everything for an owner without any, or else those that are for all (TS 1.0 §7.3.2). */
function rightsOf(server: number, { list, owner }: AccessEntry): number {
  const every = Object.values(RIGHT_BITS).reduce((all, bit) => all | bit, 0);
  return list.get(server) ?? (owner === server ? every : (list.get(DEFAULT_ENTRY) ?? 0));
}

/** Null where none is needed, or where the operation is none at that level. */
function rightFor(request: ReceivedMessage, { kind }: Found): Right | null {
  switch (request.code) {
    case METHODS.get:
      if (uintValue(request, OptionNumber.accept) === ContentFormat.linkFormat) return null;
      return kind === 'object' ? null : 'R';
    case METHODS.put:
      if (kind === 'object') return null;
      return isWriteAttributes(request) ? 'R' : 'W';
    case METHODS.post:
      return kind === 'object' ? 'C' : kind === 'instance' ? 'W' : 'E';
    case METHODS.delete:
      return kind === 'instance' ? 'D' : null;
    default:
      return null;
  }
}
