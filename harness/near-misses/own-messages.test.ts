import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ReferenceClient } from '../client/reference-client.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { breaches, type Deviation } from '../coap/message/deviation.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import { wellFormedMessage } from '../coap/message/message.arbitrary.ts';
import { canRepresent, encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { anyInstance } from '../lwm2m/node.arbitrary.ts';
import { ownPayloadInspection } from '../lwm2m/own-payload.ts';
import { formatPath } from '../lwm2m/path.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import { ReferenceServer } from '../server/reference-server.ts';
import type { DatagramSocket, Network } from '../transport/datagram.ts';
import { MemoryNetwork } from '../transport/memory-network.ts';
import { seededRandom } from '../transport/random.ts';

interface Pair {
  readonly clock: VirtualClock;
  readonly client: ReferenceClient;
  readonly server: ReferenceServer;
  readonly device: DeviceOperations;
}

/** Something that one of our peers can be told to do; what becomes of it does not matter. */
type Operation = readonly [title: string, perform: (pair: Pair) => Promise<unknown>];

const anyId = fc.oneof(fc.constantFrom(0, 1, 2, 3, 5, 7, 8, 3303, 5700, 65_534), fc.nat(65_534));
const anyPath = fc.array(anyId, { minLength: 1, maxLength: 4 }).map(ids => `/${ids.join('/')}`);
/** Only resources are executed with arguments (TS 1.0 §5.4.5). */
const anyResource = fc.tuple(anyId, anyId, anyId).map(ids => `/${ids.join('/')}`);
const anyEndpoint = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map(name => name.normalize('NFC'));
const anyFormat = fc.option(fc.constantFrom(...Object.values(ContentFormat)), { nil: undefined });
const anyAttributes = fc
  .uniqueArray(fc.constantFrom('pmin', 'pmax', 'gt', 'lt', 'st'), { minLength: 1 })
  .chain(names => fc.tuple(...names.map(name => fc.nat(9_999).map(value => `${name}=${value}`))))
  .map(items => items.join('&'));

/** Every operation of the server on a device, and what the device does on its own. */
const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .tuple(anyPath, anyFormat)
    .map(
      ([path, accept]): Operation => [`read ${path} ${accept}`, ({ device }) => device.read(path, accept)],
    ),
  anyPath.map((path): Operation => [`discover ${path}`, ({ device }) => device.discover(path)]),
  anyPath.map((path): Operation => [`execute ${path}`, ({ device }) => device.execute(path)]),
  fc
    .tuple(anyResource, fc.nat(9))
    .map(
      ([path, digit]): Operation => [
        `execute ${path} with an argument`,
        ({ device }) => device.execute(path, `${digit}='on'`),
      ],
    ),
  anyPath.map((path): Operation => [`delete ${path}`, ({ device }) => device.delete(path)]),
  fc
    .tuple(anyPath, anyAttributes)
    .map(
      ([path, attributes]): Operation => [
        `write attributes ${path} ${attributes}`,
        ({ device }) => device.writeAttributes(path, attributes),
      ],
    ),
  fc.tuple(anyPath, anyFormat, fc.boolean()).map(
    ([path, accept, reset]): Operation => [
      `observe ${path} ${accept}`,
      async ({ device }) => {
        const observation = await device.observe(path, accept);
        if (reset) observation.end();
        else await observation.cancelByGet();
      },
    ],
  ),
  anyInstance.chain(({ object, node }) =>
    fc.constantFrom('replace' as const, 'update' as const).map((mode): Operation => {
      const path = { object, instance: node.id };
      const payload = encodeContent(ContentFormat.tlv, path, node);
      return [
        `${mode} ${formatPath(path)}`,
        ({ device }) => device.write(formatPath(path), { format: ContentFormat.tlv, payload }, mode),
      ];
    }),
  ),
  anyInstance.map(({ object, node }): Operation => {
    const [resource] = node.resources;
    const path = { object, instance: node.id, resource: resource?.id ?? 0 };
    const fits = resource !== undefined && canRepresent(ContentFormat.text, resource);
    const payload = fits ? encodeContent(ContentFormat.text, path, resource) : new Uint8Array(0);
    return [
      `write text ${formatPath(path)}`,
      async ({ device }) => fits && device.write(formatPath(path), { format: ContentFormat.text, payload }),
    ];
  }),
  fc.constant<Operation>(['ping', ({ device }) => device.ping()]),
  fc.constant<Operation>(['update', ({ client }) => client.registration.update()]),
  fc.constant<Operation>(['register', ({ client }) => client.register()]),
  fc.constant<Operation>(['deregister', ({ client }) => client.registration.deregister()]),
  fc.nat(100_000).map((delay): Operation => [`wait ${delay}`, ({ clock }) => clock.wait(delay)]),
);

describe('our own messages', () => {
  test('are legal, with legal payloads, whatever our peers are told to do and whatever is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyEndpoint,
        fc.array(anyOperation, { maxLength: 12 }),
        fc.infiniteStream(fc.nat(5)),
        async (endpoint, operations, luck) => {
          const { sent, faults } = await play(endpoint, operations, () => luck.next().value !== 0);
          expect(faults).toEqual([]);
          expect(sent.flatMap(deviationsIn)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  test('are legal as answers to any message that is well-formed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wellFormedMessage, { minLength: 1, maxLength: 8 }), async messages => {
        const throwAll: Operation = [
          'messages of a stranger',
          async ({ clock, client, server }) => {
            for (const message of messages) {
              client.coap.sendBytes(server.coap.address, encodeMessage(message));
              server.coap.sendBytes(client.coap.address, encodeMessage(message));
              await clock.wait(10);
            }
          },
        ];
        const { sent, faults } = await play('stranger', [throwAll], () => true);
        expect(faults).toEqual([]);
        expect(sent.flatMap(deviationsIn)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

/** Lets a registered pair perform the operations one after the other, on a network that loses what is out of luck. */
async function play(endpoint: string, operations: readonly Operation[], arrives: () => boolean) {
  const clock = new VirtualClock();
  const sent: Uint8Array[] = [];
  const faults: unknown[] = [];
  const network = tapped(new MemoryNetwork(clock), sent, arrives);
  const environment = {
    ...{ network, clock, parameters: DEFAULT_PARAMETERS, random: seededRandom(1) },
    inspectPayload: ownPayloadInspection({ definitions: definitionOf, version: '1.0' }),
    onFault: (fault: unknown) => faults.push(fault),
  };
  const server = await ReferenceServer.listen(environment);
  const account = { serverUri: server.uri, shortServerId: 123, lifetime: 3600, binding: 'U' };
  const client = await ReferenceClient.create(environment, {
    ...{ endpoint, lwm2m: '1.0', accounts: [account] },
  });
  const device = server.operationsOn(() => client.coap.address);
  await clock.run(async () => {
    await client.register();
    for (const [, perform] of operations) await perform({ clock, client, server, device });
    await clock.wait(1_000);
    await client.close(true);
    await server.close();
  });
  return { sent, faults };
}

/** Keeps whatever leaves a socket; what a test sends as bytes is legal as well. */
function tapped(network: Network, sent: Uint8Array[], arrives: () => boolean): Network {
  return {
    async bind(at): Promise<DatagramSocket> {
      const socket = await network.bind(at);
      return {
        address: socket.address,
        send(bytes, to) {
          sent.push(Uint8Array.from(bytes));
          return arrives() ? socket.send(bytes, to) : undefined;
        },
        onDatagram: listener => socket.onDatagram(listener),
        close: () => socket.close(),
      };
    },
  };
}

function deviationsIn(bytes: Uint8Array): readonly Deviation[] {
  return breaches(decodeMessage(bytes).deviations);
}
