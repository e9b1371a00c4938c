import { type Static, Type } from '@sinclair/typebox';
import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import { oneOf } from '../yaml/schema-words.ts';

const closed = { additionalProperties: false } as const;
const sentence = (description: string) => Type.String({ minLength: 1, pattern: '^\\S.*\\S$', description });
const versions = ['1.0', '1.1', '1.2'] as const;

const etsAlias = Type.String({
  pattern: '^LightweightM2M(-CONMGMT)?-1\\.[012]-int-\\d+$',
  description: 'a test of the OMA Enabler Test Specification',
  examples: ['LightweightM2M-1.0-int-102'],
});

const mechanism = Type.Object(
  {
    what: sentence('an operation, object, resource or rule, in words that say where it is optional'),
    lwm2m: oneOf(versions),
    path: Type.Optional(
      Type.String({
        pattern: '^/(rd|bs|bspack|dp|\\d+(/(x|\\d+)){0,3})$',
        description: 'the path where it is found; `x` stands for any instance',
        examples: ['/3/x/9'],
      }),
    ),
    outsideCore: Type.Optional(
      Type.Boolean({
        description: 'true when it rests on an object that is published apart from the core specification',
      }),
    ),
  },
  { ...closed, description: 'a map with what and lwm2m' },
);

const gap = Type.Object(
  {
    text: sentence('what LwM2M 1.0 itself lacks of the requirement'),
    closedIn: Type.Unsafe<'1.1' | '1.2' | null>({
      type: ['string', 'null'],
      enum: ['1.1', '1.2', null],
      description: 'the first version that has it, as text; null when none has',
      examples: ['1.1'],
    }),
    basis: oneOf(['stated', 'not-found']),
  },
  {
    ...closed,
    description:
      'a map with text, closedIn and basis (`stated`: it follows from a text of the specification; `not-found`: no mechanism was found in the texts that were read)',
  },
);

const requirement = Type.Object(
  {
    id: Type.Unsafe<RequirementId>({
      type: 'string',
      pattern: '^(HLF-\\d{3}|SEC-\\d{3}|B\\.\\d)$',
      description: 'a label of the requirements document, normalised',
      examples: ['HLF-022'],
    }),
    title: Type.String({ pattern: '^\\S+( \\S+){2,5}$', description: 'three to six words' }),
    statement: sentence('what is required, in our own words'),
    level: oneOf(['must', 'should', 'may']),
    roles: Type.Array(oneOf(['client', 'server', 'bootstrap-server']), {
      minItems: 1,
      uniqueItems: true,
      description: 'a list of the roles of a SUT on which it can be tested',
    }),
    mechanisms: Type.Array(mechanism, { minItems: 1, description: 'a list of what in LwM2M realises it' }),
    verdictInSpec: Type.Unsafe<'full' | 'optional' | 'partial' | 'none'>({
      type: 'string',
      enum: ['full', 'optional', 'partial', 'none'],
      description:
        'how far TS 1.0 meets it: full (by what is mandatory), optional (by what is optional for the client), partial or none',
    }),
    gaps: Type.Array(gap, {
      description: 'a list of specification gaps, which are never a failure of the SUT',
    }),
    ets: Type.Array(etsAlias, { uniqueItems: true, description: 'a list of the OMA tests that touch it' }),
    etsTitleOnly: Type.Optional(
      Type.Array(etsAlias, {
        uniqueItems: true,
        description: 'a list of OMA tests that have a title but no body',
      }),
    ),
    source: Type.String({
      pattern: '^RD 1\\.0 (§\\d+(\\.\\d+)*|App\\. B\\.\\d)$',
      description: 'a section of the requirements document',
      examples: ['RD 1.0 §6.1'],
    }),
  },
  {
    ...closed,
    description:
      'a map with id, title, statement, level, roles, mechanisms, verdictInSpec, gaps, ets and source',
  },
);

/** One file of `suites/requirements`: a group of requirements of the OMA requirements document (RD 1.0). */
export const requirementFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/requirements@1', { description: 'touchstone/requirements@1' }),
    group: sentence('the heading of the group'),
    requirements: Type.Array(requirement, {
      minItems: 1,
      description: 'a list of requirements, one at least',
    }),
  },
  {
    ...closed,
    title: 'Touchstone requirement catalogue',
    description: 'a map with schema, group and requirements',
  },
);

export type RequirementFile = Static<typeof requirementFileSchema>;
