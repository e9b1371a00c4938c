import { describe, expect, test } from '@jest/globals';
import { select } from './selection.ts';
import { declaration } from './testing/sample.ts';

const read = declaration('management.bv.read', {
  requirements: ['HLF-027'],
  ets: ['LightweightM2M-1.0-int-201'],
});
const refuse = declaration('management.bi.refuse', { requirements: ['HLF-032'], twin: read.id });
const observe = declaration('reporting.bv.observe', { requirements: ['HLF-016'] });
const ALL = [read, refuse, observe];

describe('select', () => {
  test('keeps everything when nothing is named', () => {
    expect(select(ALL, [])).toEqual(ALL);
  });

  test('finds by purpose id, by pattern, by requirement and by ETS id, whatever the case', () => {
    expect(select(ALL, ['reporting.bv.observe'])).toEqual([observe]);
    expect(select(ALL, ['reporting.*'])).toEqual([observe]);
    expect(select(ALL, ['hlf-016'])).toEqual([observe]);
    expect(select(ALL, ['LightweightM2M-1.0-int-201'])).toEqual([read]);
  });

  test('brings the twin along', () => {
    expect(select(ALL, ['HLF-032'])).toEqual([read, refuse]);
  });

  test('brings the twin of the twin along, too', () => {
    const wrong = declaration('management.bi.wrong', { requirements: ['HLF-033'], twin: refuse.id });
    expect(select([...ALL, wrong], ['HLF-033'])).toEqual([read, refuse, wrong]);
  });

  test('takes a dot for a dot', () => {
    expect(select(ALL, ['reportingxbv.observe'])).toEqual([]);
  });
});
