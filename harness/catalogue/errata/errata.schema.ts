import { type Static, Type } from '@sinclair/typebox';
import type { RequirementId } from '../../../suites/requirements/requirement-ids.generated.ts';
import { oneOf } from '../../yaml/schema-words.ts';

const closed = { additionalProperties: false } as const;
const sentence = (description: string) => Type.String({ minLength: 1, pattern: '^\\S.*\\S$', description });

const place = Type.Object(
  {
    document: oneOf(['RD', 'TS', 'ETS', 'registry']),
    version: Type.String({
      pattern: '^\\d+\\.\\d+(\\.\\d+)?$',
      description: 'the version of the document, in quotes',
      examples: ['1.0'],
    }),
    at: Type.String({
      pattern:
        '^(§\\d+(\\.\\d+)*|appendix [A-Z](\\.\\d+)*|chapter on [a-z ]+|LightweightM2M(-CONMGMT)?-1\\.[012]-int-\\d+|/\\d+(/\\d+){0,2})$',
      description:
        'a section (§6.4.3, appendix E.2, chapter on conformance), a test of the ETS, or a path of the registry (/4/0)',
      examples: ['§6.4.3'],
    }),
  },
  { ...closed, description: 'a map with document, version and at' },
);

const touch = Type.Object(
  {
    purpose: Type.String({
      pattern: '^[a-z*][a-z0-9.*-]*$',
      description: 'a purpose id, or a pattern of them in which * stands for any characters',
      examples: ['registration.bv.accept-*'],
    }),
    treatment: oneOf(['lenient', 'recorded', 'advised', 'avoided', 'held']),
    checks: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'the words of a check' }), {
        minItems: 1,
        uniqueItems: true,
        description: 'a list of the words of the checks that look at the point',
      }),
    ),
  },
  { ...closed, description: 'a map with purpose, treatment and checks' },
);

const erratum = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)+$',
      description: 'a permanent id in kebab-case that begins with the topic',
      examples: ['tlv-server-object-length'],
    }),
    title: sentence('the point in a few words'),
    kind: oneOf(['wrong-text', 'ambiguous', 'gap', 'wrong-test']),
    where: Type.Array(place, { minItems: 1, description: 'a list of places, one at least' }),
    says: sentence('what the text says, in our own words'),
    problem: sentence('what is wrong or open'),
    reading: sentence('the reading that was chosen'),
    why: sentence('why this one'),
    certainty: oneOf(['proven', 'settled', 'inferred', 'unverified', 'open']),
    upstream: Type.Array(
      Type.String({
        pattern: '^(OMA|leshan|wakaama|zephyr|Anjay|mbed-client)#\\d+$',
        description: 'a public issue',
        examples: ['OMA#281'],
      }),
      { uniqueItems: true, description: 'a list of public issues; empty where none is known' },
    ),
    rules: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', description: 'the id of a rule' }), {
        minItems: 1,
        uniqueItems: true,
        description: 'a list of rules of docs/write-attributes.md that stand for the point',
      }),
    ),
    requirements: Type.Array(
      Type.Unsafe<RequirementId>({
        type: 'string',
        pattern: '^(HLF-\\d{3}|SEC-\\d{3}|B\\.\\d)$',
        description: 'a requirement of the catalogue',
        examples: ['HLF-022'],
      }),
      { minItems: 1, uniqueItems: true, description: 'a list of requirements, one at least' },
    ),
    purposes: Type.Array(touch, { description: 'a list of the purposes that touch the point' }),
    noPurpose: Type.Optional(sentence('why no purpose touches the point yet')),
  },
  {
    ...closed,
    description:
      'a map with id, title, kind, where, says, problem, reading, why, certainty, upstream, requirements and purposes',
  },
);

/** One file of `suites/requirements/errata`: where texts of OMA are wrong or leave something open, by topic. */
export const errataFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/errata@1', { description: 'touchstone/errata@1' }),
    topic: sentence('the heading of the topic'),
    errata: Type.Array(erratum, { minItems: 1, description: 'a list of errata, one at least' }),
  },
  { ...closed, title: 'Touchstone errata register', description: 'a map with schema, topic and errata' },
);

export type ErrataFile = Static<typeof errataFileSchema>;
