import type { ClientContext } from '../../harness/touchstone.ts';

/** With an account of the tester's server and one of a bootstrap server, registered. */
export async function registeredBesideBootstrapServer(t: ClientContext) {
  const bootstrapServer = await t.bootstrapServer();
  const { serverUri, shortServerId, lifetime, binding } = t.account();
  const bootstrap = { serverUri: bootstrapServer.uri, holdOff: 0 };
  await t.startWith([{ serverUri, shortServerId, lifetime, binding }], bootstrap);
  const registered = await t.registrationAt(t.server);
  await t.settled();
  return { ...registered, bootstrapServer };
}
