const SLOT = Symbol.for('touchstone.cell');

/** What the process that owns a cell leaves for the purposes. */
export interface OfferedCell {
  /** Declares the planned purposes as tests of jest. */
  declare(jest: JestRealm): void;
  /** Where allure-jest writes. Not part of jest's configuration: jest transforms everything anew when that changes. */
  readonly allureResults: string;
}

/** What jest gives to its one test file. */
export interface JestRealm {
  readonly test: Test;
  /** Its global object. */
  readonly realm: object;
}

export type Test = (title: string, body: () => Promise<void>, timeout: number) => void;

type Realm = { [SLOT]?: OfferedCell };

/** Where the process that owns a cell leaves it for the purposes; they run in a realm of their own. */
export function offerCell(cell: OfferedCell, realm: object = globalThis): void {
  (realm as Realm)[SLOT] = cell;
}

/** Undefined when jest was started by hand. */
export function offeredCell(realm: object = globalThis): OfferedCell | undefined {
  return (realm as Realm)[SLOT];
}
