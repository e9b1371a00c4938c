import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });

const sighting = Type.Object(
  {
    cell: Type.String({ minLength: 1 }),
    purpose: Type.String({ minLength: 1 }),
    frame: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'number of the frame in the record of that purpose; null when it is silence that shows it',
    }),
    shown: Type.Boolean({ description: 'that the SUT has the capability, or that it has not' }),
    words: Type.String(),
  },
  closed,
);

const capability = Type.Object(
  {
    key: Type.String({ minLength: 1 }),
    declared: Type.Union([Type.Boolean(), Type.Literal('unset')]),
    observed: Type.Union([Type.Boolean(), Type.Literal('mixed'), Type.Null()], {
      description: 'null: the wire showed nothing; mixed: it showed both',
    }),
    standing: Type.Union(
      ['contradicted', 'mixed', 'filled', 'confirmed', 'not-shown'].map(word => Type.Literal(word)),
      {
        description:
          'contradicted: the wire showed the contrary of what is declared; mixed: nothing is declared, and it showed both; filled: nothing is declared, and it showed one; not-shown: declared, and it showed nothing',
      },
    ),
    times: Type.Object({ true: count, false: count }, { ...closed, description: 'how often each was shown' }),
    sightings: Type.Array(sighting, { description: 'one of each kind for each purpose, in order' }),
  },
  closed,
);

/** `ics.observed.json` of a run: what the wire showed of each SUT, beside what its SUT file declares. */
export const icsObservedSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/ics-observed@1'),
    runId: Type.String({ minLength: 1 }),
    suts: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1 }),
          role: Type.String(),
          cells: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          capabilities: Type.Array(capability),
        },
        closed,
      ),
    ),
  },
  closed,
);

export type IcsObserved = Static<typeof icsObservedSchema>;
