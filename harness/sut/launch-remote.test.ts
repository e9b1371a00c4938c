import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { freeLoopbackPort } from './free-port.ts';
import { type RunningSut, sutOf } from './sut.ts';
import { describeFake } from './testing/fake-sut.ts';
import { within } from './within.ts';

const HELLO = {
  ...{ protocol: 'touchstone-control', version: 1, role: 'client', lwm2m: ['1.0'] },
  ...{ product: { name: 'Fake', version: '3.2.1' }, verbs: ['start', 'stop'] },
};

let host: Server;
const connections: Socket[] = [];
beforeEach(async () => {
  host = createServer(socket => {
    connections.push(socket);
    createInterface({ input: socket }).on('line', line => {
      const { id, method } = JSON.parse(line);
      if (method === 'mute') return;
      const answer = method === 'hello' ? { result: HELLO } : { error: { code: -32601, message: '' } };
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  host.listen(0, '127.0.0.1', resolve);
  await promise;
});
afterEach(() => {
  for (const socket of connections.splice(0)) socket.destroy();
  host.close();
});

function launch(port: number, startTimeout = 10, lwm2m: '1.0' | '1.1' = '1.0'): Promise<RunningSut> {
  const sut = sutOf(
    describeFake({
      transport: 'tcp',
      startTimeout,
      lwm2m,
      launch: { remote: { control: `127.0.0.1:${port}` } },
    }),
  );
  if (sut.kind !== 'external') throw new Error('not external');
  return sut.launch({ runId: 'test', clock: new SystemClock(), progress: () => {} });
}

describe('A remote product', () => {
  test('is probed, and only its connection is closed', async () => {
    const sut = await launch((host.address() as AddressInfo).port);
    expect(sut.hello).toEqual(HELLO);
    await sut.stop();
    expect(host.listening).toBe(true);
  });

  test('counts as dead when its control is lost', async () => {
    const sut = await launch((host.address() as AddressInfo).port);
    for (const socket of connections) socket.destroy();
    expect(await sut.died).toEqual({
      reason: 'fake is out of control: the control connection was closed by the other side',
      lastWords: [],
    });
    await sut.stop();
  });

  test('is blamed for a call that its loss takes along: the death is known first', async () => {
    const sut = await launch((host.address() as AddressInfo).port);
    const order: string[] = [];
    const call = sut.control?.call('mute', {}).catch(() => order.push('call'));
    void sut.died.then(() => order.push('died'));
    for (const socket of connections) socket.destroy();
    await call;
    expect(order).toEqual(['died', 'call']);
    await sut.stop();
  });

  test('that is another product is left alone again', async () => {
    const refused = launch((host.address() as AddressInfo).port, 10, '1.1');
    await expect(refused).rejects.toMatchObject({ code: 'sut.lwm2m-mismatch', exitCode: 78 });
    const [socket] = connections;
    const closed = Promise.withResolvers<void>();
    socket?.once('close', () => closed.resolve());
    if (socket?.closed === true) closed.resolve();
    expect(await within(5_000, closed.promise, new SystemClock())).toBe(true);
  });

  test('that nobody serves is unavailable', async () => {
    const refused = launch(await freeLoopbackPort(), 0.5);
    await expect(refused).rejects.toThrow(SutUnavailableError);
    await expect(refused).rejects.toMatchObject({ code: 'sut.not-ready', exitCode: 69 });
  });
});
