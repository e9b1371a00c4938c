import { arrives, type ClientContext, REGISTER } from '../../harness/touchstone.ts';
import {
  type ClientStart,
  noApplicationData,
  noAssociation,
  onlyDtls,
  type Watched,
} from '../../harness/touchstone-security.ts';

/** What the client must not come to with the server as it is now. */
interface Reach {
  /** How it knows the server; as usual unless given. */
  readonly account?: Partial<ClientStart>;
  /** Only its own check shows that it takes the server for the right one: our side has an association before. */
  readonly associates?: boolean;
}

/** The client tells its server nothing as that is now, and registers as soon as it is the right one again. */
export async function turnsAway(
  t: ClientContext,
  { associates = false, account }: Reach = {},
): Promise<void> {
  const watched = await watchedAttempt(t, account);
  if (!associates) t.check('no-association', watched, noAssociation());
  t.check('no-data', watched, noApplicationData());
  t.check('nothing-in-clear', watched, onlyDtls());
  await comesToTheRightOne(t);
}

/** What the client does with its server as that is now, from its first datagram on. */
export async function watchedAttempt(t: ClientContext, account: Partial<ClientStart> = {}): Promise<Watched> {
  const dtls = t.dtls();
  dtls.disregardPast();
  const { mark } = dtls;
  await t.start(account);
  if (!(await dtls.contacted(t.patience)))
    t.inconclusive('preamble.no-response', 'the client did not try to associate');
  await t.clock.wait(t.handshakeSpan);
  return dtls.since(mark, t.handshakeSpan);
}

export async function comesToTheRightOne(t: ClientContext): Promise<void> {
  await t.sut.stop(false);
  t.dtls().behave();
  t.server.disregardPast();
  await t.start();
  t.check('right-one-is-told', await t.server.next(REGISTER), arrives(REGISTER.name));
}
