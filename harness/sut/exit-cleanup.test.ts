import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { isAlive } from './testing/is-alive.ts';

describe('onProcessExit', () => {
  test('takes along what a tool that exits in a hurry has started', async () => {
    const script = join(import.meta.dirname, 'testing/leave-a-child.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const pid = Number(stdout);
    expect(pid).toBeGreaterThan(1);
    const clock = new SystemClock();
    for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await clock.wait(20);
    expect(isAlive(pid)).toBe(false);
  });
});
