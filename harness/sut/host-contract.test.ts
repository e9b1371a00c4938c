import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import type { ControlChannel } from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { loadDescriptor } from './load-descriptor.ts';
import { type RunningSut, sutOf } from './sut.ts';

const HOSTS = join(import.meta.dirname, '..', '..', 'fixtures', 'hosts');
/**
 * SUTs whose hosts are held to docs/control-protocol.md, beyond what every run asks of them. Those in containers are asked by hand:
 * TOUCHSTONE_CONTRACT=fixtures/suts/node-lib-server,fixtures/suts/leshan-bootstrap-server npx jest … host-contract
 */
const asked = process.env.TOUCHSTONE_CONTRACT?.split(',') ?? [join(HOSTS, 'example-server')];
const SUTS = asked.map(path => loadDescriptor(path));
const PLAN = {
  discover: [],
  deletes: ['/1'],
  accounts: [
    {
      ...{ kind: 'server', serverUri: 'coap://192.0.2.7:5683', shortServerId: 123 },
      ...{ lifetime: 86_400, binding: 'U', security: 'nosec' },
    },
  ],
};
// A container has to be built and to come up.
jest.setTimeout(300_000);

let running: RunningSut | null = null;
afterEach(async () => {
  await running?.stop();
});

async function host(sut: (typeof SUTS)[number]): Promise<ControlChannel> {
  const external = sutOf(sut);
  if (external.kind !== 'external') throw new Error('not external');
  running = await external.launch({ runId: 'contract', clock: new SystemClock(), progress: () => {} });
  if (running.control === null) throw new Error('it has no control');
  return running.control;
}

/** The port of a started server. */
async function started(control: ControlChannel): Promise<number> {
  const { uri } = (await control.call('start', { host: '127.0.0.1', port: 0 })) as { uri: string };
  expect(uri).toMatch(/^coap:\/\/127\.0\.0\.1:[1-9]\d*$/);
  return Number(new URL(uri).port);
}

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

describe.each(SUTS.map(sut => [sut.identity.name, sut] as const))('The host of %s', (_, sut) => {
  test('is told to stop where nothing runs, starts anew, and leaves nothing behind', async () => {
    const control = await host(sut);
    expect(await control.call('stop', { graceful: false })).toEqual({});
    const first = await started(control);
    const second = await started(control);
    expect(await isFree(second)).toBe(false);
    expect(await control.call('stop', { graceful: true })).toEqual({});
    expect([await isFree(first), await isFree(second)]).toEqual([true, true]);
    expect(await control.call('stop', { graceful: false })).toEqual({});
  });

  test('serves secured where it is told to, and lets devices be provisioned', async () => {
    if (!sut.security.includes('psk')) return;
    const control = await host(sut);
    const params = { host: '127.0.0.1', port: 0, security: 'psk' };
    const { uri } = (await control.call('start', params)) as { uri: string };
    expect(uri).toMatch(/^coaps:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const security = { identity: 'somebody', key: Buffer.from('0123456789abcdef').toString('base64') };
    expect(await control.call('provision', { endpoint: 'somebody', security })).toEqual({});
    expect(await control.call('stop', { graceful: false })).toEqual({});
    await expect(control.call('provision', { endpoint: 'somebody', security })).rejects.toThrow(
      ControlFailure,
    );
  });

  test('refuses what it cannot do before it is started, and declines a verb that nobody knows', async () => {
    const control = await host(sut);
    const [verb, params] =
      sut.role === 'server' ? ['listRegistrations', {}] : ['configure', { endpoint: 'nobody', plan: PLAN }];
    await expect(control.call(verb, params)).rejects.toThrow(ControlFailure);
    await expect(control.call('sing', {})).rejects.toThrow(UnsupportedVerb);
    await started(control);
    if (sut.role === 'server') {
      expect(await control.call('listRegistrations', {})).toEqual({ registrations: [] });
      await expect(control.call('read', { endpoint: 'nobody', path: '/3/0/0' })).rejects.toThrow(
        ControlFailure,
      );
    } else expect(await control.call('configure', { endpoint: 'somebody', plan: PLAN })).toEqual({});
  });
});
