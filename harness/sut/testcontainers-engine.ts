import { spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';
import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  ImageName,
  Wait,
} from 'testcontainers';
import type { Clock } from '../clock/clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { buildImage } from './build-image.ts';
import type { ContainerEngine, ContainerOptions, EngineContainer } from './container-engine.ts';
import { onProcessExit } from './exit-cleanup.ts';
import { LineSplitter } from './line-splitter.ts';
import { within } from './within.ts';

/** After a container has ended, how long its last output may take to arrive, milliseconds. */
const OUTPUT_LAG = 200;
const PREPARE = 'fixtures/images/prepare.sh';

/** The engine that testcontainers finds: DOCKER_HOST, the usual sockets. @throws SutUnavailableError when there is none. */
export async function testcontainersEngine(clock: Clock): Promise<ContainerEngine> {
  // Its reaper is a container of its own, whose image cannot be had everywhere; we remove what we start.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const client = await engineClient();
  return {
    provide: async (image, options) => {
      if (image.kind === 'pinned') return provided(client, image.reference, options.progress);
      await buildImage(image, { ...options, clock, engine: addressOf(client) });
      return image.tag;
    },
    run: (reference, options) => run(client, clock, reference, options),
  };
}

async function engineClient(): Promise<ContainerRuntimeClient> {
  const unavailable = (message: string, cause?: unknown): never => {
    throw new SutUnavailableError('sut.engine-unavailable', message, {
      hint: `start Docker or another engine with its API, or set DOCKER_HOST; ${PREPARE} tells what is missing`,
      cause,
    });
  };
  const client = await getContainerRuntimeClient().catch((cause: unknown) =>
    unavailable('no container engine answers', cause),
  );
  const wanted = process.env.DOCKER_HOST;
  // Testcontainers falls back to a local socket; results from another engine than the one asked for would surprise.
  if (wanted !== undefined && wanted !== '' && !isAt(client, wanted)) {
    unavailable(`the container engine at ${wanted} (DOCKER_HOST) does not answer`);
  }
  return client;
}

function isAt(client: ContainerRuntimeClient, dockerHost: string): boolean {
  if (!URL.canParse(dockerHost)) return false;
  const wanted = new URL(dockerHost);
  const found = new URL(addressOf(client));
  if (wanted.hostname === '') return found.pathname === wanted.pathname;
  return found.hostname === wanted.hostname && (wanted.port === '' || found.port === wanted.port);
}

/** As DOCKER_HOST has it. */
function addressOf({ container }: ContainerRuntimeClient): string {
  const { socketPath, host, port } = container.dockerode.modem as {
    readonly socketPath?: string;
    readonly host?: string;
    readonly port?: string | number;
  };
  return socketPath === undefined ? `tcp://${host}:${port}` : `unix://${socketPath}`;
}

async function provided(
  client: ContainerRuntimeClient,
  reference: string,
  progress: (line: string) => void,
): Promise<string> {
  const name = ImageName.fromString(reference);
  let cause: unknown;
  try {
    if (await client.image.exists(name)) return reference;
    progress(`pulling ${reference}`);
    await client.image.pull(name);
    if (await client.image.exists(name)) return reference;
  } catch (error) {
    cause = error;
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new SutUnavailableError(
    'sut.image-unavailable',
    `the image ${reference} is not there and cannot be pulled${why}`,
    {
      hint: `correct launch.container.image, log in to its registry, or load it with docker load; base images come from ${PREPARE}`,
      cause,
    },
  );
}

/** Knows its id from the moment of its creation: when starting fails, there is something to remove. */
class TrackedContainer extends GenericContainer {
  id: string | null = null;

  protected override containerCreated = async (id: string): Promise<void> => {
    this.id = id;
  };
}

async function run(
  client: ContainerRuntimeClient,
  clock: Clock,
  reference: string,
  options: ContainerOptions,
): Promise<EngineContainer> {
  const { env, labels, memory, logs } = options;
  const written = Promise.withResolvers<void>();
  const container = new TrackedContainer(reference)
    .withNetworkMode('host')
    .withEnvironment({ ...env })
    .withLabels({ ...labels })
    .withWaitStrategy(Wait.forListeningPorts())
    .withLogConsumer(stream => {
      logTo(stream, line => logs.add('stdout', line));
      for (const event of ['end', 'error']) stream.once(event, () => written.resolve());
    });
  if (memory !== null) container.withResourcesQuota({ memory: memory / 1024 });
  let removal: Promise<void> | null = null;
  const remove = (): Promise<void> => {
    removal ??= container.id === null ? Promise.resolve() : removed(client, container.id);
    return removal;
  };
  const forget = onProcessExit(() => {
    if (container.id !== null)
      spawnSync('docker', ['rm', '--force', '--volumes', container.id], { timeout: 10_000 });
  });
  const removeAndForget = (): Promise<void> => remove().finally(forget);
  try {
    const started = await container.start();
    const ended = ending(client, started.getId()).then(async what => {
      await within(OUTPUT_LAG, written.promise, clock);
      return what;
    });
    return { ended, remove: removeAndForget };
  } catch (cause) {
    await removeAndForget();
    throw new SutUnavailableError(
      'sut.container-failed',
      `a container of ${reference} cannot be started: ${cause instanceof Error ? cause.message : String(cause)}; ${logs.tail()}`,
      { hint: 'start it by hand with docker run --network host and look at what it writes', cause },
    );
  }
}

async function ending(client: ContainerRuntimeClient, id: string): Promise<string> {
  try {
    const { StatusCode } = (await client.container.getById(id).wait()) as { readonly StatusCode: number };
    return `(its container) exited with code ${StatusCode}`;
  } catch (error) {
    return `(its container) can no longer be watched: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function removed(client: ContainerRuntimeClient, id: string): Promise<void> {
  const GONE = 404;
  const BEING_REMOVED = 409;
  try {
    await client.container.getById(id).remove({ force: true, v: true });
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
    if (status !== GONE && status !== BEING_REMOVED) throw error;
  }
}

function logTo(stream: Readable, onLine: (line: string) => void): void {
  const splitter = new LineSplitter(onLine);
  stream.on('data', (chunk: Buffer | string) => splitter.push(Buffer.from(chunk)));
  stream.on('end', () => splitter.end());
  stream.on('error', () => splitter.end());
}
