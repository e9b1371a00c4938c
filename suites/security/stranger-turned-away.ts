import { arrives, type ClientContext, REGISTER } from '../../harness/touchstone.ts';
import { noApplicationData, noAssociation, onlyDtls } from '../../harness/touchstone-security.ts';

/** What the client must not come to with the server as it is now. */
interface Reach {
  /** Only its own check shows that it takes the server for the right one: our side has an association before. */
  readonly associates?: boolean;
}

/** The client tells its server nothing as that is now, and registers as soon as it is the right one again. */
export async function turnsAway(t: ClientContext, { associates = false }: Reach = {}): Promise<void> {
  const dtls = t.dtls();
  await t.start();
  const watched = await dtls.watch(t.handshakeSpan);
  if (watched.datagrams === 0) t.inconclusive('preamble.no-response', 'the client did not try to associate');
  if (!associates) t.check('no-association', watched, noAssociation());
  t.check('no-data', watched, noApplicationData());
  t.check('nothing-in-clear', watched, onlyDtls());
  await comesToTheRightOne(t);
}

export async function comesToTheRightOne(t: ClientContext): Promise<void> {
  await t.sut.stop(false);
  t.dtls().behave();
  t.server.disregardPast();
  await t.start();
  t.check('right-one-is-told', await t.server.next(REGISTER), arrives(REGISTER.name));
}
