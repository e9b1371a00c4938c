import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { ConfigurationError, SutUnavailableError, TouchstoneError } from '../errors/touchstone-error.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { type LaunchOptions, type RunningSut, sutOf } from './sut.ts';
import { describeFake, type FakeSut } from './testing/fake-sut.ts';
import { isAlive } from './testing/is-alive.ts';

const running: RunningSut[] = [];
afterEach(async () => {
  for (const sut of running.splice(0)) await sut.stop();
});

async function launch(fake: FakeSut, options: Partial<LaunchOptions> = {}): Promise<RunningSut> {
  const sut = sutOf(describeFake(fake));
  if (sut.kind !== 'external') throw new Error('not external');
  const launched = await sut.launch({
    runId: 'test',
    clock: new SystemClock(),
    progress: () => {},
    ...options,
  });
  running.push(launched);
  return launched;
}

async function refusal(fake: FakeSut, options: Partial<LaunchOptions> = {}): Promise<TouchstoneError> {
  const error = await launch(fake, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TouchstoneError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

const TRANSPORTS = ['stdio', 'tcp'] as const;

describe.each(TRANSPORTS)('A process with control over %s', transport => {
  test('comes up, answers, reports events, and is gone after stop', async () => {
    const sut = await launch({ transport, arguments: ['{endpoint}', '{serverUri}', '{workDir}'] });
    const events: unknown[] = [];
    sut.control?.onEvent(event => events.push(event));

    expect(sut.hello).toMatchObject({
      product: { name: 'Fake', version: '3.2.1' },
      verbs: ['start', 'stop', 'read'],
    });
    const started = await sut.control?.call('start', {});
    const { args, env } = started as { args: string[]; env: string };
    expect(args.slice(0, 2)).toEqual(['fake', 'coap://127.0.0.1:5683']);
    expect(env).toBe('environment');
    expect(existsSync(args[2] ?? '')).toBe(true);
    const answer = await sut.control?.call('read', { endpoint: 'e', path: '/3/0/0' });
    expect(answer).toEqual({ code: '2.05', values: { '/3/0/0': 'Acme' } });
    expect(events).toEqual([{ event: 'registered', endpoint: 'e' }]);
    await expect(sut.control?.call('discover', {})).rejects.toThrow(UnsupportedVerb);
    expect(sut.logs.lines).toContainEqual({ source: 'stderr', text: 'fake host: good' });

    const stopped = await sut.stop();
    expect(stopped).toMatchObject({ kind: 'stopped', description: { identity: { name: 'fake' } } });
    expect(await sut.stop()).toBe(stopped);
    expect(existsSync(args[2] ?? '')).toBe(false);
    await expect(sut.control?.call('read', {})).rejects.toThrow(ControlFailure);
    // Stopping is no death.
    expect(await Promise.race([sut.died, new SystemClock().wait(50)])).toBeUndefined();
  });

  test('that dies is known to have died before the call that killed it fails', async () => {
    const sut = await launch({ transport, behaviour: 'dies-later' });
    const order: string[] = [];
    const died = sut.died.then(death => {
      order.push('died');
      return death;
    });
    const call = sut.control?.call('read', { endpoint: 'e', path: '/3/0/0' }).catch((error: unknown) => {
      order.push('call');
      return error;
    });
    expect(await died).toEqual({
      reason: 'fake exited with code 139',
      lastWords: [
        { source: 'stderr', text: 'fake host: dies-later' },
        { source: 'stderr', text: 'segmentation fault, or so' },
      ],
    });
    expect(await call).toBeInstanceOf(ControlFailure);
    expect(order).toEqual(['died', 'call']);
    expect(sut.logs.lines.map(({ text }) => text)).toContain('segmentation fault, or so');
  });

  test('that floods its output with anything before it dies is quoted within bounds', async () => {
    const sut = await launch({ transport, behaviour: 'dies-flooding' });
    const call = sut.control
      ?.call('read', { endpoint: 'e', path: '/3/0/0' })
      .catch((error: unknown) => error);
    const { reason, lastWords } = await sut.died;
    expect(await call).toBeInstanceOf(ControlFailure);
    expect(reason).toBe('fake exited with code 134');
    expect(lastWords.at(-1)).toEqual({ source: 'stderr', text: 'Assertion failed:    length <= capacity' });
    expect(lastWords.length).toBeLessThanOrEqual(40);
    expect(lastWords.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(4_000);
  });

  test('that exits early is unavailable, with what it last wrote', async () => {
    const error = await refusal({ transport, behaviour: 'dying' });
    expect(error).toBeInstanceOf(SutUnavailableError);
    expect(error).toMatchObject({ code: 'sut.exited-early', exitCode: 69 });
    expect(error.message).toMatch(/^fake exited with code 3 before its control answered; it last wrote:/);
    expect(error.message).toContain('stderr: fatal: cannot open the licence file');
    expect(error.hint).not.toBe('');
  });

  test('that never answers is unavailable when its time is over', async () => {
    const error = await refusal({ transport, behaviour: 'mute', startTimeout: 1 });
    expect(error).toMatchObject({ code: 'sut.not-ready', exitCode: 69 });
    expect(error.message).toMatch(
      /the control of fake did not answer within 1 s; it last wrote:\n {2}stderr: fake host: mute/,
    );
  });

  test('that talks nonsense is unavailable, with the nonsense', async () => {
    const error = await refusal({ transport, behaviour: 'garbage', startTimeout: 1 });
    expect(error).toMatchObject({ code: 'sut.not-ready', exitCode: 69 });
    expect(error.message).toContain('(not JSON) Welcome to Fake 3!');
    expect(error.message).toContain('(answers no call that waits)');
  });

  test('that claims to know a verb nobody knows is not trusted', async () => {
    const error = await refusal({ transport, behaviour: 'lying' });
    expect(error).toMatchObject({ code: 'sut.control-unreliable', exitCode: 69 });
    expect(error.hint).toContain('-32601');
  });
});

describe('A process that is another product than its file says', () => {
  test.each<[FakeSut, string, RegExp, RegExp]>([
    [
      { saysVersion: '3.3.0' },
      'sut.version-mismatch',
      /describes fake 3\.2\.1, but the product says it is Fake 3\.3\.0$/,
      /3\.3\.0.*3\.2\.1/,
    ],
    [
      { saysRole: 'server' },
      'sut.role-mismatch',
      /describes a client, but the product says its role is server$/,
      /role: server/,
    ],
    [
      { lwm2m: '1.1' },
      'sut.lwm2m-mismatch',
      /describes LwM2M 1\.1, but the product says it speaks 1\.0$/,
      /lwm2m/,
    ],
  ])('is a configuration error: %j', async (fake, code, message, hint) => {
    const error = await refusal(fake);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ code, exitCode: 78 });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  test('or speaks another protocol is unavailable', async () => {
    expect(await refusal({ behaviour: 'old' })).toMatchObject({ code: 'sut.control-failed', exitCode: 69 });
    expect(await refusal({ behaviour: 'no-verbs' })).toMatchObject({
      code: 'sut.control-incomplete',
      exitCode: 69,
    });
  });
});

describe('launchProcess', () => {
  test('tells how to correct a program that cannot be started', async () => {
    const launchSection = { process: { command: ['./no-such-program'] } };
    const error = await refusal({ launch: launchSection });
    expect(error).toMatchObject({ code: 'sut.not-startable', exitCode: 69 });
    expect(error.message).toMatch(/^\.\/no-such-program cannot be started in .*ENOENT/);
    expect(error.hint).toContain('launch.process.command');
  });

  test('ends a program that ignores SIGTERM', async () => {
    const sut = await launch({ behaviour: 'stubborn' });
    await sut.stop();
    expect(sut.logs.lines.map(({ text }) => text)).toContain('not now');
  });

  test('ends what the program has started, too', async () => {
    const sut = await launch({ behaviour: 'forking' });
    const child = sut.logs.lines
      .map(({ text }) => /^child (\d+)$/.exec(text)?.[1])
      .find(pid => pid !== undefined);
    const pid = Number(child);
    expect(isAlive(pid)).toBe(true);
    await sut.stop();
    const clock = new SystemClock();
    for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await clock.wait(20);
    expect(isAlive(pid)).toBe(false);
  });

  test('can do without control', async () => {
    const sut = await launch({ control: 'none', behaviour: 'mute' });
    expect(sut).toMatchObject({ control: null, hello: null });
    await sut.stop();
  });

  test('stops what it started when it is interrupted', async () => {
    const interruption = new AbortController();
    const refused = refusal({ behaviour: 'mute' }, { signal: interruption.signal });
    interruption.abort();
    expect(await refused).toMatchObject({ code: 'sut.launch-interrupted', exitCode: 69 });
  });

  test('says what it waits for when that takes longer than two seconds', async () => {
    const told: string[] = [];
    await refusal({ behaviour: 'mute', startTimeout: 2.5 }, { progress: line => told.push(line) });
    expect(told).toEqual(['waiting for the control of fake (2 s)']);
  });

  test('is disposed of by `await using`', async () => {
    let died: Promise<unknown>;
    let control: RunningSut['control'];
    {
      await using sut = await launch({});
      ({ died, control } = sut);
    }
    await expect(control?.call('start', {})).rejects.toThrow(ControlFailure);
    expect(await Promise.race([died, Promise.resolve('alive')])).toBe('alive');
  });
});
