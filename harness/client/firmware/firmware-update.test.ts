import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { blockOption } from '../../coap/blockwise/block-option.ts';
import { DEFAULT_PARAMETERS } from '../../coap/exchange/parameters.ts';
import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import type { CoapOption } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOptions, uintOption } from '../../coap/message/options.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { seededRandom } from '../../transport/random.ts';
import { ReferenceClient } from '../reference-client.ts';
import { encodePackage } from './firmware-package.ts';

const NUL = Uint8Array.of(0);

describe('the firmware update of the reference client', () => {
  test('passes from Downloaded over Updating to Idle, with a new version', () =>
    withDevice(async ({ push, execute, status, version, clock }) => {
      push(packaged(1));
      expect(status()).toEqual([2, 0]);
      await execute();
      expect(status()).toEqual([3, 0]);
      expect(await execute()).toBe('4.05');
      expect(status()).toEqual([3, 0]);
      await clock.wait(30_001);
      expect(status()).toEqual([0, 1]);
      expect(version()).toBe('7.0');
    }));

  test('keeps version and package when the installation fails', () =>
    withDevice(async ({ push, execute, status, version, clock }) => {
      push(packaged(8));
      await execute();
      await clock.wait(30_001);
      expect(status()).toEqual([2, 8]);
      expect(version()).toBe('1.0.0');
    }));

  test.each([
    ['too large', new Uint8Array(40_000), 2],
    ['of another type', Buffer.from('MZ'), 6],
    ['in need of more memory', packaged(3), 3],
    ['damaged', packaged(1).with(-1, 1), 5],
  ])('ends in Idle with its result for a package that is %s', (_, bytes, result) =>
    withDevice(async ({ push, status }) => {
      push(bytes);
      expect(status()).toEqual([0, result]);
      push(NUL);
      expect(status()).toEqual([0, 0]);
    }),
  );

  test('is told what comes of the next package, and of no other', () =>
    withDevice(async ({ push, status, client }) => {
      client.conditions.firmwareOutcome = 5;
      push(packaged(1));
      expect(status()).toEqual([0, 5]);
      push(packaged(1));
      expect(status()).toEqual([2, 0]);
    }));

  test('refuses a block beyond its storage, and takes the first block as a new beginning', () =>
    withDevice(async ({ block, status }) => {
      expect(block(0)).toBeUndefined();
      expect(status()).toEqual([1, 0]);
      expect(block(32)).toBe('4.13');
      expect(status()).toEqual([0, 2]);
      expect(block(0)).toBeUndefined();
      expect(status()).toEqual([1, 0]);
    }));

  test('loses a download in a power cycle, and no installation', () =>
    withDevice(async ({ push, execute, block, status, client, clock }) => {
      block(0);
      client.restart();
      expect(status()).toEqual([0, 4]);
      push(packaged(1));
      await execute();
      client.restart();
      await clock.wait(30_001);
      expect(status()).toEqual([0, 1]);
    }));
});

interface Subject {
  readonly client: ReferenceClient;
  /** Answer to a Package, whole. */
  readonly push: (bytes: Uint8Array) => unknown;
  /** What a block of 1024 bytes is refused with. */
  readonly block: (num: number) => unknown;
  /** Answer to Update, after its effect. */
  readonly execute: () => Promise<unknown>;
  readonly clock: VirtualClock;
  readonly status: () => readonly number[];
  readonly version: () => unknown;
}

async function withDevice(work: (subject: Subject) => Promise<void>): Promise<void> {
  const clock = new VirtualClock();
  await clock.run(async () => {
    const client = await ReferenceClient.create(
      {
        ...{ clock, random: seededRandom(1), parameters: DEFAULT_PARAMETERS },
        network: new MemoryNetwork(clock),
        onFault: fault => {
          throw fault;
        },
      },
      {
        ...{ endpoint: 'device', lwm2m: '1.0' },
        accounts: [{ serverUri: 'coap://127.0.0.1:5683', shortServerId: 1, lifetime: 60, binding: 'U' }],
      },
    );
    const valueAt = (object: number, resource: number): unknown => {
      const content = client.model.resource(object, 0, resource)?.content;
      return content && 'single' in content ? content.single : null;
    };
    await work({
      ...{ client, clock },
      push: bytes => client.perform(request('put', '/5/0/0', bytes, [OPAQUE])).code,
      block: num => {
        const option = blockOption(OptionNumber.block1, { num, more: true, szx: 6 });
        const message = request('put', '/5/0/0', new Uint8Array(1_024), [OPAQUE, option]);
        return client.sessions[0]?.management.block(message)?.code;
      },
      execute: async () => {
        const { code } = client.perform(request('post', '/5/0/2', new Uint8Array(0)));
        await clock.wait(2);
        return code;
      },
      status: () => [Number(valueAt(5, 3)), Number(valueAt(5, 5))],
      version: () => valueAt(3, 3),
    });
    await client.close(false);
  });
}

const OPAQUE = uintOption(OptionNumber.contentFormat, ContentFormat.opaque);

function request(
  method: keyof typeof METHODS,
  path: string,
  payload: Uint8Array,
  options: readonly CoapOption[] = [],
): ReceivedMessage {
  return {
    ...{ type: 'CON', code: METHODS[method], messageId: 1, token: Uint8Array.of(1), payload },
    options: [...pathOptions(path), ...options],
    from: { host: '127.0.0.1', port: 5683 },
    ...{ at: 0, frame: null, deviations: [], duplicate: false },
  };
}

function packaged(outcome: number): Buffer<ArrayBuffer> {
  return Buffer.from(encodePackage({ outcome, name: 'p', version: '7.0', image: new Uint8Array(100) }));
}
