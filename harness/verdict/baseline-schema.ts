import { type Static, Type } from '@sinclair/typebox';
import { oneOf, text } from '../yaml/schema-words.ts';
import { CELL_SECURITIES } from './cell-security.ts';
import { CELL_VERSIONS } from './cell-version.ts';
import { REASON_CODES } from './reason-code.ts';

const closed = { additionalProperties: false } as const;

export const EXPECTATIONS = ['fail', 'inconclusive', 'skip'] as const;

/** Why a purpose did not run, as the plan and the results name it. */
export const SKIP_REASONS = ['notApplicable', 'undetermined', 'declined'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const entry = Type.Object(
  {
    check: Type.Optional(
      Type.String({
        format: 'check-id',
        description: 'a check id, <purpose>/<words>',
        examples: ['registration.bi.missing-endpoint/response-code'],
      }),
    ),
    purpose: Type.Optional(
      Type.String({
        format: 'purpose-id',
        description: 'a purpose id, <interface>.<bv|bi|ti>.<words>',
        examples: ['registration.bv.update-lifetime'],
      }),
    ),
    expect: oneOf(EXPECTATIONS),
    reason: oneOf([...REASON_CODES, ...SKIP_REASONS]),
    clause: Type.Optional(
      text('the clause that the product breaks: document, version, section', 'TS 1.0 §5.3.1'),
    ),
    issue: Type.Optional(
      Type.String({
        format: 'web-address',
        description: 'the web address of an issue',
        examples: ['https://example.org/acme/issues/17'],
      }),
    ),
    lwm2m: Type.Optional(oneOf(CELL_VERSIONS)),
    security: Type.Optional(
      Type.Array(oneOf(CELL_SECURITIES), {
        minItems: 1,
        uniqueItems: true,
        description: 'the only security that it is true with, a list',
      }),
    ),
    note: text('why it is known, in a sentence', 'Answers 2.01 without an endpoint name.'),
  },
  {
    ...closed,
    description: 'a map with check (or purpose), expect, reason, clause or issue, and note',
    examples: [
      { check: 'registration.bi.missing-endpoint/response-code', expect: 'fail', reason: 'code.unexpected' },
    ],
  },
);

/** `baseline.yaml`. */
export const baselineFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/baseline@1', { description: 'touchstone/baseline@1' }),
    entries: Type.Array(entry, { description: 'a list of entries; [] when nothing is known to be wrong' }),
  },
  { ...closed, description: 'a map with schema and entries' },
);

export type BaselineFile = Static<typeof baselineFileSchema>;
export type BaselineFileEntry = Static<typeof entry>;
