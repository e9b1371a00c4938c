import { describe, expect, test } from '@jest/globals';
import { icsOfCell } from './ics-of-cell.ts';
import type { PurposeId } from './ids.ts';
import { versionsOf } from './purpose-condition.ts';

describe('icsOfCell', () => {
  test('claims the version of the cell and no other, whatever the file says', () => {
    const ics = { 'lwm2m.1_0': true, 'lwm2m.1_1': true } as const;
    expect(icsOfCell(ics, '1.0')).toMatchObject({ 'lwm2m.1_0': true, 'lwm2m.1_1': false });
    expect(icsOfCell({}, '1.1')).toMatchObject({ 'lwm2m.1_0': false, 'lwm2m.1_1': true });
  });

  test('denies what the version does not have yet, and leaves everything else as it is claimed', () => {
    const ics = { 'format.senml-json': true, 'format.json': true, 'object.5': 'unset' } as const;
    expect(icsOfCell(ics, '1.0')).toMatchObject({ ...ics, 'format.senml-json': false });
    expect(icsOfCell(ics, '1.1')).toMatchObject(ics);
    expect(icsOfCell({}, '1.1')).not.toHaveProperty('format.senml-json');
  });
});

describe('versionsOf', () => {
  const versions = (when: string | null) => versionsOf({ id: 'a.bv.one' as PurposeId, when });

  test('gives the versions in which a condition can hold, the oldest first', () => {
    expect(versions(null)).toEqual(['1.0', '1.1']);
    expect(versions('object.5 && !attr.pmin')).toEqual(['1.0', '1.1']);
    expect(versions('lwm2m.1_1')).toEqual(['1.1']);
    expect(versions('binding.queue && !lwm2m.1_1')).toEqual(['1.0']);
    expect(versions('object.5 && format.senml-cbor')).toEqual(['1.1']);
  });

  test('refuses a condition that holds in none', () => {
    expect(() => versions('lwm2m.1_0 && lwm2m.1_1')).toThrow('no version of LwM2M');
  });
});
