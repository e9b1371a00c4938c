import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../property/any-character.arbitrary.ts';
import type { PathDepth } from '../path.ts';
import type { ResourceType } from '../value.ts';
import { applyAttributes, parseAttributes } from './attributes.ts';
import { type AttributesOutcome, type AttributesRequest, judgeAttributes } from './judge-attributes.ts';
import { LWM2M_VERSIONS, type Lwm2mVersion } from './lwm2m-version.ts';
import type { RuleId } from './rules.ts';

interface Case {
  readonly query: string;
  readonly depth?: PathDepth;
  readonly type?: ResourceType;
  readonly current?: string;
}

function request(
  version: Lwm2mVersion,
  { query, depth = 3, type = 'Integer', current = '' }: Case,
): AttributesRequest {
  const { changes } = parseAttributes(items(current), version);
  return { version, query: items(query), depth, type, current: applyAttributes({}, changes ?? {}) };
}

function items(query: string): string[] {
  return query === '' ? [] : query.split('&');
}

/** For each version: what becomes of it, and by which rules it is not plainly legal. */
type Row = readonly [Case, ...(readonly [AttributesOutcome, ...RuleId[]])[]];

const ALL_LEGAL = [['legal'], ['legal'], ['legal']] as const;
const all = (...judgement: readonly [AttributesOutcome, ...RuleId[]]) =>
  [judgement, judgement, judgement] as const;

const ROWS: readonly Row[] = [
  [{ query: 'pmin=10&pmax=200' }, ...ALL_LEGAL],
  [{ query: 'pmin=10&pmax=200', depth: 1 }, ...ALL_LEGAL],
  [{ query: 'pmin=10&pmax=200', depth: 2 }, ...ALL_LEGAL],
  [{ query: 'pmin&pmax&gt&lt&st' }, ...ALL_LEGAL],
  [{ query: 'lt=1&gt=6&st=1' }, ...ALL_LEGAL],
  [{ query: 'gt=0.5', type: 'Float' }, ...ALL_LEGAL],
  [{ query: 'pmin=0' }, ...ALL_LEGAL],
  [{ query: 'pmin=10', depth: 4 }, ['refused', 'attribute-level'], ['legal'], ['legal']],
  [{ query: 'gt=10', depth: 4 }, ['refused', 'attribute-level'], ['legal'], ['legal']],
  [
    { query: 'epmin=1&epmax=20' },
    ['refused', 'attribute-unknown', 'attribute-unknown'],
    ['legal'],
    ['legal'],
  ],
  [
    { query: 'edge=1', type: 'Boolean' },
    ['refused', 'attribute-unknown'],
    ['refused', 'attribute-unknown'],
    ['legal'],
  ],
  [
    { query: 'edge=1' },
    ['refused', 'attribute-unknown'],
    ['refused', 'attribute-unknown'],
    ['refused', 'attribute-type'],
  ],
  [
    { query: 'con=1', depth: 2 },
    ['refused', 'attribute-unknown'],
    ['refused', 'attribute-unknown'],
    ['legal'],
  ],
  [{ query: 'foo=1' }, ...all('refused', 'attribute-unknown')],
  [{ query: 'dim=2' }, ...all('refused', 'attribute-unknown')],
  [{ query: '' }, ...all('either', 'attribute-none')],
  [{ query: 'pmin=1&pmin=2' }, ...all('either', 'attribute-repeated')],
  [{ query: 'pmin=1.5' }, ...all('refused', 'attribute-syntax')],
  [{ query: 'pmax=abc' }, ...all('refused', 'attribute-syntax')],
  [{ query: 'pmin=' }, ...all('refused', 'attribute-syntax')],
  [{ query: 'gt=1e3' }, ...all('refused', 'attribute-syntax')],
  [{ query: 'st=-1' }, ...all('refused', 'attribute-syntax')],
  [{ query: 'gt=-5' }, ...all('either', 'attribute-sign')],
  [{ query: 'pmax=4294967296' }, ...all('either', 'attribute-size')],
  [{ query: 'gt=10', depth: 2 }, ...all('refused', 'attribute-level')],
  [{ query: 'lt=10', depth: 1 }, ...all('refused', 'attribute-level')],
  [{ query: 'gt=10', type: 'String' }, ...all('refused', 'attribute-type')],
  [{ query: 'st=10', type: 'Boolean' }, ...all('refused', 'attribute-type')],
  [{ query: 'lt=10', type: 'Opaque' }, ...all('refused', 'attribute-type')],
  [{ query: 'gt=10', type: 'Time' }, ...all('either', 'time-is-numeric')],
  [{ query: 'lt=6&gt=6' }, ...all('refused', 'lt-below-gt')],
  [{ query: 'lt=7&gt=6' }, ...all('refused', 'lt-below-gt')],
  [{ query: 'lt=1&gt=6&st=2.5' }, ...all('refused', 'step-fits')],
  [{ query: 'lt=1&gt=6&st=2.4999' }, ...ALL_LEGAL],
  [{ query: 'lt=0.1&gt=0.3&st=0.1', type: 'Float' }, ...all('refused', 'step-fits')],
  [{ query: 'lt=7', current: 'gt=6' }, ...all('either', 'merged-thresholds')],
  [{ query: 'st=3', current: 'lt=1&gt=6' }, ...all('either', 'merged-thresholds')],
  [{ query: 'gt&lt=7', current: 'gt=6' }, ...ALL_LEGAL],
  [{ query: 'st=0' }, ...all('either', 'step-zero')],
  [{ query: 'pmax=0' }, ['either', 'pmax-zero'], ['legal'], ['legal']],
  [{ query: 'pmin=10&pmax=5' }, ['legal'], ['either', 'pmax-below-pmin'], ['either', 'pmax-below-pmin']],
  [
    { query: 'pmax=5', current: 'pmin=10' },
    ['legal'],
    ['either', 'pmax-below-pmin'],
    ['either', 'pmax-below-pmin'],
  ],
  [{ query: 'pmin=5&pmax=5' }, ['legal'], ['either', 'equal-periods'], ['legal']],
  [
    { query: 'epmin=9&epmax=3' },
    ['refused', 'attribute-unknown', 'attribute-unknown'],
    ['either', 'evaluation-order'],
    ['either', 'evaluation-order'],
  ],
];

describe('judgeAttributes', () => {
  test.each(
    ROWS.flatMap(([given, ...by]) =>
      by.map((judgement, index) => [given, LWM2M_VERSIONS[index], judgement] as const),
    ),
  )('finds %j in %s %j', (given, version, [outcome, ...rules]) => {
    const judged = judgeAttributes(request(version ?? '1.0', given));
    expect([judged.outcome, ...judged.reasons.map(({ rule }) => rule)]).toEqual([outcome, ...rules]);
    for (const { clause } of judged.reasons)
      expect(clause).toContain(version === '1.0' ? 'TS 1.0' : 'TS Core 1.');
  });

  test('leaves attributes in an Observe open before 1.2', () => {
    const observe = (version: Lwm2mVersion, query: string[]): AttributesOutcome =>
      judgeAttributes({ version, query, depth: 3, type: 'Integer', operation: 'observe' }).outcome;
    expect(LWM2M_VERSIONS.map(version => observe(version, ['pmin=1']))).toEqual([
      'either',
      'either',
      'legal',
    ]);
    expect(LWM2M_VERSIONS.map(version => observe(version, []))).toEqual(['legal', 'legal', 'legal']);
  });

  test('refuses attributes of what cannot be read', () => {
    const { outcome } = judgeAttributes({ version: '1.0', query: ['pmin=1'], depth: 3, readable: false });
    expect(outcome).toBe('refused');
  });

  test('judges any text, and names a reason exactly when it is not plainly legal', () => {
    const item = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc
        .tuple(
          fc.constantFrom('pmin', 'pmax', 'gt', 'lt', 'st', 'epmin', 'epmax', 'edge', 'con', 'hqmax'),
          fc.string(),
        )
        .map(([name, text]) => `${name}=${text}`),
    );
    fc.assert(
      fc.property(fc.array(item), fc.constantFrom(...LWM2M_VERSIONS), (query, version) => {
        const { outcome, reasons } = judgeAttributes({ version, query, depth: 3, type: 'Float' });
        expect(outcome === 'legal').toBe(reasons.length === 0);
      }),
    );
  });
});
