import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import { DEFAULT_PARAMETERS } from '../../coap/exchange/parameters.ts';
import type { Outcome, ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import type { CoapOption } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { locationOptions, pathOf, pathOptions, queryOf, uintOption } from '../../coap/message/options.ts';
import { encodeContent } from '../../lwm2m/content/content.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import type { InstanceNode, ResourceNode } from '../../lwm2m/node.ts';
import type { Value } from '../../lwm2m/value.ts';
import { formatAddress } from '../../transport/datagram.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { seededRandom } from '../../transport/random.ts';
import { serverAccounts } from '../accounts.ts';
import { ReferenceClient } from '../reference-client.ts';

/** A bootstrap server and a server made by hand, and a device that knows the first of them. */
async function setting(holdOff = 0) {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const random = seededRandom(1);
  const faults: unknown[] = [];
  const parameters = DEFAULT_PARAMETERS;
  const common = { clock, random, parameters, onFault: (fault: unknown) => faults.push(fault) };
  const endpoint = async () => new CoapEndpoint({ ...common, socket: await network.bind() });
  const [bootstrapServer, server] = [await endpoint(), await endpoint()];
  const heard: { at: number; path: string; query: string[] }[] = [];
  const hear = (request: ReceivedMessage): void =>
    void heard.push({ at: clock.now(), path: pathOf(request), query: queryOf(request) });
  bootstrapServer.serve(request => {
    hear(request);
    return { code: '2.04' };
  });
  server.serve(request => {
    hear(request);
    return { code: '2.01', options: locationOptions('/rd/1') };
  });
  const uriOf = (peer: CoapEndpoint): string => `coap://${formatAddress(peer.address)}`;
  const client = await ReferenceClient.create(
    { ...common, network },
    {
      endpoint: 'dev',
      lwm2m: '1.0',
      accounts: [],
      bootstrap: { serverUri: uriOf(bootstrapServer), holdOff },
    },
  );
  const ask = (
    method: (typeof METHODS)[keyof typeof METHODS],
    path: string,
    options: CoapOption[] = [],
    payload?: Uint8Array,
  ) =>
    bootstrapServer.request(client.coap.address, {
      method,
      options: [...(path === '/' ? [] : pathOptions(path)), ...options],
      ...(payload === undefined ? {} : { payload }),
    });
  const write = (object: number, instance: number, resources: readonly ResourceNode[]): Promise<Outcome> => {
    const node: InstanceNode = { kind: 'instance', id: instance, resources };
    const payload = encodeContent(ContentFormat.tlv, { object, instance }, node);
    const format = uintOption(OptionNumber.contentFormat, ContentFormat.tlv);
    return ask(METHODS.put, `/${object}/${instance}`, [format], payload);
  };
  const writeAccount = async (shortServerId: bigint): Promise<void> => {
    const empty = new Uint8Array(0);
    const security: readonly ResourceNode[] = [
      single(0, 'String', uriOf(server)),
      single(1, 'Boolean', false),
      single(2, 'Integer', 3n),
      ...[3, 4, 5].map(id => single(id, 'Opaque', empty)),
      single(10, 'Integer', shortServerId),
    ];
    expect(codeOf(await write(0, 1, security))).toBe('2.04');
    const account = [
      single(0, 'Integer', shortServerId),
      single(1, 'Integer', 60n),
      single(6, 'Boolean', true),
      single(7, 'String', 'U'),
    ];
    expect(codeOf(await write(1, 0, account))).toBe('2.04');
  };
  const finish = () => ask(METHODS.post, '/bs');
  const run = async (work: () => Promise<void>): Promise<void> => {
    await clock.run(work);
    expect(faults).toEqual([]);
  };
  return { clock, client, heard, ask, write, writeAccount, finish, run };
}

function single(id: number, type: Exclude<ResourceNode['type'], undefined>, value: Value): ResourceNode {
  return { kind: 'single', id, type, value };
}

function codeOf(outcome: Outcome): string {
  return outcome.kind === 'response' ? outcome.message.code : outcome.kind;
}

describe('Bootstrapping', () => {
  test('asks after the hold off time, takes the account, and registers once it is finished', async () => {
    const { clock, client, heard, writeAccount, finish, run } = await setting(10);
    await run(async () => {
      client.start();
      await clock.wait(9_000);
      expect(heard).toEqual([]);
      await clock.wait(2_000);
      expect(heard.map(({ path, query }) => [path, query])).toEqual([['/bs', ['ep=dev']]]);
      await writeAccount(7n);
      await clock.wait(5_000);
      expect(heard.length).toBe(1);
      expect(codeOf(await finish())).toBe('2.04');
      await clock.wait(1_000);
      expect(heard[1]).toMatchObject({ path: '/rd' });
      expect(serverAccounts(client.model)).toMatchObject([{ shortServerId: 7, securityInstance: 1 }]);
    });
  });

  test('refuses to finish while what it was given is not consistent', async () => {
    const { client, write, writeAccount, finish, run } = await setting();
    await run(async () => {
      client.bootstrap();
      expect(codeOf(await finish())).toBe('4.06');
      expect(codeOf(await write(1, 3, [single(0, 'Integer', 9n)]))).toBe('2.04');
      await writeAccount(7n);
      expect(codeOf(await finish())).toBe('4.06');
    });
  });

  test('keeps its bootstrap account and the Device object whatever is deleted', async () => {
    const { client, ask, writeAccount, run } = await setting();
    await run(async () => {
      await writeAccount(7n);
      expect(codeOf(await ask(METHODS.delete, '/'))).toBe('2.02');
      const accept = uintOption(OptionNumber.accept, ContentFormat.linkFormat);
      const discovered = await ask(METHODS.get, '/', [accept]);
      const links = discovered.kind === 'response' ? Buffer.from(discovered.message.payload).toString() : '';
      expect(links).toMatch(/^lwm2m="1\.0",/);
      expect(links.match(/<\/\d+\/\d+>/g)).toEqual(['</0/0>', '</3/0>']);
      expect(client.sessions).toEqual([]);
    });
  });

  test('takes back what it was given when the bootstrap server falls silent, and asks again', async () => {
    const { clock, client, heard, writeAccount, run } = await setting();
    await run(async () => {
      client.start();
      await clock.wait(100);
      await writeAccount(7n);
      await clock.wait(DEFAULT_PARAMETERS.exchangeLifetime + 1_000);
      expect(serverAccounts(client.model)).toEqual([]);
      expect(heard.map(({ path }) => path)).toEqual(['/bs', '/bs']);
    });
  });

  test('lets its bootstrap server begin another bootstrap, and has no other server meanwhile', async () => {
    const { clock, client, heard, writeAccount, finish, ask, run } = await setting();
    await run(async () => {
      await writeAccount(7n);
      await finish();
      await clock.wait(1_000);
      expect(heard.at(-1)).toMatchObject({ path: '/rd' });
      expect(client.sessions.length).toBe(1);
      expect(codeOf(await ask(METHODS.delete, '/0'))).toBe('2.02');
      expect(client.sessions).toEqual([]);
      await writeAccount(8n);
      expect(codeOf(await finish())).toBe('2.04');
      await clock.wait(1_000);
      expect(client.sessions.map(({ account }) => account.shortServerId)).toEqual([8]);
    });
  });
});
