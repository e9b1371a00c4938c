import { clientPurpose, equals } from '../../../../touchstone.ts';

const about = { title: 'has a condition', requirements: ['HLF-001'], clause: 'none' } as const;

clientPurpose(
  { ...about, id: 'condition.bv.no-expression', when: 'object.5 &&' },
  async t => void t.check('one', 1, equals(1)),
);

clientPurpose(
  { ...about, id: 'condition.bv.denied', when: 'object.5' },
  async t => void t.check('one', 1, equals(1)),
);
