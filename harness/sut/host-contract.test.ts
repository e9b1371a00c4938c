import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { locationOptions, pathOf } from '../coap/message/options.ts';
import type { ControlChannel, Hello } from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { loadDescriptor } from './load-descriptor.ts';
import { type RunningSut, sutOf } from './sut.ts';

const HOSTS = join(import.meta.dirname, '..', '..', 'fixtures', 'hosts');
/**
 * SUTs whose hosts are held to docs/control-protocol.md, beyond what every run asks of them. Those in containers are asked by hand:
 * TOUCHSTONE_CONTRACT=fixtures/suts/node-lib-server,fixtures/suts/leshan-client npx jest … host-contract
 */
const asked = process.env.TOUCHSTONE_CONTRACT?.split(',') ?? [join(HOSTS, 'example-server')];
const SUTS = asked.map(path => loadDescriptor(path));
const CLIENTS = SUTS.filter(({ role }) => role === 'client');
const SERVERS = SUTS.filter(({ role }) => role !== 'client');
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
/** Seconds for what must come, and for what must not. */
const [WAIT, SILENCE] = [20, 3];
const NEEDS_A_CLIENT = {
  triggerUpdate: {},
  setResource: { path: '/3/0/9', value: 42 },
  setErrors: { codes: [] },
  sendData: { paths: ['/1/0/1'] },
  goOffline: {},
  rebind: {},
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

for (const sut of SERVERS) {
  describe(`The host of ${sut.identity.name}`, () => serverContract(sut));
}
for (const sut of CLIENTS) {
  describe(`The host of ${sut.identity.name}`, () => clientContract(sut));
}

function serverContract(sut: (typeof SUTS)[number]): void {
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
}

function clientContract(sut: (typeof SUTS)[number]): void {
  let server: Awaited<ReturnType<typeof registry>>;
  beforeEach(async () => {
    server = await registry();
  });
  afterEach(() => {
    server.close();
  });

  /** Starts it; the port that it registers from. */
  async function registered(control: ControlChannel): Promise<number> {
    const account = { serverUri: server.uri, shortServerId: 123, lifetime: 3600, binding: 'U' };
    const arrival = server.next('/rd', WAIT);
    expect(await control.call('start', { endpoint: 'contract', ...account })).toEqual({});
    const register = await arrival;
    if (register === null) throw new Error('no Register came');
    return register.port;
  }

  async function verbsOf(control: ControlChannel): Promise<readonly string[]> {
    return ((await control.call('hello', {})) as Hello).verbs;
  }

  test('is told to stop where nothing runs, refuses what needs a client, and declines what nobody knows', async () => {
    const control = await host(sut);
    expect(await control.call('stop', { graceful: false })).toEqual({});
    await expect(control.call('sing', {})).rejects.toThrow(UnsupportedVerb);
    for (const [verb, params] of Object.entries(NEEDS_A_CLIENT)) {
      const refusal = (await verbsOf(control)).includes(verb) ? ControlFailure : UnsupportedVerb;
      await expect(control.call(verb, params)).rejects.toThrow(refusal);
    }
  });

  test('starts anew, vanishes without a word, and de-registers where it is to go gracefully', async () => {
    const control = await host(sut);
    await registered(control);
    await registered(control);
    expect(await control.call('stop', { graceful: false })).toEqual({});
    expect(await server.next('/rd/a', SILENCE)).toBeNull();
    await registered(control);
    const farewell = server.next('/rd/a', WAIT);
    expect(await control.call('stop', { graceful: true })).toEqual({});
    expect(await farewell).not.toBeNull();
    expect(await server.next('/rd', SILENCE)).toBeNull();
  });

  test('loses its network and has it again, and goes on at another port, where it says that it can', async () => {
    const control = await host(sut);
    const verbs = await verbsOf(control);
    const before = await registered(control);
    await sleep(500);
    if (verbs.includes('goOffline')) {
      expect(await control.call('goOffline', {})).toEqual({});
      const lost = server.next('/rd/a', SILENCE);
      expect(await control.call('triggerUpdate', {})).toEqual({});
      expect(await lost).toBeNull();
      const back = server.next('/rd/a', WAIT);
      expect(await control.call('goOnline', {})).toEqual({});
      expect(await back).toEqual({ path: '/rd/a', port: before });
    }
    if (verbs.includes('rebind')) {
      expect(await control.call('rebind', {})).toEqual({});
      const moved = server.next('/rd/a', WAIT);
      expect(await control.call('triggerUpdate', {})).toEqual({});
      expect((await moved)?.port).not.toBe(before);
    }
  });

  test('takes the errors of the device, and sends data, where it says that it can', async () => {
    const control = await host(sut);
    const verbs = await verbsOf(control);
    await registered(control);
    await sleep(500);
    if (verbs.includes('setErrors')) {
      expect(await control.call('setErrors', { codes: [1, 5] })).toEqual({});
      await expect(control.call('setErrors', { codes: 'all of them' })).rejects.toThrow(ControlFailure);
    }
    if (verbs.includes('sendData')) {
      const sent = server.next('/dp', WAIT);
      expect(await control.call('sendData', { paths: ['/1/0/1'] })).toEqual({});
      expect(await sent).not.toBeNull();
    }
  });
}

/** A server that accepts whatever registers, and tells from where and what for. */
async function registry() {
  const socket = createSocket('udp4');
  const arrivals: { readonly path: string; readonly port: number }[] = [];
  socket.on('message', (bytes, { port, address }) => {
    const { message } = decodeMessage(bytes);
    if (message === null) return;
    arrivals.push({ path: pathOf(message), port });
    if (message.type !== 'CON') return;
    const answer: CoapMessage = {
      ...{ type: 'ACK', messageId: message.messageId, token: message.token, payload: new Uint8Array(0) },
      ...(pathOf(message) === '/rd'
        ? { code: '2.01', options: locationOptions('/rd/a') }
        : { code: '2.04', options: [] }),
    };
    socket.send(encodeMessage(answer), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  /** The first message for a path from now on; null when none comes in these seconds. */
  const next = async (path: string, seconds: number) => {
    const since = arrivals.length;
    for (let waited = 0; waited < seconds * 20; waited++) {
      const found = arrivals.slice(since).find(arrival => arrival.path === path);
      if (found !== undefined) return found;
      await sleep(50);
    }
    return null;
  };
  return { arrivals, next, uri: `coap://127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
