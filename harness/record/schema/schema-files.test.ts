import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunEvent } from '../events.ts';
import { hostilePurpose } from '../testing/hostile-purposes.ts';
import { clientCell, sampleEvents } from '../testing/sample-run.ts';
import { type DescribedEvent, eventSchemas } from './event-schemas.ts';
import { schemaFiles } from './schema-files.ts';

// The compiler is the test here: each side must be assignable to the other, apart from `readonly`.
// (`detail` of a control event is unknown, so that JSON may leave it out.)
type Mutable<T> = T extends string | number | boolean | null
  ? T
  : { -readonly [Key in keyof T]: Mutable<T[Key]> };
type Other<Event extends { type: string }> = Exclude<Event, { type: 'control' }>;
const asDescribed = (event: Mutable<Other<RunEvent>>): Other<DescribedEvent> => event;
const asDeclared = (event: Other<DescribedEvent>): RunEvent => event;

const DECLARED: ReadonlySet<string> = new Set<RunEvent['type']>([
  ...([
    'header',
    'plan',
    'cell-started',
    'purpose-started',
    'frame',
    'control',
    'secrets',
    'capability',
    'result',
  ] as const),
  ...(['cell-ended', 'diagnostic', 'stale', 'footer'] as const),
]);

function compile(name: string) {
  const schema: unknown = JSON.parse(schemaFiles().get(name) ?? '');
  return new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema as object);
}

describe('The published schemas', () => {
  test('are what the generator writes today', () => {
    expect(schemaFiles().size).toBe(4);
    for (const [name, text] of schemaFiles()) {
      const published = readFileSync(join(import.meta.dirname, '../../schema', name), 'utf8');
      expect({ name, text: published }).toEqual({ name, text });
    }
  });

  test('accept every event of a sample run, also with hostile strings', () => {
    const validate = compile('run.schema.json');
    const events = sampleEvents({ cells: [clientCell(), clientCell([hostilePurpose()])], stale: true });
    for (const event of events) {
      expect({ valid: validate(JSON.parse(JSON.stringify(event))), event: event.type }).toEqual({
        valid: true,
        event: event.type,
      });
    }
    expect(new Set(events.map(event => event.type)).size).toBeGreaterThanOrEqual(10);
  });

  test('describe exactly the events that are declared', () => {
    expect([asDescribed, asDeclared]).toHaveLength(2);
    expect(Object.keys(eventSchemas)).toEqual(Object.keys(eventSchemas).filter(type => DECLARED.has(type)));
    expect(DECLARED.size).toBe(Object.keys(eventSchemas).length);
  });

  test('accept a footer only with exactly its fields', () => {
    const validate = compile('footer.schema.json');
    const footer = sampleEvents().at(-1) as unknown as Record<string, unknown>;
    expect(validate(footer)).toBe(true);
    expect(Object.keys(footer)).toEqual([
      'type',
      'verdicts',
      'applicability',
      'checks',
      'unexpected',
      'durationMs',
      'exitCode',
    ]);
    for (const field of Object.keys(footer)) {
      const { [field]: _left, ...rest } = footer;
      expect({ field, valid: validate(rest) }).toEqual({ field, valid: false });
    }
    expect(validate({ ...footer, extra: 1 })).toBe(false);
    expect(validate({ ...footer, verdicts: { pass: 1, inconclusive: 0, fail: 0 } })).toBe(false);
  });
});
