import type { Timer } from '../clock/clock.ts';
import type { NamedTimers } from '../clock/named-timers.ts';
import type { Address } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import type { RegisterRequest, UpdateRequest } from './registration-request.ts';
import type { ServerStorage, ServerTimer } from './server-hooks.ts';

export interface Registration extends RegisterRequest {
  /** Path segment under `/rd`. */
  readonly id: string;
  /** Where the device's messages come from, which is where requests to it go. */
  readonly address: Address;
}

export type RegistrationEvent = 'registered' | 'updated' | 'deregistered' | 'expired';

/** Who is registered (TS 1.0 §5.3): soft state that ends with its lifetime. */
export class Registry {
  readonly #timers: NamedTimers<ServerTimer>;
  readonly #random: Random;
  readonly #storage: ServerStorage;
  readonly #byId = new Map<string, { registration: Registration; expiry: Timer }>();
  /** Locations by endpoint name, oldest first: one, unless a hook keeps more. */
  readonly #idsOf = new Map<string, Set<string>>();
  readonly #listeners: ((event: RegistrationEvent, registration: Registration) => void)[] = [];

  constructor(timers: NamedTimers<ServerTimer>, random: Random, storage: ServerStorage = {}) {
    this.#timers = timers;
    this.#random = random;
    this.#storage = storage;
  }

  onEvent(listener: (event: RegistrationEvent, registration: Registration) => void): void {
    this.#listeners.push(listener);
  }

  /** A registration of the same endpoint is replaced: its location is dead from now on. */
  register(request: RegisterRequest, address: Address): Registration {
    const previous = this.find(request.endpoint);
    if (previous !== undefined && this.#removes(previous, 'replaced')) this.#remove(previous.id);
    const registration = { ...request, id: Buffer.from(this.#random.bytes(5)).toString('hex'), address };
    const kept = this.#stored(registration, previous, 'register');
    if (kept !== null) {
      this.#keep(kept);
      this.#tell('registered', kept);
    }
    return kept ?? registration;
  }

  /** False when the location is unknown. */
  update(id: string, request: UpdateRequest, address: Address): boolean {
    const entry = this.#byId.get(id);
    if (entry === undefined) return false;
    const registration = { ...entry.registration, ...request, address };
    const kept = this.#stored(registration, entry.registration, 'update');
    if (kept === null) return true;
    entry.expiry.cancel();
    this.#keep(kept);
    this.#tell('updated', kept);
    return true;
  }

  /** False when the location is unknown. */
  deregister(id: string): boolean {
    const registered = this.#byId.get(id)?.registration;
    if (registered !== undefined && !this.#removes(registered, 'deregistered')) return true;
    const removed = this.#remove(id);
    if (removed !== undefined) this.#tell('deregistered', removed);
    return removed !== undefined;
  }

  find(endpoint: string): Registration | undefined {
    const [id = ''] = this.#idsOf.get(endpoint) ?? [];
    return this.#byId.get(id)?.registration;
  }

  list(): Registration[] {
    return [...this.#byId.values()].map(({ registration }) => registration);
  }

  /** Drops everything without a word. */
  clear(): void {
    for (const id of [...this.#byId.keys()]) this.#remove(id);
  }

  #removes(registration: Registration, why: 'replaced' | 'deregistered'): boolean {
    return this.#storage.removes?.(registration, why) ?? true;
  }

  #stored(
    registration: Registration,
    held: Registration | undefined,
    why: 'register' | 'update',
  ): Registration | null {
    const { registration: storing } = this.#storage;
    return storing === undefined ? registration : storing(registration, held, why);
  }

  #keep(registration: Registration): void {
    const expiry = this.#timers.after('lifetime', registration.lifetime * 1000, () => {
      const expired = this.#remove(registration.id);
      if (expired !== undefined) this.#tell('expired', expired);
    });
    const { id, endpoint } = registration;
    const held = this.#byId.get(id)?.registration;
    if (held !== undefined && held.endpoint !== endpoint) this.#unlist(held);
    this.#byId.set(id, { registration, expiry });
    this.#idsOf.set(endpoint, (this.#idsOf.get(endpoint) ?? new Set()).add(id));
  }

  #remove(id: string): Registration | undefined {
    const entry = this.#byId.get(id);
    entry?.expiry.cancel();
    this.#byId.delete(id);
    if (entry !== undefined) this.#unlist(entry.registration);
    return entry?.registration;
  }

  #unlist({ id, endpoint }: Registration): void {
    const ids = this.#idsOf.get(endpoint);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsOf.delete(endpoint);
  }

  #tell(event: RegistrationEvent, registration: Registration): void {
    for (const listener of this.#listeners) listener(event, registration);
  }
}
