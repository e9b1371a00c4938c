import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { announced } from './announced.ts';

async function told(duration: number): Promise<string[]> {
  const clock = new VirtualClock();
  const lines: string[] = [];
  await clock.run(async () => {
    await announced('waiting', clock.wait(duration), { clock, progress: line => lines.push(line) });
    await clock.wait(60_000);
  });
  return lines;
}

describe('announced', () => {
  test('is silent about what is quick', async () => {
    expect(await told(1_999)).toEqual([]);
  });

  test('repeats itself, and stops with the work', async () => {
    expect(await told(25_000)).toEqual(['waiting (2 s)', 'waiting (12 s)', 'waiting (22 s)']);
  });

  test('passes on what the work throws', async () => {
    const clock = new VirtualClock();
    const work = Promise.reject(new Error('broken'));
    await expect(announced('waiting', work, { clock, progress: () => {} })).rejects.toThrow('broken');
  });
});
