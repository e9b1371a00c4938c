import { describe, expect, test } from '@jest/globals';
import type { Outcome, ReceivedMessage } from '../../coap/exchange/received-message.ts';
import type { ServerAccount } from '../../server/bootstrap/account.ts';
import { ANY_REQUEST } from '../patterns.ts';
import { BOOTSTRAP_FINISH, BOOTSTRAP_REQUEST } from './bootstrap-patterns.ts';
import type { ScriptedBootstrap } from './scripted-bootstrap.ts';
import type { TesterBootstrapServer } from './tester-bootstrap-server.ts';
import { type BootstrapPair, bootstrapPair } from './testing/bootstrap-pair.ts';

const ACCOUNT: ServerAccount = {
  kind: 'server',
  serverUri: 'coap://192.0.2.7:5683',
  shortServerId: 101,
  lifetime: 60,
  binding: 'U',
  security: 'nosec',
};

const code = (outcome: Outcome): string =>
  outcome.kind === 'response' ? outcome.message.code : outcome.kind;

/** The device has asked; what follows is up to the test. */
async function asked({ device }: BootstrapPair, server: TesterBootstrapServer): Promise<ScriptedBootstrap> {
  expect(code(await device.requestBootstrap(['ep=device']))).toBe('2.04');
  const arrival = await server.next(BOOTSTRAP_REQUEST);
  return server.commandsTo((arrival as { message: ReceivedMessage }).message);
}

describe("the tester's bootstrap server", () => {
  test('accepts a request and sends nothing but what it is told to, one line a command', async () => {
    const pair = await bootstrapPair();
    const server = pair.tester();
    await pair.clock.run(async () => {
      const bootstrap = await asked(pair, server);
      expect((await pair.device.next(ANY_REQUEST, 5_000)).kind).toBe('silence');
      expect(code(await bootstrap.delete('/'))).toBe('2.02');
      expect((await bootstrap.handOut(ACCOUNT)).map(code)).toEqual(['2.04', '2.04']);
      expect(code(await bootstrap.write('/1/0/1', 90))).toBe('2.04');
      expect(code(await bootstrap.write('/1', { 4: { 0: 102, 1: 30 } }))).toBe('2.04');
      expect(code(await bootstrap.finish())).toBe('2.04');
    });
    expect(pair.device.held.paths).toEqual(['/0/0', '/0/1', '/1/0', '/1/4', '/3/0']);
    expect(pair.device.held.values).toMatchObject({ '/0/1/10': 101, '/1/0/0': 101, '/1/0/1': 90 });
  });

  test('discovers what a device holds, in the form of its version', async () => {
    const found = await Promise.all(
      (['1.0', '1.1'] as const).map(async lwm2m => {
        const pair = await bootstrapPair(lwm2m);
        const server = pair.tester();
        return pair.clock.run(async () => {
          const bootstrap = await asked(pair, server);
          await bootstrap.handOut(ACCOUNT);
          const outcome = await bootstrap.discover();
          return outcome.kind === 'silence' ? '' : Buffer.from(outcome.message.payload).toString('utf8');
        });
      }),
    );
    expect(found).toEqual([
      'lwm2m="1.0",</0/0>,</0/1>;ssid=101,</1/0>;ssid=101,</3/0>',
      '</>;lwm2m=1.1,</0/0>,</0/1>;ssid=101;uri="coap://192.0.2.7:5683",</1/0>;ssid=101,</3/0>',
    ]);
  });

  test('goes through a plan by itself where it has one, and refuses other devices', async () => {
    const pair = await bootstrapPair();
    const server = pair.tester();
    server.configure('device', { deletes: ['/1'], accounts: [ACCOUNT] });
    await pair.clock.run(async () => {
      expect(code(await pair.device.requestBootstrap(['ep=other']))).toBe('4.00');
      expect(code(await pair.device.requestBootstrap(['ep=device']))).toBe('2.04');
      expect((await pair.device.next(BOOTSTRAP_FINISH)).kind).toBe('arrived');
    });
    expect(pair.device.held.values['/1/0/0']).toBe(101);
  });

  test('answers as scripted first', async () => {
    const pair = await bootstrapPair();
    const server = pair.tester();
    server.answer(BOOTSTRAP_REQUEST, { code: '4.00' });
    await pair.clock.run(async () => {
      expect(code(await pair.device.requestBootstrap(['ep=device']))).toBe('4.00');
      expect(code(await pair.device.requestBootstrap(['ep=device']))).toBe('2.04');
    });
  });
});
