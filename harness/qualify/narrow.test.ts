import { describe, expect, test } from '@jest/globals';
import { declaration } from '../run/testing/sample.ts';
import { narrow } from './narrow.ts';
import {
  ANSWERS_WRONG,
  mutant,
  PURPOSES,
  READ,
  READS_WRONG,
  REFUSE,
  SLOW,
  SUBJECTS,
  WRITES_ALL,
} from './testing/sample-qualification.ts';

const OBSERVE = declaration('reporting.bv.observe', {
  requirements: ['HLF-016'],
  ets: ['LightweightM2M-1.0-int-301'],
});
const ALL = [...PURPOSES, OBSERVE];
const narrowed = (...names: string[]) => narrow(names, SUBJECTS, ALL);

describe('Narrowing a qualification', () => {
  test('leaves everything when nothing is named', () => {
    expect(narrowed()).toEqual({
      orders: [
        { subject: READS_WRONG.id, only: [READ.id] },
        { subject: WRITES_ALL.id, only: [REFUSE.id] },
        { subject: ANSWERS_WRONG.id, only: expect.any(Array) },
        { subject: SLOW.id, only: null },
      ],
      purposes: ALL,
    });
  });

  test('tries every mutant with every purpose where that is asked for', () => {
    expect(narrow([], SUBJECTS, ALL, 'every').orders).toEqual(
      SUBJECTS.map(({ id }) => ({ subject: id, only: null })),
    );
  });

  test('tries a mutant that is named with every purpose, and judges none of them by it', () => {
    expect(narrowed('client-reads-*')).toEqual({
      orders: [{ subject: READS_WRONG.id, only: null }],
      purposes: [],
    });
  });

  test('takes a purpose with the mutants that it must catch, and all variants of its role', () => {
    expect(narrowed(READ.id)).toEqual({
      orders: [
        { subject: READS_WRONG.id, only: [READ.id] },
        { subject: SLOW.id, only: [READ.id] },
      ],
      purposes: [READ],
    });
  });

  test('tries with a mutant also what was not named but must catch it, so that its fate is its real one', () => {
    const both = mutant('client-both', { ...READS_WRONG.kills, ...WRITES_ALL.kills });
    const { orders, purposes } = narrow([READ.id], [both], ALL);
    expect(orders).toEqual([{ subject: both.id, only: [READ.id, REFUSE.id] }]);
    expect(purposes).toEqual([READ]);
  });

  test('takes by a requirement its purposes, and the mutants that break it, whoever must catch them', () => {
    const { orders, purposes } = narrowed('hlf-032');
    expect(orders.map(({ subject }) => subject)).toEqual([WRITES_ALL.id, SLOW.id]);
    expect(purposes).toEqual([REFUSE]);
    const elsewhere = mutant('client-elsewhere', READS_WRONG.kills, { requirement: 'HLF-016' });
    expect(narrow(['HLF-016'], [elsewhere], ALL).orders).toEqual([
      { subject: elsewhere.id, only: [OBSERVE.id, READ.id] },
    ]);
  });

  test('takes an ETS id for its purpose', () => {
    expect(narrowed('LightweightM2M-1.0-int-301').purposes).toEqual([OBSERVE]);
  });

  test('keeps to the purposes of the role', () => {
    for (const { subject, only } of narrowed('management.*', 'registration.*').orders) {
      const isServer = subject === ANSWERS_WRONG.id;
      expect(only?.every(id => id.startsWith('registration.') === isServer)).toBe(true);
    }
  });

  test('lets a name stand for itself beside a purpose that is named', () => {
    expect(narrowed(WRITES_ALL.id, READ.id).orders).toContainEqual({ subject: WRITES_ALL.id, only: null });
  });

  test.each([
    ['client-read-wrong', 'did you mean client-reads-wrong?'],
    ['management.bv.reed', 'did you mean management.bv.read?'],
    ['utterly-different-from-all', 'touchstone list --mutants'],
  ])('refuses the unknown name %s with a way on', (name, hint) => {
    expect(() => narrowed(READ.id, name)).toThrow(
      expect.objectContaining({
        code: 'qualify.unknown-name',
        exitCode: 78,
        message: expect.stringContaining(name),
        hint: expect.stringContaining(hint),
      }),
    );
  });

  test('says of a requirement that nothing is about it', () => {
    expect(() => narrowed('SEC-004')).toThrow(/no purpose and no mutant is about this requirement/);
  });
});
