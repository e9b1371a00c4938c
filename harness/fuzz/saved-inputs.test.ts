import { describe, expect, test } from '@jest/globals';
import { select } from './engine/target.ts';
import { defectOf } from './replay.ts';
import { readCorpus, readFindings } from './saved-inputs.ts';
import { loadTarget, targetModule, targetNames } from './targets.ts';

const targets = await Promise.all(targetNames().map(name => loadTarget(targetModule(name))));
const findings = targets.flatMap(({ name }) =>
  [...readFindings(name)].map(([file, input]) => ({ name, file, input })),
);

describe.each(targets.map(target => ({ target, name: target.name })))('the decoder $name', ({ target }) => {
  test('keeps the laws on every input of its corpus', () => {
    const corpus = readCorpus(target.name);
    expect(corpus.length).toBeGreaterThan(0);
    expect(corpus.flatMap(input => defectsOf(target, input))).toEqual([]);
  });

  test('keeps the laws on whatever was found in any decoder', () => {
    const broken = findings.flatMap(({ name, file, input }) =>
      target.readings.flatMap(reading => {
        const selects = name === target.name && target.readings.length > 1;
        const found = defectOf({ reading, payload: selects ? input.subarray(1) : input });
        return found === null ? [] : [{ file, ...found }];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('keeps the laws on the corpus of every other decoder', () => {
    const inputs = targets.filter(({ name }) => name !== target.name).flatMap(({ name }) => readCorpus(name));
    expect(inputs.flatMap(input => defectsOf(target, input))).toEqual([]);
  });
});

function defectsOf(target: Parameters<typeof select>[0], input: Uint8Array): unknown[] {
  const selected = select(target, input);
  const found = selected?.reading.judge(selected.payload) ?? null;
  return found === null ? [] : [{ input: Buffer.from(input).toString('hex'), ...found }];
}
