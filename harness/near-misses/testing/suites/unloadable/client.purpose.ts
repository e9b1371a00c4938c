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

// Only in the process of a cell, which has a line to the one that makes the plan.
if (process.send !== undefined) throw new RangeError('a suite file that cannot be executed');
