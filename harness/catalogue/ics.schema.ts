import { type Static, Type } from '@sinclair/typebox';
import type { IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { oneOf } from './one-of.ts';

const closed = { additionalProperties: false } as const;

const support = Type.Object(
  {
    status: oneOf(['mandatory', 'optional']),
    scr: Type.Union(
      [Type.String({ pattern: '^LwM2M-(BOOT|CR|DMSE|IR|DF|SEC|MEC|OBJ)-\\d{3}-[CS]-[MO]$' }), Type.Null()],
      {
        description:
          'Item of the Static Conformance Requirements of TS 1.0 (Appendix B); null where it has none.',
      },
    ),
  },
  { ...closed, description: 'What TS 1.0 asks of this role.' },
);

const entry = Type.Object(
  {
    key: Type.Unsafe<IcsKey>({
      type: 'string',
      pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9_-]+)*$',
      description: 'Name that descriptors and the `when` of purposes use.',
    }),
    statement: Type.String({ pattern: '^\\S.*\\?$', description: 'The question, in our own words.' }),
    support: Type.Object(
      {
        client: Type.Optional(support),
        server: Type.Optional(support),
        'bootstrap-server': Type.Optional(support),
      },
      { ...closed, minProperties: 1, description: 'The roles that are asked.' },
    ),
  },
  closed,
);

/** `suites/requirements/ics.yaml`: what a SUT can be asked to state about itself. */
export const icsFileSchema = Type.Object(
  { schema: Type.Literal('touchstone/ics@1'), keys: Type.Array(entry, { minItems: 1 }) },
  { ...closed, title: 'Touchstone implementation conformance statement catalogue' },
);

export type IcsFile = Static<typeof icsFileSchema>;
