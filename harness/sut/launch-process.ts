import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress } from '../transport/datagram.ts';
import { bringUp, type Launched } from './bring-up.ts';
import { ChildProcess } from './child-process.ts';
import { filledIn, type Placeholder, placeholdersIn } from './command-placeholders.ts';
import type { ProcessLaunch, SutDescriptor } from './descriptor.ts';
import { freeLoopbackPort } from './free-port.ts';
import { LogRing } from './log-ring.ts';
import type { LaunchOptions, RunningSut } from './sut.ts';
import { connectLines } from './tcp-lines.ts';

/** How long a host may take to end after its stdin was closed, milliseconds. */
const STDIN_GRACE = 1_000;

/**
 * Starts a program and talks to it over stdio, or over TCP on a port of our choice (`TOUCHSTONE_CONTROL_PORT`).
 * @throws SutUnavailableError when it cannot be started or does not answer; ConfigurationError when it is another product.
 */
export async function launchProcess(
  description: SutDescriptor,
  launch: ProcessLaunch,
  options: LaunchOptions,
): Promise<RunningSut> {
  const logs = new LogRing();
  const { control, identity, ixit } = description;
  const transport = control.kind === 'json-rpc' ? control.transport : null;
  const port = await freeLoopbackPort();
  const needsFolder = launch.command.some(word => placeholdersIn(word).includes('workDir'));
  const workDir = needsFolder ? await mkdtemp(join(tmpdir(), 'touchstone-')) : null;
  const removeFolder = async (): Promise<void> => {
    if (workDir !== null) await rm(workDir, { recursive: true, force: true });
  };
  const values: Readonly<Record<Placeholder, string>> = {
    controlPort: String(port),
    endpoint: identity.name,
    serverUri: ixit.address === null ? '' : `coap://${formatAddress(ixit.address)}`,
    workDir: workDir ?? '',
  };
  const [program = '', ...rest] = launch.command.map(word => filledIn(word, values));
  const child = await ChildProcess.start({
    ...{ program, arguments: rest, logs, clock: options.clock, cwd: launch.cwd },
    env: { ...launch.env, ...(transport === 'tcp' ? { TOUCHSTONE_CONTROL_PORT: String(port) } : {}) },
    converses: transport === 'stdio',
  }).catch(async (error: unknown) => {
    await removeFolder();
    throw error;
  });
  const connections: Readonly<Record<'stdio' | 'tcp', NonNullable<Launched['connect']>>> = {
    stdio: async () => child.lines,
    tcp: signal => connectLines({ host: '127.0.0.1', port }, options.clock, signal),
  };
  return bringUp(
    description,
    {
      logs,
      ended: child.ended,
      connect: transport === null ? null : connections[transport],
      destroy: async () => {
        await child.end(transport === 'stdio' ? STDIN_GRACE : 0);
        await removeFolder();
      },
    },
    options,
  );
}
