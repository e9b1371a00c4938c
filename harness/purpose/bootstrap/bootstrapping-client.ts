import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import type { ServerAccount } from '../../server/bootstrap/account.ts';
import type { ClientContext } from '../client-context.ts';
import { BOOTSTRAP_REQUEST } from './bootstrap-patterns.ts';
import type { ScriptedBootstrap } from './scripted-bootstrap.ts';
import type { TesterBootstrapServer } from './tester-bootstrap-server.ts';

/** A client under test that has asked for a bootstrap, and waits for commands. */
export interface BootstrappingClient {
  readonly bootstrapServer: TesterBootstrapServer;
  /** Its Bootstrap-Request. */
  readonly request: ReceivedMessage;
  readonly bootstrap: ScriptedBootstrap;
}

/** Starts the SUT with nothing but a bootstrap account. @throws Inconclusive when it does not ask for a bootstrap. */
export async function bootstrapping(t: ClientContext): Promise<BootstrappingClient> {
  const bootstrapServer = await t.bootstrapServer();
  await t.startWith([], { serverUri: bootstrapServer.uri, holdOff: 0 });
  return askedAt(t, bootstrapServer);
}

/** The SUT has asked this server for a bootstrap. @throws Inconclusive when it does not. */
export async function askedAt(
  t: ClientContext,
  bootstrapServer: TesterBootstrapServer,
): Promise<BootstrappingClient> {
  const arrival = await bootstrapServer.next(BOOTSTRAP_REQUEST);
  if (arrival.kind === 'silence') {
    return t.inconclusive('preamble.no-response', 'the client did not send a Bootstrap-Request');
  }
  // A device takes commands only once it has read the answer to its request.
  await t.settled();
  const { message } = arrival;
  return { bootstrapServer, request: message, bootstrap: bootstrapServer.commandsTo(message) };
}

/** Hands these accounts out. @throws Inconclusive when the SUT does not take them. */
export async function handedOut(
  t: ClientContext,
  bootstrap: ScriptedBootstrap,
  ...accounts: readonly ServerAccount[]
): Promise<void> {
  for (const outcome of await bootstrap.handOut(...accounts)) t.done(outcome, 'a Bootstrap-Write');
}
