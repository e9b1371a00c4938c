import { clientPurpose, equals } from '../../../../touchstone.ts';

clientPurpose(
  {
    id: 'unloadable.bv.purpose',
    title: 'is listed, but cannot be run',
    requirements: ['HLF-001'],
    clause: 'none',
  },
  async t => void t.check('one', 1, equals(1)),
);

// Only where jest executes it: the plan is made without.
if ('jest' in import.meta) throw new RangeError('a suite file that cannot be executed');
