import type { PlainValue } from '../lwm2m/plain-value.ts';
import type { ClientContext } from './client-context.ts';
import type { Values } from './expect-content.ts';
import { objectList } from './object-list.ts';
import { tlv } from './payload.ts';
import type { PerServer, RegisteredAccount } from './two-servers.ts';

/** Letters of TS 1.0 E.3, resource 2, in any order: `RW`; the empty string for none at all. */
export type Rights = string;

/** Rights of the owner, of the other server, and of every server that has none of its own. Left out: no entry in the list. */
export interface AccessList {
  readonly owner?: Rights;
  readonly other?: Rights;
  readonly default?: Rights;
}

/** An instance of the Access Control object, as a server reads it. */
export interface ReadEntry {
  /** `/2/4` */
  readonly path: string;
  /** Short Server ID, or 65535. */
  readonly owner: PlainValue | undefined;
  /** Bits by Short Server ID. */
  readonly list: Readonly<Record<string, PlainValue>>;
}

const BITS: Readonly<Record<string, number>> = { R: 1, W: 2, E: 4, D: 8, C: 16 };
/** Stands for the object in the place of an instance (TS 1.0 §7.3.1). */
const OBJECT_LEVEL = 65_535;
const DEFAULT_ENTRY = 0;

/** The Access Control instance about `/3/0`, or about an object (`/3303`), among the values of object 2; null without one. */
export function entryIn(values: Values, about: string): ReadEntry | null {
  const [, object, instance = OBJECT_LEVEL] = about.split('/');
  const paths = new Set(Object.keys(values).map(path => path.split('/').slice(0, 3).join('/')));
  for (const path of paths) {
    if (values[`${path}/0`] !== Number(object) || values[`${path}/1`] !== Number(instance)) continue;
    const list = Object.entries(values)
      .filter(([at]) => at.startsWith(`${path}/2/`))
      .map(([at, bits]) => [at.slice(path.length + 3), bits] as const);
    return { path, owner: values[`${path}/3`], list: Object.fromEntries(list) };
  }
  return null;
}

/** An object instance, or an object, whose Access Control instance belongs to one of two servers. */
export class ControlledInstance {
  readonly path: string;
  /** Its Access Control instance: `/2/4`. */
  readonly entry: string;
  readonly owner: RegisteredAccount;
  readonly other: RegisteredAccount;
  readonly #t: ClientContext;

  private constructor(t: ClientContext, path: string, entry: string, owners: PerServer<RegisteredAccount>) {
    this.#t = t;
    this.path = path;
    this.entry = entry;
    [this.owner, this.other] = owners;
  }

  /** Preamble. @throws Inconclusive when no server can read the Access Control instance, or neither is its owner. */
  static async of(
    t: ClientContext,
    [first, second]: PerServer<RegisteredAccount>,
    path: string,
  ): Promise<ControlledInstance> {
    for (const owners of [[first, second] as const, [second, first] as const]) {
      const [owner] = owners;
      const entry = entryIn(await t.valuesAt(owner.device, '/2'), path);
      if (entry?.owner === owner.shortServerId) return new ControlledInstance(t, path, entry.path, owners);
    }
    return t.inconclusive('preamble.refused', `neither server owns an Access Control instance for ${path}`);
  }

  /** Preamble: the owner writes the list. @throws Inconclusive when the device does not take it as it is. */
  async allow(rights: AccessList): Promise<void> {
    const path = `${this.entry}/2`;
    const list = this.#listOf(rights);
    this.#t.done(
      await this.owner.device.write(path, tlv(path, list)),
      `the Write of the list of ${this.path}`,
    );
    const now = entryIn(await this.#t.valuesAt(this.owner.device, '/2'), this.path);
    if (JSON.stringify(now?.list) !== JSON.stringify(list)) {
      this.#t.inconclusive('preamble.refused', `the list of ${this.path} is not the one that was written`);
    }
  }

  #listOf(rights: AccessList): Record<string, number> {
    const entries = [
      [DEFAULT_ENTRY, rights.default],
      [this.owner.shortServerId, rights.owner],
      [this.other.shortServerId, rights.other],
    ] as const;
    return Object.fromEntries(
      entries.flatMap(([server, letters]) => (letters === undefined ? [] : [[server, bitsOf(letters)]])),
    );
  }
}

/**
 * Preamble of purposes that are not about access: the second server may do this with an instance as the first may. A device
 * that does not control access need not be told.
 */
export async function openToBoth(
  t: ClientContext,
  servers: PerServer<RegisteredAccount>,
  path: string,
  rights: Rights,
): Promise<void> {
  const controlled = objectList(servers[0].register)?.some(listed => listed.startsWith('/2/')) ?? false;
  if (controlled) await (await ControlledInstance.of(t, servers, path)).allow({ other: rights });
}

function bitsOf(letters: Rights): number {
  return [...letters].reduce((bits, letter) => bits | (BITS[letter] ?? 0), 0);
}
