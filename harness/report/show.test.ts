import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors/touchstone-error.ts';
import { hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { clientCell, sampleRun } from '../record/testing/sample-run.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { showPurpose } from './show.ts';
import { terminalStyle } from './terminal-style.ts';

const plain = terminalStyle(false, 110);
const show = (id: string, run = sampleRun()) => showPurpose(run, id as PurposeId, null, plain);

describe('Showing a purpose', () => {
  test('tells what it is, what was checked and what was on the wire', () => {
    const text = show('management.bi.write-read-only');
    for (const part of [
      'answers 4.05 to a Write on a read-only resource and keeps its value',
      'LightweightM2M-1.0-int-651',
      '✓ PASS answers',
      '✗ FAIL code  must · code.unexpected',
      'LADDER',
      'CONTROL',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('tells what the SUT did wrong between messages, beside the checks', () => {
    expect(show('management.bi.write-read-only')).toContain(
      'FINDINGS BETWEEN MESSAGES\n    ! MUST matching.second-response  2.05 Content with token 03 is a second response (RFC 7252 §5.2, frame 6)',
    );
    expect(show('management.bv.read-device')).not.toContain('FINDINGS');
  });

  test('prints the failing frame and what it answers in full', () => {
    const text = show('management.bi.write-read-only');
    expect(text).toMatch(
      /FRAME 3, what was sent\n[\s\S]*Uri-Path +3\n[\s\S]*Content-Format +0 text\/plain\n[\s\S]*Mallory/,
    );
    expect(text).toMatch(
      /FRAME 4, judged as failing\n[\s\S]*Code +2\.04 Changed\n[\s\S]*0000 {2}61 44 20 02 02 +\|aD \.\.\|/,
    );
  });

  test('ends with the command that runs it again', () => {
    const text = show('management.bi.write-read-only');
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'touchstone run fixtures/suts/acme/sut.yaml --only management.bi.write-read-only --seed 7719',
    );
  });

  test('says why a purpose did not run', () => {
    const text = show('firmware.bv.push');
    expect(text).toContain('– NOT RUN  firmware.bv.push');
    expect(text).toContain('object.5 is false');
    expect(text).not.toContain('LADDER');
  });

  test('refuses a purpose that was not planned', () => {
    expect(() => show('management.bv.nothing')).toThrow(UsageError);
    expect(() => showPurpose(sampleRun(), 'firmware.bv.push' as PurposeId, 'x' as never, plain)).toThrow(
      UsageError,
    );
  });

  test('lets no control character of a SUT through', () => {
    const text = show('codec.bi.hostile-strings', sampleRun({ cells: [clientCell([hostilePurpose()])] }));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
