import { answerShows, BOOTSTRAP_REQUEST, clientPurpose, sighting } from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'bootstrap.bv.client-bootstrap-as-declared',
    title: 'asks for a bootstrap, and tells what it holds, if its ICS says so, and not otherwise',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2.1, §5.2.7, appendix B',
    needs: ['startWith'],
  },
  async t => {
    const bootstrapServer = await t.bootstrapServer();
    await t.startWith([], { serverUri: bootstrapServer.uri, holdOff: 0 });
    const arrival = await bootstrapServer.next(BOOTSTRAP_REQUEST);
    if (arrival.kind === 'silence') {
      t.asDeclared('bootstrap.client-initiated', sighting(false, 'no Bootstrap-Request'));
      return void t.asDeclared('bootstrap.discover', sighting(null, 'no bootstrap'));
    }
    const { message } = arrival;
    t.asDeclared('bootstrap.client-initiated', sighting(true, 'a Bootstrap-Request', message));
    await t.settled();
    const answer = await bootstrapServer.commandsTo(message).discover();
    const seen = answerShows('a Bootstrap-Discover', answer, { yes: ['2.05'], no: ['4.05', '5.01'] });
    t.asDeclared('bootstrap.discover', seen);
  },
);
