import { announced } from './announced.ts';
import { bringUp } from './bring-up.ts';
import type { ContainerEngine } from './container-engine.ts';
import type { ContainerLaunch, SutDescriptor } from './descriptor.ts';
import { freeLoopbackPort } from './free-port.ts';
import { LogRing } from './log-ring.ts';
import type { LaunchOptions, RunningSut } from './sut.ts';
import { connectLines } from './tcp-lines.ts';

/** Label of every container we start; its value is the run id. */
export const RUN_LABEL = 'touchstone.run';

/**
 * Starts a container in the network namespace of the host and talks to it over TCP on loopback.
 * @throws SutUnavailableError when there is no engine, no image, a build fails, or it does not answer in time;
 * ConfigurationError when it is another product than the file describes.
 */
export async function launchContainer(
  description: SutDescriptor,
  launch: ContainerLaunch,
  options: LaunchOptions,
  engine?: ContainerEngine,
): Promise<RunningSut> {
  const { control } = description;
  const logs = new LogRing();
  // The library behind it takes most of a second to load: only who starts containers pays for it.
  const chosen =
    engine ?? (await (await import('./testcontainers-engine.ts')).testcontainersEngine(options.clock));
  const image = launch.image.kind === 'built' ? launch.image.tag : launch.image.reference;
  const reference =
    options.launchedBefore === true
      ? image
      : await announced(`preparing the image ${image}`, chosen.provide(launch.image, options), options);
  const port = await freeLoopbackPort();
  const container = await announced(
    `starting a container of ${image}`,
    chosen.run(reference, {
      env: { ...launch.env, TOUCHSTONE_CONTROL_PORT: String(port) },
      labels: { [RUN_LABEL]: options.runId },
      ...{ memory: launch.memory, logs },
    }),
    options,
  );
  return bringUp(
    description,
    {
      logs,
      ended: container.ended,
      connect:
        control.kind === 'json-rpc'
          ? signal => connectLines({ host: '127.0.0.1', port }, options.clock, signal)
          : null,
      destroy: () => container.remove(),
    },
    options,
  );
}
