import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { valueFits } from '../value.ts';
import { anyResource } from './object-definition.arbitrary.ts';
import type { ResourceDefinition } from './object-definition.ts';
import { inRange, parseRange } from './range.ts';
import { builtInDefinitions } from './registry.ts';
import { sampleValue } from './sample-value.ts';

function expectLegal(resource: ResourceDefinition): void {
  const value = sampleValue(resource);
  const { type, range } = resource;
  if (value === null) {
    const [first] = range?.kind === 'lengths' ? range.intervals : [];
    expect(type === 'None' || (first !== undefined && first.min > 65_536)).toBe(true);
  } else
    expect({ resource, value, legal: valueFits(type, value) && inRange(range, value) }).toMatchObject({
      legal: true,
    });
}

test('a sample value is legal, for every built-in resource', () => {
  for (const { resources } of [...builtInDefinitions('1.0'), ...builtInDefinitions('1.1')]) {
    for (const resource of resources) expectLegal(resource);
  }
});

test('a sample value is legal, for any resource', () => {
  fc.assert(fc.property(anyResource, expectLegal));
});

test('a sample text fits by its bytes', () => {
  const range = parseRange('String', '0..3');
  expect(range).not.toBeNull();
  const common = { id: 1, operations: 'R', multiple: false, mandatory: false, type: 'String' } as const;
  const sample = sampleValue({ ...common, name: 'ÄÖÜ', ...(range === null ? {} : { range }) });
  expect(sample).toBe('sam');
});
