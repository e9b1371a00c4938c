import { ANY_REQUEST, answerShows, bootstrapServerPurpose, sighting } from '../../harness/touchstone.ts';

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.server-bootstrap-as-declared',
    title: 'takes a Bootstrap-Request if its ICS says so, and not otherwise',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2.2, appendix B',
    needs: ['configure'],
    revision: 2,
  },
  async t => {
    await t.configure();
    const answer = await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    if (answer.kind !== 'response')
      return t.inconclusive('preamble.no-response', 'the server does not answer at all');
    const taken = answerShows('a Bootstrap-Request', answer, { yes: ['2.04'], no: ['4.04', '4.05', '5.01'] });
    const command = await t.device.next(ANY_REQUEST, t.silenceSpan);
    t.asDeclared('bootstrap.client-initiated', taken);
    const udp = command.kind === 'arrived' ? sighting(true, 'a command over UDP', command.message) : taken;
    t.asDeclared('binding.udp', udp.shown === true ? udp : { ...udp, shown: null });
  },
);
