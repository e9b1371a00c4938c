import type { SutDescriptor } from './descriptor.ts';
import { establishControl } from './establish-control.ts';
import type { LineDuplex } from './line-duplex.ts';
import type { LogRing } from './log-ring.ts';
import type { Death, LaunchOptions, RunningSut, StoppedSut } from './sut.ts';

/** What a launcher has started, whatever it is. */
export interface Launched {
  readonly logs: LogRing;
  /** Resolves with a predicate ("exited with code 3") when it ends, and its output is in the logs. Never rejects. */
  readonly ended: Promise<string>;
  /** Opens the control connection; null where the SUT file says that there is none. */
  readonly connect: ((signal: AbortSignal) => Promise<LineDuplex>) | null;
  /** Ends everything that was started, and waits until it has. Idempotent. */
  destroy(): Promise<void>;
}

/**
 * Connects to what was launched, probes it and watches over it.
 * @throws SutUnavailableError, ConfigurationError; what was launched is destroyed first.
 */
export async function bringUp(
  description: SutDescriptor,
  launched: Launched,
  options: LaunchOptions,
): Promise<RunningSut> {
  const death = Promise.withResolvers<Death>();
  let stopping: Promise<StoppedSut> | null = null;
  const perish = (what: string): void => {
    if (stopping !== null) return;
    const { lastWords } = launched.logs;
    death.resolve({ reason: `${description.identity.name} ${what}`, lastWords });
  };
  void launched.ended.then(perish);

  const established = await establishControl(description, launched, options, {
    death: death.promise,
    perish,
  }).catch(async (error: unknown) => {
    stopping = Promise.resolve(stopped(description, launched));
    await launched.destroy();
    throw error;
  });
  const stop = (): Promise<StoppedSut> => {
    stopping ??= (async () => {
      await established?.control.close();
      await launched.destroy();
      return stopped(description, launched);
    })();
    return stopping;
  };
  return {
    kind: 'running',
    ...{ description, stop },
    control: established?.control ?? null,
    hello: established?.hello ?? null,
    logs: launched.logs,
    died: death.promise,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

function stopped(description: SutDescriptor, { logs }: Launched): StoppedSut {
  return { kind: 'stopped', description, logs };
}
