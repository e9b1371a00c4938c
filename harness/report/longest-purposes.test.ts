import { describe, expect, test } from '@jest/globals';
import { FrameLog, message } from '../record/testing/sample-frames.ts';
import { declare, ran } from '../record/testing/sample-purposes.ts';
import { clientCell, sampleRun, serverCell } from '../record/testing/sample-run.ts';
import { longestPurposes } from './longest-purposes.ts';

const purpose = (id: string, durationMs: number, ats: readonly number[] = []) => {
  const log = new FrameLog('client');
  for (const at of ats) log.sent(at, message('0.01', 7, '01'));
  const declaration = declare(`registration.bv.${id}`, 'client', {
    title: 'does it',
    requirements: ['HLF-019'],
  });
  return ran(declaration, 'pass', log.frames, [], { durationMs });
};
const longestOf = (...purposes: readonly ReturnType<typeof purpose>[]) =>
  longestPurposes(sampleRun({ cells: [clientCell(purposes)] }), 2);

describe('The longest purposes of a run', () => {
  test('come longest first, and no more of them than asked for', () => {
    const found = longestOf(purpose('short', 10), purpose('longest', 9000), purpose('long', 800));
    expect(found.map(each => each.purpose.plan.purpose.id)).toEqual([
      'registration.bv.longest',
      'registration.bv.long',
    ]);
  });

  test('name the longest time in which no datagram passed, with the datagrams around it', () => {
    const waits = longestOf(purpose('between', 9000, [10, 6010, 8000]), purpose('after', 8000, [10, 20]));
    expect(waits.map(({ wait }) => [wait.durationMs, wait.after?.number, wait.before?.number])).toEqual([
      [6000, 1, 2],
      [7980, 2, undefined],
    ]);
  });

  test('are silent all along where no datagram passed', () => {
    const [found] = longestOf(purpose('mute', 5000));
    expect(found?.wait).toEqual({ durationMs: 5000, after: null, before: null });
  });

  test('are none of a cell in virtual time, which nobody waited for', () => {
    expect(longestPurposes(sampleRun({ cells: [serverCell()] }), 2)).toEqual([]);
  });
});
