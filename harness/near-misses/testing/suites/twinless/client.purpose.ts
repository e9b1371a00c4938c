import { clientPurpose, equals } from '../../../../touchstone.ts';

clientPurpose(
  { id: 'twinless.bi.purpose', title: 'names no twin', requirements: ['HLF-001'], clause: 'none' },
  async t => void t.check('one', 1, equals(1)),
);
