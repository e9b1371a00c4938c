import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOf, uintValue } from '../../coap/message/options.ts';
import { planSteps } from '../../server/bootstrap/account-steps.ts';
import type { BootstrapEvent } from '../../server/bootstrap/reference-bootstrap-server.ts';
import { BOOTSTRAP_FINISH, bootstrapWrite } from './bootstrap-patterns.ts';
import { type BootstrapPair, bootstrapPair } from './testing/bootstrap-pair.ts';

const STEPS = planSteps({
  discover: [],
  deletes: [],
  accounts: [
    {
      kind: 'server',
      serverUri: 'coap://192.0.2.7:5683',
      shortServerId: 101,
      lifetime: 60,
      binding: 'U',
      security: 'nosec',
    },
  ],
});
const SENML_JSON = 110;

async function configured(
  lwm2m: '1.0' | '1.1' = '1.0',
): Promise<BootstrapPair & { events: BootstrapEvent[] }> {
  const pair = await bootstrapPair(lwm2m);
  pair.reference.configure('device', STEPS);
  const events: BootstrapEvent[] = [];
  pair.reference.onEvent(event => events.push(event));
  return { ...pair, events };
}

async function ask({ device }: BootstrapPair, ...query: readonly string[]): Promise<string> {
  const outcome = await device.requestBootstrap(['ep=device', ...query]);
  return outcome.kind === 'response' ? outcome.message.code : outcome.kind;
}

describe('the reference bootstrap server', () => {
  test('writes in the format that a device of LwM2M 1.1 prefers', async () => {
    const pair = await configured('1.1');
    await pair.clock.run(async () => {
      expect(await ask(pair, `pct=${SENML_JSON}`)).toBe('2.04');
      await pair.device.next(BOOTSTRAP_FINISH);
    });
    const formats = pair.device.commands
      .filter(bootstrapWrite().matches)
      .map(command => uintValue(command, OptionNumber.contentFormat));
    expect(formats).toEqual([SENML_JSON, SENML_JSON]);
    expect(pair.device.held.values['/1/0/1']).toBe(60);
  });

  test.each([
    ['1.1', 'pct=0', '4.15'],
    ['1.1', 'pct=9999', '4.15'],
    ['1.1', 'pct=json', '4.00'],
    ['1.0', 'pct=9999', '2.04'],
    ['1.0', 'ep=device', '4.00'],
  ] as const)('answers in LwM2M %s to a request with %s: %s', async (lwm2m, parameter, answer) => {
    const pair = await configured(lwm2m);
    expect(await pair.clock.run(() => ask(pair, parameter))).toBe(answer);
  });

  test('tells of a bootstrap that is requested and finished, and of one that fails, with the reason', async () => {
    const pair = await configured();
    await pair.clock.run(async () => {
      await ask(pair);
      await pair.device.next(BOOTSTRAP_FINISH);
      await pair.clock.wait(1_000);
      pair.device.answer(bootstrapWrite(1), { code: '4.00' });
      await ask(pair);
      await pair.clock.wait(1_000);
    });
    expect(pair.events).toEqual([
      { kind: 'requested', endpoint: 'device' },
      { kind: 'finished', endpoint: 'device' },
      { kind: 'requested', endpoint: 'device' },
      { kind: 'failed', endpoint: 'device', reason: 'write /1/0: 4.00 Bad Request' },
    ]);
  });

  test('sends nothing of a bootstrap that was begun anew, not even once more', async () => {
    const pair = await configured();
    await pair.clock.run(async () => {
      pair.device.answer(bootstrapWrite(1), null);
      await ask(pair);
      const abandoned = await pair.device.next(bootstrapWrite(1));
      await ask(pair);
      await pair.device.next(BOOTSTRAP_FINISH);
      await pair.clock.wait(60_000);
      expect(abandoned.kind === 'arrived' && pair.device.transmissionsOf(abandoned.message)).toHaveLength(1);
    });
    expect(pair.events.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
  });

  test('reads what a device of LwM2M 1.1 holds where its sequence says so, and goes on whatever that is', async () => {
    const pair = await bootstrapPair('1.1');
    pair.reference.configure('device', [{ kind: 'read', path: '/1' }, ...STEPS]);
    await pair.clock.run(async () => {
      await ask(pair);
      await pair.device.next(BOOTSTRAP_FINISH);
    });
    const [first] = pair.device.commands;
    expect(first?.code === METHODS.get && pathOf(first)).toBe('/1');
    expect(pair.device.held.values['/1/0/0']).toBe(101);
  });

  test('is silent once it is closed in the middle of a bootstrap', async () => {
    const pair = await configured();
    await pair.clock.run(async () => {
      await ask(pair);
      await pair.reference.close();
      expect((await pair.device.next(BOOTSTRAP_FINISH, 10_000)).kind).toBe('silence');
    });
    expect(pair.events.map(({ kind }) => kind)).toEqual(['requested']);
  });
});
