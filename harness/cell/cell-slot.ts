import type { CellPort } from '../purpose/cell-port.ts';

const SLOT = Symbol.for('touchstone.cell');

/** What the process that owns a cell leaves for the purposes. */
export interface OfferedCell {
  readonly port: CellPort;
  /** Absolute paths of the suite files that hold the planned purposes. */
  readonly suites: readonly string[];
  /** Where allure-jest writes. Not part of jest's configuration: jest transforms everything anew when that changes. */
  readonly allureResults: string;
}

type Realm = { [SLOT]?: OfferedCell };

/** Where the process that owns a cell leaves it for the purposes; they run in a realm of their own. */
export function offerCell(cell: OfferedCell, realm: object = globalThis): void {
  (realm as Realm)[SLOT] = cell;
}

/** Undefined when jest was started by hand. */
export function offeredCell(realm: object = globalThis): OfferedCell | undefined {
  return (realm as Realm)[SLOT];
}
