import type { CellPort } from '../purpose/cell-port.ts';

const SLOT = Symbol.for('touchstone.cell');

type Realm = { [SLOT]?: CellPort };

/** Where the process that owns a cell leaves it for the purposes; they run in a realm of their own. */
export function offerCell(port: CellPort, realm: object = globalThis): void {
  (realm as Realm)[SLOT] = port;
}

/** Undefined when jest was started by hand. */
export function offeredCell(realm: object = globalThis): CellPort | undefined {
  return (realm as Realm)[SLOT];
}
