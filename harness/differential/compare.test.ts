import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SystemClock } from '../clock/system-clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { FileMistakes } from '../yaml/mistake.ts';
import { CodecPeer } from './codec-peer.ts';
import { compare } from './compare.ts';
import type { Comparison } from './comparison.ts';
import { type KnownDisagreement, knownDisagreements, loadKnownDisagreements } from './known-disagreement.ts';
import { firstDifference } from './peer-value.ts';

/** Doubles numbers, but is wrong from 100 on: `{"op":"double","value":7}` → `{"ok":true,"value":14}`. */
const WRONG_FROM_100 = `
  require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
    const { op, value } = JSON.parse(line);
    if (op === 'die') process.exit(7);
    console.log(JSON.stringify({ ok: true, value: value < 100 ? value * 2 : value }));
  });`;

const startPeer = () =>
  CodecPeer.start({ program: process.execPath, arguments: ['-e', WRONG_FROM_100] }, new SystemClock());

const doubling: Comparison = {
  name: 'doubling',
  samples: fc.nat({ max: 1000 }).map(value => async peer => {
    const answer = await peer.ask({ op: 'double', value });
    if (answer.ok && answer.value === value * 2) return null;
    return { difference: `double of ${value}`, example: String(value) };
  }),
};

const entry = (difference: string): KnownDisagreement => ({
  id: 'from-100',
  comparison: '^doubling$',
  difference,
  wrong: 'peer',
  clause: 'arithmetic',
  reason: 'it does not double',
});

const order = { runs: 200, seed: 1, onCase: () => {} };

async function withPeer<Result>(use: (peer: CodecPeer) => Promise<Result>): Promise<Result> {
  const peer = await startPeer();
  try {
    return await use(peer);
  } finally {
    await peer.end();
  }
}

describe('comparing two codecs', () => {
  test('finds a difference and makes it as small as it gets', async () => {
    const result = await withPeer(peer => compare(doubling, peer, knownDisagreements([]), order));
    expect(result.unknown).toEqual({ difference: 'double of 100', example: '100' });
  });

  test('goes on over what is known, and counts it', async () => {
    const known = knownDisagreements([entry('^double of \\d{3,4}$')]);
    const result = await withPeer(peer => compare(doubling, peer, known, order));
    expect(result).toMatchObject({ cases: 200, unknown: null });
    expect(result.known).toBeGreaterThan(100);
    expect(known.stale()).toEqual([]);
  });

  test('calls an entry stale that no case showed', async () => {
    const stale = entry('^double of minus one$');
    const known = knownDisagreements([stale, entry('.')]);
    await withPeer(peer => compare(doubling, peer, known, order));
    expect(known.stale()).toEqual([stale]);
  });

  test('does not take a fault of our own for agreement', async () => {
    const faulty: Comparison = {
      name: 'faulty',
      samples: fc.constant(() => Promise.reject(new RangeError('cannot encode'))),
    };
    const comparing = withPeer(peer => compare(faulty, peer, knownDisagreements([]), order));
    await expect(comparing).rejects.toThrow('cannot encode');
  });

  test('says so when the other codec goes away', async () => {
    const peer = await startPeer();
    await expect(peer.ask({ op: 'die' })).rejects.toBeInstanceOf(SutUnavailableError);
    await peer.end();
  });
});

describe('the list of known disagreements', () => {
  test('is refused with line and field when an entry gives no reason', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'disagreements-')), 'known.yaml');
    writeFileSync(
      file,
      'entries:\n  - id: x\n    comparison: a\n    difference: b\n    wrong: us\n    clause: c\n',
    );
    expect(() => loadKnownDisagreements(file)).toThrow(FileMistakes);
    expect(() => loadKnownDisagreements(file)).toThrow(/reason/);
    expect(() => loadKnownDisagreements(file)).toThrow(/wrong/);
  });
});

describe('the first difference of two lists of values', () => {
  const value = { path: '/3/0/9', type: 'INTEGER', value: '100' };

  test('is none for the same values in another order, and for another spelling of a float', () => {
    const float = { path: '/6/0/0', type: 'FLOAT', value: '1e21' };
    expect(firstDifference([value, float], [{ ...float, value: '1.0E21' }, value])).toBeNull();
  });

  test.each([
    [[{ ...value, value: '101' }], 'INTEGER 100 is 101 to the peer'],
    [[{ ...value, type: 'TIME' }], 'INTEGER is TIME to the peer'],
    [[], 'only ours has /3/0/9 (INTEGER 100)'],
    [[value, { ...value, path: '/3/0/9/1' }], 'only the peer has /3/0/9/1 (INTEGER 100)'],
    [[{ ...value, time: 5 }], 'time undefined of a value is 5 to the peer'],
  ])('names %j', (theirs, sentence) => {
    expect(firstDifference([value], theirs)).toBe(sentence);
  });
});
