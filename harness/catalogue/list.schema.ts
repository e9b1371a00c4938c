import { type Static, Type } from '@sinclair/typebox';
import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { oneOf } from '../yaml/schema-words.ts';

const closed = { additionalProperties: false } as const;
const levels = ['must', 'should', 'may'] as const;
const roles = ['client', 'server', 'bootstrap-server'] as const;

const requirementId = Type.Unsafe<RequirementId>({
  type: 'string',
  pattern: '^(HLF-\\d{3}|SEC-\\d{3}|B\\.\\d)$',
});
const purposeId = Type.Unsafe<PurposeId>({
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*\\.(bv|bi|ti)\\.[a-z0-9]+(-[a-z0-9]+)*$',
});
const subjectId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const purposeIds = Type.Array(purposeId, { uniqueItems: true });

const listedRequirement = Type.Object(
  {
    id: requirementId,
    statement: Type.String(),
    level: oneOf(levels),
    roles: Type.Array(oneOf(roles), { uniqueItems: true }),
    gaps: Type.Array(Type.String(), {
      description: 'What the specification itself lacks of the requirement.',
    }),
    purposes: Type.Object({ client: purposeIds, server: purposeIds, bootstrapServer: purposeIds }, closed),
  },
  closed,
);

const listedPurpose = Type.Object(
  {
    id: purposeId,
    role: oneOf(roles),
    level: oneOf(levels),
    requirements: Type.Array(requirementId, { minItems: 1, uniqueItems: true }),
    ets: Type.Array(Type.String()),
    twin: Type.Union([purposeId, Type.Null()]),
    revision: Type.Integer({ minimum: 1 }),
    mutants: Type.Array(subjectId, { uniqueItems: true, description: 'Those that it must catch.' }),
  },
  closed,
);

const expectedFailures = Type.Array(Type.Object({ check: Type.String(), reason: Type.String() }, closed));

const listedMutant = Type.Object(
  {
    id: subjectId,
    role: oneOf(roles),
    defect: Type.String(),
    requirement: requirementId,
    source: Type.Union([Type.String(), Type.Null()]),
    kills: expectedFailures,
    hooks: Type.Array(Type.String()),
  },
  closed,
);

const listedVariant = Type.Object(
  {
    id: subjectId,
    role: oneOf(roles),
    difference: Type.String(),
    clause: Type.String({ description: 'The clause that allows it.' }),
    advice: expectedFailures,
    undecided: Type.Array(Type.Object({ purpose: Type.String(), why: Type.String() }, closed)),
    hooks: Type.Array(Type.String()),
  },
  closed,
);

const listedErratum = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)+$' }),
    topic: Type.String(),
    kind: oneOf(['wrong-text', 'ambiguous', 'gap', 'wrong-test']),
    title: Type.String(),
    where: Type.Array(Type.String()),
    reading: Type.String(),
    certainty: oneOf(['proven', 'settled', 'inferred', 'unverified', 'open']),
    upstream: Type.Array(Type.String({ description: 'owner/repository#number on GitHub' })),
    requirements: Type.Array(requirementId, { minItems: 1, uniqueItems: true }),
    purposes: purposeIds,
    heldToOpenPoint: Type.Array(purposeId, {
      uniqueItems: true,
      description: 'Those of the purposes that judge, as a must, what the text leaves open.',
    }),
  },
  closed,
);

/** What `touchstone list --json` prints. */
export const listSchema = Type.Object(
  {
    requirements: Type.Array(listedRequirement),
    purposes: Type.Array(listedPurpose),
    mutants: Type.Array(listedMutant),
    variants: Type.Array(listedVariant),
    errata: Type.Array(listedErratum),
  },
  { ...closed, title: 'Output of touchstone list --json' },
);

export type ListDocument = Static<typeof listSchema>;
