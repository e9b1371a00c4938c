import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { Checklist } from './checklist.ts';
import { interrupted } from './ending.ts';

const checklist = () => new Checklist('transport.bv.ping' as PurposeId, 'must', definitionOf);

/** As the control channel throws it: made outside of the realm in which Jest runs the purpose. */
const foreign = (name: string): unknown =>
  runInNewContext(`Object.assign(new Error('control verb disable: no'), { name: '${name}' })`);

describe('a purpose that a control verb interrupts', () => {
  test('is declined where the SUT does not support the verb', () => {
    expect(interrupted(foreign('UnsupportedVerb'), checklist())).toMatchObject({
      verdict: 'inconclusive',
      applicability: 'declined',
      reason: 'control.declined',
      message: 'control verb disable: no',
    });
  });

  test('is an error of the adapter where the verb failed', () => {
    expect(interrupted(foreign('ControlFailure'), checklist())).toMatchObject({
      verdict: 'error',
      reason: 'control.failed',
      message: 'control verb disable: no',
    });
  });

  test('crashed where nobody knows the error', () => {
    expect(interrupted(foreign('TypeError'), checklist())).toMatchObject({
      verdict: 'error',
      reason: 'purpose.crashed',
    });
  });
});
