import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseDescriptor } from '../sut/load-descriptor.ts';
import { cellsOf } from './planned-cell.ts';
import { declaration } from './testing/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));

test('A SUT has a cell for each version it names, each with the part of the baseline that is about it', () => {
  const entry = (id: string, rest: object = {}): object => ({
    ...{ purpose: id, expect: 'inconclusive', reason: 'preamble.refused', note: 'Known.', ...rest },
    issue: 'https://example.org/1',
  });
  const baseline = {
    schema: 'touchstone/baseline@1',
    entries: [entry('a.bv.everywhere'), entry('a.bv.one', { lwm2m: '1.1' })],
  };
  writeFileSync(join(folder, 'baseline.yaml'), JSON.stringify(baseline));
  const sut = {
    schema: 'touchstone/sut@1',
    identity: { name: 'acme', vendor: 'Acme', version: '1.0.0' },
    ...{ role: 'client', lwm2m: ['1.0', '1.1'], launch: { 'in-process': { peer: 'reference-client' } } },
    baseline: './baseline.yaml',
  };
  const descriptor = parseDescriptor(JSON.stringify(sut), join(folder, 'sut.yaml'));
  const cells = cellsOf(descriptor, [declaration('a.bv.one'), declaration('a.bv.two', { role: 'server' })]);
  expect(cells.map(({ description }) => description.id)).toEqual([
    'acme/nosec/udp/1.0',
    'acme/nosec/udp/1.1',
  ]);
  expect(cells.map(({ baseline: known }) => known.map(({ purpose }) => purpose))).toEqual([
    ['a.bv.everywhere'],
    ['a.bv.everywhere', 'a.bv.one'],
  ]);
  expect(cells.map(({ purposes }) => purposes.map(({ id }) => id))).toEqual([['a.bv.one'], ['a.bv.one']]);
});

test('An entry of the baseline is about the cells in which its purpose is asked, with the security that it names', () => {
  const entry = (id: string, rest: object = {}): object => ({
    ...{ purpose: id, expect: 'inconclusive', reason: 'preamble.refused', note: 'Known.', ...rest },
    issue: 'https://example.org/1',
  });
  const entries = [
    entry('a.bv.plain'),
    entry('a.bv.secured'),
    entry('a.bv.secured-psk', { security: ['psk'] }),
    entry('a.bv.unknown'),
  ];
  writeFileSync(join(folder, 'secured.yaml'), JSON.stringify({ schema: 'touchstone/baseline@1', entries }));
  const sut = {
    schema: 'touchstone/sut@1',
    identity: { name: 'acme', vendor: 'Acme', version: '1.0.0' },
    ...{ role: 'client', lwm2m: '1.0', launch: { 'in-process': { peer: 'reference-client' } } },
    ...{ security: ['nosec', 'psk', 'rpk'], baseline: './secured.yaml' },
  };
  const descriptor = parseDescriptor(JSON.stringify(sut), join(folder, 'sut.yaml'));
  const secured = { security: ['psk', 'rpk'] } as const;
  const purposes = [
    declaration('a.bv.plain'),
    declaration('a.bv.secured', secured),
    declaration('a.bv.secured-psk', secured),
  ];
  const about = cellsOf(descriptor, purposes).map(cell => cell.baseline.map(({ purpose }) => purpose));
  expect(about).toEqual([
    ['a.bv.plain', 'a.bv.unknown'],
    ['a.bv.secured', 'a.bv.secured-psk'],
    ['a.bv.secured'],
  ]);
});
