import {
  arrives,
  BOOTSTRAP_FINISH,
  type BootstrapServerContext,
  bootstrapRequest,
  equals,
} from '../../harness/touchstone.ts';
import {
  attempt,
  noApplicationData,
  noAssociation,
  onlyDtls,
  type Watched,
} from '../../harness/touchstone-security.ts';

/**
 * A device that asks as it is now is handed out nothing, whatever it is told; and everything as soon as it is itself again. With an
 * unknown raw public key an association may come about that is good for nothing: that there is none is advice then.
 */
export async function handedOutNothing(
  t: BootstrapServerContext,
  level: 'must' | 'should' = 'must',
): Promise<Watched> {
  await t.configure();
  // What follows an accepted request follows its answer.
  const { watched } = await attempt(t, bootstrapRequest([`ep=${t.endpoint}`]), { watching: t.silenceSpan });
  t.check('no-association', watched, noAssociation(), { level });
  if (level === 'must') t.check('no-data', watched, noApplicationData());
  t.check('nothing-handed-out', t.device.commands.length, equals(0));
  t.check('nothing-in-clear', watched, onlyDtls());
  await handsOutAfterwards(t);
  return watched;
}

export async function handsOutAfterwards(t: BootstrapServerContext): Promise<void> {
  const dtls = t.dtls();
  dtls.behave();
  // A session of the device as it was would make it the one that it was.
  dtls.changeSocket({ resumeSessions: false });
  if (dtls.socket.agreementWith(t.device.serverAddress) !== null)
    dtls.socket.disconnect(t.device.serverAddress);
  await t.device.requestBootstrap([`ep=${t.endpoint}`]);
  t.check('right-one-is-served', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
}
