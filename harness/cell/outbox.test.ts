import { describe, expect, test } from '@jest/globals';
import type { CellEmission } from '../purpose/cell-port.ts';
import { Outbox } from './outbox.ts';

const started = (purpose: string): CellEmission =>
  ({ type: 'purpose-started', cell: 'c', purpose, at: '' }) as CellEmission;
const result = { type: 'result', cell: 'c', purpose: 'last' } as CellEmission;

function sent(time: 'virtual' | 'real', emissions: readonly CellEmission[]) {
  const batches: (readonly CellEmission[])[] = [];
  const outbox = new Outbox(time, events => batches.push(events));
  for (const event of emissions) outbox.emit(event);
  return { batches, outbox };
}

describe('Outbox', () => {
  test('sends everything at once over a real network', () => {
    const emissions = [started('a'), started('b'), result];
    expect(sent('real', emissions).batches).toEqual(emissions.map(event => [event]));
  });

  test('keeps emissions together in virtual time, in their order, until a result comes', () => {
    const emissions = [started('a'), started('b'), result];
    const { batches, outbox } = sent('virtual', [...emissions, started('c')]);
    expect(batches).toEqual([emissions]);
    outbox.flush();
    outbox.flush();
    expect(batches).toEqual([emissions, [started('c')]]);
  });

  test('lets no more wait than 64', () => {
    const many = Array.from({ length: 130 }, (_, index) => started(`p${index}`));
    const { batches } = sent('virtual', many);
    expect(batches.map(({ length }) => length)).toEqual([64, 64]);
    expect(batches.flat()).toEqual(many.slice(0, 128));
  });
});
