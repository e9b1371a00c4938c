import { describe, expect, test } from '@jest/globals';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { planCell } from './plan.ts';
import { loadSuites } from './suite-index.ts';
import { declaration, plannedCell } from './testing/sample.ts';

const ALL_VERBS = null;

describe('planCell', () => {
  test('runs what has no condition', () => {
    expect(decide(declaration('a.bv.one'))).toMatchObject({ applicability: 'selected', runs: true });
  });

  test('runs what the ICS claims and leaves out what it denies, with the values as the reason', () => {
    const purpose = declaration('a.bv.one', { when: 'object.5 && !object.6' });
    const run = planCell(plannedCell([purpose], { 'object.5': true, 'object.6': false }), ALL_VERBS);
    expect(run[0]).toMatchObject({ applicability: 'selected', runs: true });
    const left = planCell(plannedCell([purpose], { 'object.5': false }), ALL_VERBS);
    expect(left[0]).toMatchObject({ applicability: 'notApplicable', runs: false });
    expect(left[0]?.why).toContain('object.5 is false');
  });

  test('knows the version of the cell: what is only for another one does not apply', () => {
    const purpose = declaration('a.bv.one', { when: 'lwm2m.1_1 && object.5' });
    const cell = plannedCell([purpose], { 'lwm2m.1_1': true, 'object.5': true });
    expect(planCell(cell, ALL_VERBS)[0]).toMatchObject({ applicability: 'notApplicable', runs: false });
    const later = { ...cell, description: { ...cell.description, lwm2m: '1.1' } as const };
    expect(planCell(later, ALL_VERBS)[0]).toMatchObject({ applicability: 'selected', runs: true });
  });

  test('runs an undetermined must, and only reports an undetermined should', () => {
    const when = 'object.5';
    expect(decide(declaration('a.bv.one', { when }))).toMatchObject({
      applicability: 'undetermined',
      runs: true,
    });
    expect(decide(declaration('a.bv.one', { when, level: 'should' }))).toMatchObject({
      applicability: 'undetermined',
      runs: false,
    });
  });

  test('rules out what needs a verb that the SUT lacks, and names it', () => {
    const purpose = declaration('a.bv.one', { needs: ['read', 'create'] });
    const [entry] = planCell(plannedCell([purpose]), ['start', 'stop', 'read']);
    expect(entry).toMatchObject({ applicability: 'notApplicable', runs: false });
    expect(entry?.why).toContain('create');
  });

  test('rules out what needs a firmware image that the SUT file does not name, and says which', () => {
    const purpose = declaration('a.bv.one', { images: ['valid', 'corrupt'] });
    const [without] = planCell(plannedCell([purpose], {}, { valid: '/image' }), ALL_VERBS);
    expect(without).toMatchObject({ applicability: 'notApplicable', runs: false });
    expect(without?.why).toContain('ixit.firmware.corrupt');
    const images = { valid: '/image', corrupt: '/other' };
    expect(planCell(plannedCell([purpose], {}, images), ALL_VERBS)[0]).toMatchObject({ runs: true });
  });

  test('rules out a purpose whose twin does not apply', () => {
    const twin = declaration('a.bv.one', { when: 'object.5' });
    const purpose = declaration('a.bi.two', { twin: twin.id });
    const plan = planCell(plannedCell([twin, purpose], { 'object.5': false }), ALL_VERBS);
    expect(plan.map(({ runs }) => runs)).toEqual([false, false]);
    expect(plan[1]?.why).toContain('a.bv.one');
  });

  test('refuses an expression that is none', () => {
    const purpose = declaration('a.bv.one', { when: 'object.5 &&' });
    expect(() => planCell(plannedCell([purpose]), ALL_VERBS)).toThrow('a.bv.one');
  });

  test('understands the condition of every purpose there is', async () => {
    const purposes = (await loadSuites()).map(({ declaration }) => declaration);
    expect(planCell(plannedCell(purposes), ALL_VERBS)).toHaveLength(purposes.length);
  });
});

function decide(purpose: PurposeDeclaration) {
  return planCell(plannedCell([purpose]), ALL_VERBS)[0];
}
