import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../coap/exchange/received-message.ts';
import type { DeviceOperations } from './device-operations.ts';
import { Observations } from './observations.ts';
import type { ServerStorage } from './server-hooks.ts';
import type { ServerObservation } from './server-observation.ts';

const SILENCE: Outcome = { kind: 'silence', waited: 0, sentFrame: null };

/** What has been done to the observations of a device that accepts them all, by path. */
function played(): { readonly device: DeviceOperations; readonly log: string[] } {
  const log: string[] = [];
  const observe = async (path: string): Promise<Partial<ServerObservation>> => ({
    established: true,
    first: SILENCE,
    onNotification: () => {},
    end: () => log.push(`end ${path}`),
    cancelByGet: async () => {
      log.push(`get ${path}`);
      return SILENCE;
    },
  });
  return { device: { observe } as unknown as DeviceOperations, log };
}

async function observing(paths: readonly string[], storage: ServerStorage = {}) {
  const { device, log } = played();
  const observations = new Observations(storage);
  for (const path of paths) await observations.observe({ endpoint: 'device', path }, device);
  const held = (path: string) => observations.find({ endpoint: 'device', path });
  return { observations, log, held };
}

describe('Observations', () => {
  test('end the one that is cancelled, by GET where that was asked for', async () => {
    const { observations, log, held } = await observing(['/3/0/9', '/3/0/10']);
    const battery = held('/3/0/9');
    if (battery === undefined) throw new Error('nothing is observed');
    expect(await observations.cancel(battery, 'get')).toEqual(SILENCE);
    expect(log).toEqual(['get /3/0/9', 'end /3/0/9']);
    expect(held('/3/0/9')).toBeUndefined();
    expect(held('/3/0/10')).toBeDefined();
  });

  test('cancel by reset without a request', async () => {
    const { observations, log, held } = await observing(['/3/0/9']);
    const battery = held('/3/0/9');
    if (battery === undefined) throw new Error('nothing is observed');
    expect(await observations.cancel(battery, 'reset')).toBeNull();
    expect(log).toEqual(['end /3/0/9']);
  });

  test('take the place of an earlier observation of the same path', async () => {
    const { log } = await observing(['/3/0/9', '/3/0/9']);
    expect(log).toEqual(['end /3/0/9']);
  });

  test.each(['registered', 'deregistered', 'expired'] as const)(
    'end with a registration that is %s',
    async event => {
      const { observations, log } = await observing(['/3/0/9', '/3/0/10']);
      observations.onRegistration('updated', 'device');
      observations.onRegistration(event, 'other');
      expect(log).toEqual([]);
      observations.onRegistration(event, 'device');
      expect(log).toEqual(['end /3/0/9', 'end /3/0/10']);
    },
  );

  test('go by the storage hooks', async () => {
    const { observations, log, held } = await observing(['/3/0/9', '/3/0/10'], {
      endsObservations: () => false,
      cancels: ({ how }, all) => all.map(each => ({ held: each, how })),
    });
    observations.onRegistration('registered', 'device');
    expect(log).toEqual([]);
    const battery = held('/3/0/9');
    if (battery === undefined) throw new Error('nothing is observed');
    await observations.cancel(battery, 'reset');
    expect(log).toEqual(['end /3/0/9', 'end /3/0/10']);
  });
});
