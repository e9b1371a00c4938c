import process from 'node:process';
import { clientMutant, type MutantInput } from '../../../mutant/mutant.ts';

/** Mutants that break the tester instead of the protocol, and one that is in order. */
const kills: MutantInput['kills'] = {
  'registration.bv.register-parameters/register-sent': 'message.missing',
};

/** How many purposes it has spoken in: its hooks are made anew for each. */
let purposes = 0;

export default [
  clientMutant(
    { id: 'client-endless', defect: 'never comes to an end', requirement: 'HLF-019', kills },
    {
      messageOut: () => {
        for (;;);
      },
    },
  ),
  clientMutant(
    {
      id: 'client-endless-later',
      defect: 'comes to an end in the first purpose only',
      requirement: 'HLF-019',
      kills,
    },
    () => {
      let hasSpoken = false;
      return {
        messageOut: () => {
          if (!hasSpoken) purposes += 1;
          hasSpoken = true;
          while (purposes > 1);
          return null;
        },
      };
    },
  ),
  clientMutant(
    { id: 'client-exits', defect: 'takes its thread down', requirement: 'HLF-019', kills },
    { messageOut: () => process.exit(3) },
  ),
  clientMutant(
    { id: 'client-throws-late', defect: 'throws where nobody catches', requirement: 'HLF-019', kills },
    {
      messageOut: () => {
        setImmediate(() => {
          throw new Error('nobody caught it');
        });
        // The trial must not be over before that.
        for (const end = performance.now() + 50; performance.now() < end; );
        return null;
      },
    },
  ),
  clientMutant(
    { id: 'client-throws', defect: 'throws in its hook', requirement: 'HLF-019', kills },
    {
      messageOut: () => {
        throw new Error('thrown by a hook');
      },
    },
  ),
  clientMutant(
    { id: 'client-silent', defect: 'never says a word', requirement: 'HLF-019', kills },
    { messageOut: () => null },
  ),
];
