import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { valuesIn } from '../server/values-in.ts';
import type { ClientAccount } from '../sut/client-verbs.ts';
import type { ClientContext } from './client-context.ts';
import type { RegisteredDevice } from './device-preambles.ts';
import { objectList } from './object-list.ts';
import type { TesterServer } from './tester-server.ts';

/** For the first server, and for the second. */
export type PerServer<T> = readonly [T, T];

/** A device that has registered with several servers, as one of them has it. */
export interface RegisteredAccount extends RegisteredDevice {
  readonly server: TesterServer;
  readonly shortServerId: number;
}

const LAST_SHORT_SERVER_ID = 65_534;

/** The second server has the next Short Server ID. */
export async function startWithTwo(
  t: ClientContext,
  settings: PerServer<Partial<ClientAccount>> = [{}, {}],
): Promise<PerServer<TesterServer>> {
  const servers = [t.server, await t.anotherServer('server-2')] as const;
  const [first, second] = shortServerIds(t);
  const usual = { lifetime: t.lifetime, binding: 'U' };
  await t.startWith([
    { ...usual, serverUri: servers[0].uri, shortServerId: first, ...settings[0] },
    { ...usual, serverUri: servers[1].uri, shortServerId: second, ...settings[1] },
  ]);
  return servers;
}

/** @throws Inconclusive when the SUT does not register with both, or shows one of them no account of its own. */
export async function registeredWithTwo(
  t: ClientContext,
  settings?: PerServer<Partial<ClientAccount>>,
): Promise<PerServer<RegisteredAccount>> {
  const servers = await startWithTwo(t, settings);
  const devices = [await t.registrationAt(servers[0]), await t.registrationAt(servers[1])] as const;
  await t.settled();
  const [first, second] = shortServerIds(t);
  return [
    await accountOf(t, servers[0], devices[0], first),
    await accountOf(t, servers[1], devices[1], second),
  ];
}

function shortServerIds({ shortServerId }: ClientContext): PerServer<number> {
  return [shortServerId, shortServerId === LAST_SHORT_SERVER_ID ? shortServerId - 1 : shortServerId + 1];
}

/** Finds the Server object instance of a server by its Short Server ID, among those that it may read. */
async function accountOf(
  t: ClientContext,
  server: TesterServer,
  registered: RegisteredDevice,
  shortServerId: number,
): Promise<RegisteredAccount> {
  const { register, device } = registered;
  for (const account of objectList(register)?.filter(path => /^\/1\/\d+$/.test(path)) ?? []) {
    const path = `${account}/0`;
    const outcome = await device.read(path, ContentFormat.tlv);
    const values = outcome.kind === 'response' ? valuesIn(path, outcome.message, t.definitions) : {};
    if (values[path] === shortServerId) return { ...registered, account, server, shortServerId };
  }
  return t.inconclusive(
    'preamble.refused',
    `no Server object instance that server ${shortServerId} may read has its Short Server ID`,
  );
}
