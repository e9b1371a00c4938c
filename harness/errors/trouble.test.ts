import { openSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { UsageError } from './touchstone-error.ts';
import { troubleOf } from './trouble.ts';

/** As Node throws it when a system call is refused. */
const refused = (code: string) =>
  Object.assign(new Error(`${code}: refused, write`), { code, errno: -1, syscall: 'write' });

describe('Whatever was thrown', () => {
  test('is told in its own words where it is an error of ours', () => {
    const thrown = new UsageError('run.jobs', '--jobs 0 is no number', { hint: 'leave it out' });
    expect(troubleOf(thrown)).toEqual({
      ...{ code: 'run.jobs', message: '--jobs 0 is no number' },
      ...{ hint: 'leave it out', exitCode: 64 },
    });
  });

  test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE'])(
    'blames the machine for %s',
    code => {
      const { exitCode, message, hint } = troubleOf(refused(code));
      expect({ exitCode, message }).toEqual({ exitCode: 78, message: `${code}: refused, write` });
      expect(hint).not.toContain('defect of Touchstone');
    },
  );

  test('blames us for everything else, with the place where it was thrown', () => {
    const absent = (): unknown => readFileSync(openSync('/nowhere/at/all', 'r'));
    for (const thrown of [new TypeError('x is undefined'), thrownBy(absent), { code: 'ENOSPC' }, null]) {
      expect(troubleOf(thrown)).toMatchObject({ code: 'harness.unexpected', exitCode: 70 });
    }
    expect(troubleOf(new TypeError('x is undefined')).message).toContain('trouble.test.ts');
  });
});

function thrownBy(body: () => unknown): unknown {
  try {
    return body();
  } catch (thrown) {
    return thrown;
  }
}
