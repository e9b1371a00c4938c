import { type Static, Type } from '@sinclair/typebox';
import type { IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { oneOf } from '../yaml/schema-words.ts';

const closed = { additionalProperties: false } as const;

const support = Type.Object(
  {
    status: oneOf(['mandatory', 'optional']),
    scr: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      pattern: '^LwM2M-(BOOT|CR|DMSE|IR|DF|SEC|MEC|OBJ)-\\d{3}-[CS]-[MO]$',
      description:
        'an item of the Static Conformance Requirements of TS 1.0 (Appendix B); null where it has none',
      examples: ['LwM2M-DMSE-001-C-M'],
    }),
  },
  { ...closed, description: 'what TS 1.0 asks of this role: a map with status and scr' },
);

const entry = Type.Object(
  {
    key: Type.Unsafe<IcsKey>({
      type: 'string',
      pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9_-]+)*$',
      description: 'the name that descriptors and the `when` of purposes use',
      examples: ['attr.pmin'],
    }),
    since: Type.Optional(oneOf(['1.1'])),
    statement: Type.String({ pattern: '^\\S.*\\?$', description: 'the question, in our own words' }),
    support: Type.Object(
      {
        client: Type.Optional(support),
        server: Type.Optional(support),
        'bootstrap-server': Type.Optional(support),
      },
      { ...closed, minProperties: 1, description: 'a map of the roles that are asked, one at least' },
    ),
  },
  { ...closed, description: 'a map with key, statement and support' },
);

/** `suites/requirements/ics.yaml`: what a SUT can be asked to state about itself. */
export const icsFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/ics@1', { description: 'touchstone/ics@1' }),
    keys: Type.Array(entry, { minItems: 1, description: 'a list of ICS keys, one at least' }),
  },
  {
    ...closed,
    title: 'Touchstone implementation conformance statement catalogue',
    description: 'a map with schema and keys',
  },
);

export type IcsFile = Static<typeof icsFileSchema>;
