import { answerShows, serverPurpose } from '../../harness/touchstone.ts';

serverPurpose(
  {
    id: 'registration.bv.deregister-of-device-as-declared',
    title: 'takes a De-register if its ICS says so, and not otherwise',
    requirements: ['HLF-008', 'HLF-019'],
    clause: 'TS 1.0 §5.3.3, appendix B',
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
    const answer = await t.device.deregisterAt(location);
    const seen = answerShows('a De-register', answer, { yes: ['2.02'], no: ['4.05', '5.01'] });
    t.asDeclared('op.deregister', seen);
  },
);
