import {
  type Static,
  type TObject,
  type TProperties,
  type TSchema,
  type TUnsafe,
  Type,
} from '@sinclair/typebox';
import { CELL_SECURITIES } from '../../verdict/cell-security.ts';
import { CELL_VERSIONS } from '../../verdict/cell-version.ts';
import type { Ics } from '../../verdict/ics.ts';
import type { CellId, CheckId, PurposeId } from '../../verdict/ids.ts';
import { FIRMWARE_IMAGE_KINDS, type PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import { REASON_CODES, type ReasonCode } from '../../verdict/reason-code.ts';
import { VERDICTS, type Verdict } from '../../verdict/verdict.ts';

/** The shapes of `events.ts` as JSON Schema: what a reader of run.ndjson may rely on. */

function closed<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}
function oneOf<const Values extends string>(values: readonly Values[]): TUnsafe<Values> {
  return Type.Unsafe<Values>({ type: 'string', enum: [...values] });
}
function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

const count = Type.Integer({ minimum: 0 });
const milliseconds = Type.Number({ minimum: 0 });
const timestamp = Type.String({ description: 'RFC 3339, UTC', pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z$' });

const cell = Type.Unsafe<CellId>({ type: 'string', minLength: 1 });
const purposeId = Type.Unsafe<PurposeId>({ type: 'string', minLength: 1 });
const checkId = Type.Unsafe<CheckId>({ type: 'string', minLength: 1 });
const role = oneOf(['client', 'server', 'bootstrap-server']);
const level = oneOf(['must', 'should', 'may']);
const verdict = Type.Unsafe<Verdict>({ type: 'string', enum: [...VERDICTS] });
const applicability = oneOf(['selected', 'notApplicable', 'undetermined', 'declined']);
const disposition = oneOf(['expected', 'unexpected', 'stale', 'flaky', 'new']);
const reason = Type.Unsafe<ReasonCode>({ type: 'string', enum: [...REASON_CODES] });

export const frameSchema = closed({
  number: Type.Integer({ minimum: 1 }),
  at: milliseconds,
  direction: oneOf(['sent', 'received']),
  peer: Type.String(),
  local: Type.String(),
  remote: Type.String(),
  hex: Type.String({ pattern: '^([0-9a-f]{2})*$' }),
  path: Type.Optional(
    closed({
      effect: oneOf(['lost', 'held', 'late', 'copy']),
      of: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
  ),
  protocol: Type.Optional(Type.Literal('dtls')),
  within: Type.Optional(Type.Integer({ minimum: 1 })),
});

const checkResult = closed({
  id: checkId,
  level,
  outcome: oneOf(['pass', 'fail', 'recorded']),
  expected: Type.String(),
  received: Type.String(),
  reason: nullable(reason),
  frame: nullable(Type.Integer({ minimum: 1 })),
  source: oneOf(['wire', 'sut-reported']),
  disposition: Type.Optional(disposition),
});

const finding = closed({
  code: Type.String({ minLength: 1 }),
  level: oneOf(['must', 'should']),
  message: Type.String(),
  clause: Type.String(),
  frame: nullable(Type.Integer({ minimum: 1 })),
});

const writtenLine = closed({ source: oneOf(['stdout', 'stderr', 'control']), text: Type.String() });

const purposeDeclaration = closed({
  id: purposeId,
  title: Type.String(),
  role,
  level,
  requirements: Type.Unsafe<PurposeDeclaration['requirements']>({
    type: 'array',
    items: { type: 'string' },
    minItems: 1,
  }),
  clause: Type.String(),
  ets: Type.Array(Type.String()),
  twin: nullable(purposeId),
  when: nullable(Type.String()),
  needs: Type.Array(Type.String()),
  images: Type.Optional(Type.Array(oneOf(FIRMWARE_IMAGE_KINDS))),
  security: Type.Optional(
    Type.Unsafe<NonNullable<PurposeDeclaration['security']>>({
      type: 'array',
      items: oneOf(CELL_SECURITIES),
      minItems: 1,
    }),
  ),
  revision: Type.Integer({ minimum: 1 }),
});

const icsClaims = Type.Unsafe<Ics>({
  type: 'object',
  additionalProperties: { enum: [true, false, 'unset'] },
});

const cellDescription = closed({
  id: cell,
  sut: closed({ name: Type.String(), vendor: Type.String(), version: Type.String(), role }),
  security: oneOf(CELL_SECURITIES),
  transport: Type.Literal('udp'),
  lwm2m: oneOf(CELL_VERSIONS),
  time: oneOf(['virtual', 'real']),
  ics: Type.Optional(icsClaims),
  objectFiles: Type.Optional(
    Type.Array(
      closed({
        path: Type.String(),
        sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        objects: Type.Array(Type.Integer({ minimum: 0, maximum: 65_534 })),
      }),
    ),
  ),
});

export const footerSchema = closed({
  type: Type.Literal('footer'),
  verdicts: closed({ pass: count, inconclusive: count, fail: count, error: count }),
  applicability: closed({ selected: count, notApplicable: count, undetermined: count, declined: count }),
  checks: count,
  unexpected: count,
  durationMs: milliseconds,
  exitCode: Type.Integer({ minimum: 0, maximum: 255 }),
});

export const controlSchema = closed({
  type: Type.Literal('control'),
  cell,
  purpose: purposeId,
  at: milliseconds,
  kind: oneOf(['call', 'answer', 'event']),
  verb: Type.String(),
  // JSON has no undefined: a call without parameters is written without the member.
  detail: Type.Optional(Type.Unknown()),
});

export const secretsSchema = closed({
  type: Type.Literal('secrets'),
  cell,
  purpose: purposeId,
  clientRandom: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  master: Type.String({ pattern: '^[0-9a-f]{96}$' }),
});

export const resultSchema = closed({
  type: Type.Literal('result'),
  cell,
  purpose: purposeId,
  verdict,
  applicability,
  reason: nullable(reason),
  message: nullable(Type.String()),
  lastWords: Type.Optional(
    Type.Array(writtenLine, { description: 'what a SUT that died wrote last, oldest first' }),
  ),
  checks: Type.Array(checkResult),
  findings: Type.Optional(Type.Array(finding)),
  endpoint: nullable(Type.String()),
  durationMs: milliseconds,
  disposition: nullable(disposition),
});

/** By event type; order is the order in which they first appear in a run. */
export const eventSchemas = {
  header: closed({
    type: Type.Literal('header'),
    schema: Type.Literal('touchstone/run@1'),
    runId: Type.String({ minLength: 1 }),
    tool: closed({
      name: Type.String(),
      version: Type.String(),
      node: Type.String(),
      platform: Type.String(),
    }),
    startedAt: timestamp,
    seed: Type.Integer(),
    planHash: Type.String({ minLength: 8 }),
    partial: Type.Boolean(),
    command: Type.Array(Type.String()),
    cells: Type.Array(cellDescription),
  }),
  plan: closed({
    type: Type.Literal('plan'),
    cell,
    purpose: purposeDeclaration,
    applicability,
    why: Type.String(),
    runs: Type.Boolean(),
  }),
  'cell-started': closed({
    type: Type.Literal('cell-started'),
    cell,
    at: timestamp,
    product: nullable(closed({ name: Type.String(), version: Type.String() })),
    verbs: Type.Array(Type.String()),
  }),
  'purpose-started': closed({
    type: Type.Literal('purpose-started'),
    cell,
    purpose: purposeId,
    at: timestamp,
  }),
  frame: closed({ type: Type.Literal('frame'), cell, purpose: purposeId, frame: frameSchema }),
  control: controlSchema,
  secrets: secretsSchema,
  capability: closed({
    type: Type.Literal('capability'),
    cell,
    purpose: purposeId,
    key: Type.String({ minLength: 1 }),
    shown: Type.Boolean(),
    words: Type.String(),
    frame: nullable(Type.Integer({ minimum: 1 })),
  }),
  result: resultSchema,
  'cell-ended': closed({
    type: Type.Literal('cell-ended'),
    cell,
    at: timestamp,
    outcome: oneOf(['completed', 'interrupted', 'failed']),
  }),
  diagnostic: closed({
    type: Type.Literal('diagnostic'),
    cell: nullable(cell),
    code: Type.String(),
    message: Type.String(),
    hint: Type.String(),
    exitCode: Type.Integer({ minimum: 0, maximum: 255 }),
  }),
  stale: closed({
    type: Type.Literal('stale'),
    cell,
    subject: Type.String(),
    reason: Type.String(),
    file: Type.String(),
    line: Type.Integer({ minimum: 1 }),
  }),
  footer: footerSchema,
} as const;

/** `purposes/<purpose>/result.json`: one result with the evidence it rests on. */
export const resultFileSchema = closed({
  schema: Type.Literal('touchstone/result@1'),
  runId: Type.String({ minLength: 1 }),
  result: resultSchema,
  frames: Type.Array(frameSchema),
  control: Type.Array(controlSchema),
});

/** Every event as its schema describes it. */
export type DescribedEvent = {
  [Name in keyof typeof eventSchemas]: Static<(typeof eventSchemas)[Name]>;
}[keyof typeof eventSchemas];
