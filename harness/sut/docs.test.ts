import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseBaseline } from '../verdict/baseline-file.ts';
import { FileMistakes } from '../yaml/mistake.ts';
import { parseDescriptor } from './load-descriptor.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/sut-file.md'), 'utf8');
const [sut = '', baseline = ''] = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

describe('docs/sut-file.md', () => {
  test('shows a SUT file that is correct, but for the baseline that is not beside it', () => {
    expect(() => parseDescriptor(sut, '/nowhere/sut.yaml')).toThrow(FileMistakes);
    const { identity, ics } = parseDescriptor(sut.replace(/^baseline:.*$/m, ''), '/nowhere/sut.yaml');
    expect(identity.name).toBe('acme-client');
    expect(ics).toEqual({ 'object.5': true, 'format.json': false, 'attr.pmin': 'unset' });
  });

  test('shows a baseline that is correct', () => {
    expect(parseBaseline(baseline, '/nowhere/baseline.yaml').map(entry => entry.expect)).toEqual([
      'fail',
      'inconclusive',
      'skip',
    ]);
  });
});
