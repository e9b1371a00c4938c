import { bringUp } from './bring-up.ts';
import type { RemoteLaunch, SutDescriptor } from './descriptor.ts';
import { LogRing } from './log-ring.ts';
import type { LaunchOptions, RunningSut } from './sut.ts';
import { connectLines } from './tcp-lines.ts';

/**
 * A product that somebody else started: only its control is connected to, and only that is closed.
 * @throws SutUnavailableError when its control does not answer; ConfigurationError when it is not what the file describes.
 */
export function launchRemote(
  description: SutDescriptor,
  launch: RemoteLaunch,
  options: LaunchOptions,
): Promise<RunningSut> {
  const { control } = launch;
  return bringUp(
    description,
    {
      logs: new LogRing(),
      ended: new Promise(() => {}),
      connect: control === null ? null : signal => connectLines(control, options.clock, signal),
      destroy: async () => {},
    },
    options,
  );
}
