import type { Clock } from '../clock/clock.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { ChildProcess } from './child-process.ts';
import type { ImageSource } from './descriptor.ts';
import { LogRing } from './log-ring.ts';

/** Milliseconds. */
const QUIET_SPAN = 2_000;

type BuiltImage = Extract<ImageSource, { kind: 'built' }>;

export interface BuildOptions {
  readonly clock: Clock;
  /** Told a line of the build every two seconds; most builds are cached and over before the first. */
  readonly progress: (line: string) => void;
  /** Ends the build. */
  readonly signal?: AbortSignal | undefined;
  /** Address of the engine that will run the image, as DOCKER_HOST has it. */
  readonly engine: string;
  /** The client program; another one only in tests. */
  readonly program?: string;
}

/**
 * Builds an image with the Docker client, using what is cached of it. Not by testcontainers, which takes an older image
 * of the same tag for the result when a build fails, and tells nobody what the build writes.
 * @throws SutUnavailableError with the last lines of the build.
 */
export async function buildImage(image: BuiltImage, options: BuildOptions): Promise<void> {
  const { dockerfile, context, args, tag } = image;
  const logs = new LogRing();
  let told = options.clock.now();
  logs.onLine(({ text }) => {
    const now = options.clock.now();
    if (now - told <= QUIET_SPAN || text.trim() === '') return;
    told = now;
    options.progress(`building ${tag}: ${text.trim()}`);
  });
  const build = await ChildProcess.start({
    program: options.program ?? 'docker',
    arguments: [
      ...['build', '--force-rm', '--tag', tag, '--file', dockerfile],
      ...Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      context,
    ],
    cwd: context,
    env: { DOCKER_HOST: options.engine, BUILDKIT_PROGRESS: 'plain' },
    ...{ logs, clock: options.clock, converses: false },
  }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SutUnavailableError('sut.engine-unavailable', `the image ${tag} cannot be built: ${why}`, {
      hint: `install the Docker client, or build and tag ${tag} elsewhere and name it as launch.container.image`,
      cause,
    });
  });
  const interrupt = (): void => void build.end(0);
  options.signal?.addEventListener('abort', interrupt, { once: true });
  if (options.signal?.aborted === true) interrupt();
  const outcome = await build.ended;
  options.signal?.removeEventListener('abort', interrupt);
  await build.end(0);
  if (outcome === 'exited with code 0') return;
  throw new SutUnavailableError(
    'sut.build-failed',
    `the build of the image ${tag} ${outcome}; ${logs.tail(15)}`,
    {
      hint: 'run fixtures/images/prepare.sh (base image and certificates), then docker build by hand to see all of it',
    },
  );
}
