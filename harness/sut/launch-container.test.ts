import { afterEach, describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { ChildProcess } from './child-process.ts';
import type { ContainerEngine, ContainerOptions, EngineContainer } from './container-engine.ts';
import { launchContainer, RUN_LABEL } from './launch-container.ts';
import type { LaunchOptions, RunningSut } from './sut.ts';
import { describeFake, FAKE_HOST } from './testing/fake-sut.ts';

/** An engine whose containers are processes. */
class FakeEngine implements ContainerEngine {
  readonly started: ContainerOptions[] = [];
  readonly events: string[] = [];
  readonly #behaviour: string;

  constructor(behaviour: string) {
    this.#behaviour = behaviour;
  }

  async provide(): Promise<string> {
    this.events.push('provided');
    return 'fake:1';
  }

  async run(_reference: string, options: ContainerOptions): Promise<EngineContainer> {
    this.events.push('started');
    this.started.push(options);
    const child = await ChildProcess.start({
      ...{ program: process.execPath, arguments: [FAKE_HOST, this.#behaviour], cwd: import.meta.dirname },
      ...{ env: options.env, logs: options.logs, clock: new SystemClock(), converses: false },
    });
    return {
      ended: child.ended,
      remove: async () => {
        this.events.push('removed');
        await child.end(0);
      },
    };
  }
}

const OPTIONS: LaunchOptions = { runId: 'run-7', clock: new SystemClock(), progress: () => {} };

const running: RunningSut[] = [];
afterEach(async () => {
  for (const sut of running.splice(0)) await sut.stop();
});

async function launch(
  engine: ContainerEngine | undefined,
  startTimeout = 20,
  options = OPTIONS,
): Promise<RunningSut> {
  const description = describeFake({
    ...{ transport: 'tcp', startTimeout },
    launch: { container: { image: 'fake:1', env: { COLOUR: 'blue' }, memory: 64 } },
  });
  if (description.launch.kind !== 'container') throw new Error('not a container');
  const sut = await launchContainer(description, description.launch, options, engine);
  running.push(sut);
  return sut;
}

describe('launchContainer', () => {
  test('starts one labelled container with a control port of ours, and removes it', async () => {
    const engine = new FakeEngine('good');
    const sut = await launch(engine);
    expect(sut.hello).toMatchObject({ product: { name: 'Fake' } });
    expect(engine.started).toMatchObject([
      { env: { COLOUR: 'blue' }, labels: { [RUN_LABEL]: 'run-7' }, memory: 64 },
    ]);
    expect(Number(engine.started[0]?.env.TOUCHSTONE_CONTROL_PORT)).toBeGreaterThan(1023);
    await sut.stop();
    await sut.stop();
    expect(engine.events).toEqual(['provided', 'started', 'removed']);
  });

  test('takes the image as it is when the SUT was up in this run before', async () => {
    const engine = new FakeEngine('good');
    await (await launch(engine, 20, { ...OPTIONS, launchedBefore: true })).stop();
    expect(engine.events).toEqual(['started', 'removed']);
  });

  test('removes a container that exits early or never answers', async () => {
    const dying = new FakeEngine('dying');
    await expect(launch(dying)).rejects.toMatchObject({ code: 'sut.exited-early', exitCode: 69 });
    expect(dying.events.at(-1)).toBe('removed');
    const mute = new FakeEngine('mute');
    await expect(launch(mute, 0.5)).rejects.toMatchObject({ code: 'sut.not-ready', exitCode: 69 });
    expect(mute.events.at(-1)).toBe('removed');
  });

  test('removes a container whose launch was interrupted while it started', async () => {
    const engine = new FakeEngine('good');
    const interruption = new AbortController();
    interruption.abort();
    await expect(launch(engine, 20, { ...OPTIONS, signal: interruption.signal })).rejects.toMatchObject({
      code: 'sut.launch-interrupted',
    });
    expect(engine.events.at(-1)).toBe('removed');
  });

  test('says what to do when the engine that DOCKER_HOST names does not answer', async () => {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
    try {
      const refused = launch(undefined);
      await expect(refused).rejects.toThrow(SutUnavailableError);
      await expect(refused).rejects.toMatchObject({ code: 'sut.engine-unavailable', exitCode: 69 });
      await expect(refused).rejects.toMatchObject({
        hint: expect.stringMatching(/start Docker.*DOCKER_HOST/),
      });
    } finally {
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  });
});
