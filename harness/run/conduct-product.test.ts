import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { ProductConduct } from './conduct-product.ts';

/** Work that instances do until they are told that they have ended. */
class ScriptedCell {
  readonly #name: string;
  readonly #log: string[];
  readonly #parts: number[];
  readonly instances: { up: () => void; end: () => void }[] = [];

  /** @param parts what the cell needs before each of its instances is started. */
  constructor(name: string, log: string[], ...parts: readonly number[]) {
    this.#name = name;
    this.#log = log;
    this.#parts = [...parts];
  }

  get need(): number {
    return this.#parts[0] ?? 0;
  }

  start() {
    this.#parts.shift();
    this.#log.push(this.#name);
    const up = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    this.instances.push({ up: up.resolve, end: ended.resolve });
    return { up: up.promise, ended: ended.promise };
  }
}

describe('ProductConduct', () => {
  test('starts no instance before the one before is up', async () => {
    const log: string[] = [];
    const cell = new ScriptedCell('a', log, 2, 1);
    const conducted = new ProductConduct([cell], 2).conduct();
    await setImmediate();
    expect(log).toEqual(['a']);
    cell.instances[0]?.up();
    await setImmediate();
    expect(log).toEqual(['a', 'a']);
    for (const { up, end } of cell.instances) for (const tell of [up, end]) tell();
    await conducted;
  });

  test('gives a place to the cell that needs an instance most, and to the first of equals', async () => {
    const log: string[] = [];
    const cells = [
      new ScriptedCell('a', log, Number.POSITIVE_INFINITY, 50),
      new ScriptedCell('b', log, Number.POSITIVE_INFINITY, 60, 30),
    ];
    const conducted = new ProductConduct(cells, 5).conduct();
    for (let started = 0; started < 5; started += 1) {
      await setImmediate();
      for (const { up } of cells.flatMap(({ instances }) => instances)) up();
    }
    await setImmediate();
    expect(log).toEqual(['a', 'b', 'b', 'a', 'b']);
    for (const { end } of cells.flatMap(({ instances }) => instances)) end();
    await conducted;
  });

  test('gives a place that has become free to another cell, and has no more instances than places', async () => {
    const log: string[] = [];
    const cells = [new ScriptedCell('a', log, 10), new ScriptedCell('b', log, 10)];
    const conducted = new ProductConduct(cells, 1).conduct();
    await setImmediate();
    cells[0]?.instances[0]?.up();
    await setImmediate();
    expect(log).toEqual(['a']);
    cells[0]?.instances[0]?.end();
    await setImmediate();
    expect(log).toEqual(['a', 'b']);
    for (const tell of ['up', 'end'] as const) cells[1]?.instances[0]?.[tell]();
    await conducted;
  });
});
