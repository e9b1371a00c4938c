import { type Static, Type } from '@sinclair/typebox';
import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import { oneOf } from './one-of.ts';

const closed = { additionalProperties: false } as const;
const sentence = (description: string) => Type.String({ minLength: 1, pattern: '^\\S.*\\S$', description });
const versions = ['1.0', '1.1', '1.2'] as const;

const etsAlias = Type.String({
  pattern: '^LightweightM2M(-CONMGMT)?-1\\.[012]-int-\\d+$',
  description: 'Test of the OMA Enabler Test Specification, spelt `LightweightM2M-1.0-int-102`.',
});

const mechanism = Type.Object(
  {
    what: sentence('Operation, object, resource or rule, in words; says where it is optional.'),
    lwm2m: oneOf(versions),
    path: Type.Optional(
      Type.String({
        pattern: '^/(rd|bs|bspack|dp|\\d+(/(x|\\d+)){0,3})$',
        description: 'Where it is found; `x` stands for any instance.',
      }),
    ),
    outsideCore: Type.Optional(
      Type.Boolean({
        description: 'True when it rests on an object that is published apart from the core specification.',
      }),
    ),
  },
  closed,
);

const gap = Type.Object(
  {
    text: sentence('What LwM2M 1.0 itself lacks of the requirement.'),
    closedIn: Type.Union([oneOf(['1.1', '1.2']), Type.Null()], {
      description: 'First version that has it; null when none has.',
    }),
    basis: oneOf(['stated', 'not-found']),
  },
  {
    ...closed,
    description:
      'Basis `stated`: follows from a text of the specification. `not-found`: no mechanism was found in the texts that were read.',
  },
);

const requirement = Type.Object(
  {
    id: Type.Unsafe<RequirementId>({
      type: 'string',
      pattern: '^(HLF-\\d{3}|SEC-\\d{3}|B\\.\\d)$',
      description: 'Label of the requirements document, normalised.',
    }),
    title: Type.String({ pattern: '^\\S+( \\S+){2,5}$', description: 'Three to six words.' }),
    statement: sentence('What is required, in our own words.'),
    level: oneOf(['must', 'should', 'may']),
    roles: Type.Array(oneOf(['client', 'server', 'bootstrap-server']), {
      minItems: 1,
      uniqueItems: true,
      description: 'Roles of a SUT on which it can be tested.',
    }),
    mechanisms: Type.Array(mechanism, { minItems: 1, description: 'What in LwM2M realises it.' }),
    verdictInSpec: Type.Unsafe<'full' | 'optional' | 'partial' | 'none'>({
      type: 'string',
      enum: ['full', 'optional', 'partial', 'none'],
      description:
        'How far TS 1.0 meets it: in full by what is mandatory; in full by what is optional for the client; in part; not at all.',
    }),
    gaps: Type.Array(gap, { description: 'Specification gaps: never a failure of the SUT.' }),
    ets: Type.Array(etsAlias, { uniqueItems: true, description: 'OMA tests that touch it.' }),
    etsTitleOnly: Type.Optional(
      Type.Array(etsAlias, { uniqueItems: true, description: 'OMA tests that have a title but no body.' }),
    ),
    source: Type.String({
      pattern: '^RD 1\\.0 (§\\d+(\\.\\d+)*|App\\. B\\.\\d)$',
      description: 'Section of the requirements document.',
    }),
  },
  closed,
);

/** One file of `suites/requirements`: a group of requirements of the OMA requirements document (RD 1.0). */
export const requirementFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/requirements@1'),
    group: sentence('Heading of the group.'),
    requirements: Type.Array(requirement, { minItems: 1 }),
  },
  { ...closed, title: 'Touchstone requirement catalogue' },
);

export type RequirementFile = Static<typeof requirementFileSchema>;
