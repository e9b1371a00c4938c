import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { COUNTERS, instrument } from './instrument.ts';

/** Runs instrumented code and gives its result with the counters. */
function run(source: string): { readonly result: unknown; readonly hits: readonly number[] } {
  const { code, sites } = instrument(source, 0);
  const counters = new Uint32Array(sites);
  return { result: runInNewContext(code, { [COUNTERS]: counters }), hits: [...counters] };
}

describe('instrumented code', () => {
  test.each([
    ['an if', 'let a; if (1) a = "é"; a', 'é', [1, 0]],
    ['an else', 'let a; if (0) a = 1; else a = 2; a', 2, [0, 1]],
    ['a condition', '(1 ? "then" : "else")', 'then', [1, 0]],
    ['a short-circuit that is taken', '1 && 2', 2, [1]],
    ['a short-circuit that is not taken', '1 || 2', 1, [0]],
    ['a default for nothing', 'null ?? 3', 3, [1]],
    ['a loop', 'let n = 0; for (const x of [1, 2, 3]) n += x; n', 6, [3]],
    ['a loop with a block', 'let n = 0; while (n < 4) { n++ } n', 4, [4]],
    ['an arrow function', '[1, 2].map(x => x * 2).join()', '2,4', [2]],
    ['an arrow function that gives an object', '[1].map(x => ({ x }))[0].x', 1, [1]],
    ['a function', '(function (a) { return a })(5)', 5, [1]],
    [
      'a method, a getter and a constructor',
      'class A { #b = 1; constructor() {} get b() { return this.#b } c() { return this.b } } new A().c()',
      1,
      [1, 1, 1],
    ],
    ['a switch', 'let r; switch (2) { case 1: case 2: r = "b"; break; default: r = "c" } r', 'b', [1, 0]],
    ['a catch', 'let r; try { throw 1 } catch { r = 2 } r', 2, [1]],
    ['a branch inside of branches', '(x => (x > 1 ? (x > 2 ? "c" : "b") : "a"))(3)', 'c', [1, 1, 1, 0, 0]],
  ])('counts %s', (_, source, result, hits) => {
    expect(run(source)).toEqual({ result, hits });
  });

  test('keeps lines where they were', () => {
    const source = 'const a = 1;\n// é\nif (a)\n  throw 1;\n';
    expect(instrument(source, 0).code.split('\n')).toHaveLength(source.split('\n').length);
  });

  test('keeps types', () => {
    const { code } = instrument('const f = (a: number): { b: number } => ({ b: a } as const);', 7);
    expect(code).toBe(`const f = (a: number): { b: number } => (${COUNTERS}[7]++,({ b: a } as const));`);
  });

  test('learns what the code compares with', () => {
    const { literals } = instrument('x === 0x4f || y === "lwm2m" || z === 0xf_fn || w === "not a word"', 0);
    expect(literals).toEqual([0x4f, 'lwm2m', 255n]);
  });
});
