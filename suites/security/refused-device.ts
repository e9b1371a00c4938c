import { code, notShown, type ServerContext } from '../../harness/touchstone.ts';
import { type Attempt, noApplicationData, noAssociation } from '../../harness/touchstone-security.ts';

/** The device was not let in, whatever it was told; and is let in as soon as it is itself again: that the server is alive. */
export async function refused(t: ServerContext, { watched }: Attempt): Promise<void> {
  t.check('no-association', watched, noAssociation());
  t.check('no-data', watched, noApplicationData());
  t.reported('not-registered', await t.sut.registration(), notShown());
  await comesInAfterwards(t);
}

export async function comesInAfterwards(t: ServerContext): Promise<void> {
  t.dtls().behave();
  t.check('right-one-comes-in', await t.device.register(), code('2.01'));
}
