import { hasSeveralServers, serverAccounts } from '../accounts.ts';
import { type DataModel, integerAt } from '../data-model.ts';
import type { InstalledObject } from '../leave-factory.ts';
import {
  ACCESS_CONTROL_OBJECT,
  addEntry,
  DEFAULT_ENTRY,
  entryFor,
  OBJECT_LEVEL,
  RIGHT_BITS,
} from './access-entry.ts';

const NEVER_CONTROLLED = [0, ACCESS_CONTROL_OBJECT];
const SERVER_OBJECT = 1;

/**
 * Keeps the Access Control instances of a device in step with what it has, once it has several servers (TS 1.0 §7.3.1):
 * one for each object instance, and one for each object that servers may create instances of.
 */
export class AccessKeeper {
  readonly #model: DataModel;
  readonly #objects: ReadonlyMap<number, InstalledObject>;
  /** Short Server ID of the server whose Create is under way. */
  #creator: number | null = null;

  constructor(model: DataModel, objects: ReadonlyMap<number, InstalledObject>) {
    this.#model = model;
    this.#objects = objects;
    model.listen({ listChanged: (object, instance) => this.#follow(object, instance) });
  }

  /** Makes the instances that are missing, where there are several servers. A Server instance belongs to its own server. */
  complete(): void {
    if (!this.#isNeeded) return;
    for (const [object, { instances }] of this.#model.objects) {
      for (const instance of instances.keys()) this.#add(object, instance);
      if (this.#objects.get(object)?.object.creatable === true) this.#add(object, OBJECT_LEVEL);
    }
  }

  /** While `act` runs, what comes into being belongs to that server (TS 1.0 §7.3.1.2). */
  creating<T>(server: number, act: () => T): T {
    this.#creator = server;
    try {
      return act();
    } finally {
      this.#creator = null;
    }
  }

  get #isNeeded(): boolean {
    return hasSeveralServers(this.#model);
  }

  #follow(object: number, instance: number): void {
    if (NEVER_CONTROLLED.includes(object)) return;
    if (this.#model.instance(object, instance) !== undefined) {
      if (this.#isNeeded) this.#add(object, instance);
      return;
    }
    const entry = entryFor(this.#model, object, instance);
    if (entry !== null) this.#model.removeInstance(ACCESS_CONTROL_OBJECT, entry.id);
  }

  #add(object: number, instance: number): void {
    if (NEVER_CONTROLLED.includes(object) || entryFor(this.#model, object, instance) !== null) return;
    const owner = this.#creator ?? this.#usualOwner(object, instance);
    const list: ReadonlyMap<number, number> =
      instance === OBJECT_LEVEL ? new Map([[owner, RIGHT_BITS.C]]) : new Map();
    addEntry(this.#model, { object, instance, list, owner });
  }

  /** The server that was there first. */
  #usualOwner(object: number, instance: number): number {
    if (object === SERVER_OBJECT) return integerAt(this.#model, [SERVER_OBJECT, instance, 0]);
    return serverAccounts(this.#model)[0]?.shortServerId ?? DEFAULT_ENTRY;
  }
}
