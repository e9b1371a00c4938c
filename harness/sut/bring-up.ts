import { ConfigurationError, SutUnavailableError } from '../errors/touchstone-error.ts';
import { announced } from './announced.ts';
import type { Hello } from './control-contract.ts';
import type { SutDescriptor } from './descriptor.ts';
import { JsonRpcChannel } from './json-rpc-channel.ts';
import type { LineDuplex } from './line-duplex.ts';
import type { LogRing } from './log-ring.ts';
import { probe } from './probe.ts';
import type { Death, LaunchOptions, RunningSut, StoppedSut } from './sut.ts';
import { within } from './within.ts';

/** What a launcher has started, whatever it is. */
export interface Launched {
  readonly logs: LogRing;
  /** Resolves with a predicate ("exited with code 3") when it ends. Never rejects. */
  readonly ended: Promise<string>;
  /** Opens the control connection; null where the SUT file says that there is none. */
  readonly connect: ((signal: AbortSignal) => Promise<LineDuplex>) | null;
  /** Ends everything that was started, and waits until it has. Idempotent. */
  destroy(): Promise<void>;
}

/** After the control is gone, how long the end of the SUT itself may take to become known, milliseconds. */
const END_LAG = 300;
/** What a host may take on top of the longest exchange with a device, milliseconds. */
const HOST_OVERHEAD = 30_000;

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
    if (stopping === null) death.resolve({ reason: `${description.identity.name} ${what}` });
  };
  void launched.ended.then(perish);

  const established = await establish(description, launched, options, { death: death.promise, perish }).catch(
    async (error: unknown) => {
      stopping = Promise.resolve(stopped(description, launched));
      await launched.destroy();
      throw error;
    },
  );
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

interface Established {
  readonly control: JsonRpcChannel;
  readonly hello: Hello;
}

interface Vitals {
  readonly death: Promise<Death>;
  perish(what: string): void;
}

async function establish(
  description: SutDescriptor,
  launched: Launched,
  options: LaunchOptions,
  { death, perish }: Vitals,
): Promise<Established | null> {
  const { control: access, identity, ixit } = description;
  if (launched.connect === null || access.kind !== 'json-rpc') return null;
  const { clock } = options;
  const giveUp = new AbortController();
  const failed = Promise.withResolvers<never>();
  const fail = (code: string, message: string, hint: string): void => {
    failed.reject(new SutUnavailableError(code, `${message}; ${launched.logs.tail()}`, { hint }));
  };
  void death.then(({ reason }) =>
    fail('sut.exited-early', `${reason} before its control answered`, LOOK_AT_LOGS),
  );
  const deadline = clock.after(access.startTimeout, () => {
    const span = `${access.startTimeout / 1000} s`;
    fail('sut.not-ready', `the control of ${identity.name} did not answer within ${span}`, RAISE_TIMEOUT);
  });
  const interrupt = (): void =>
    fail('sut.launch-interrupted', `the launch of ${identity.name} was interrupted`, 'run it again');
  options.signal?.addEventListener('abort', interrupt, { once: true });
  if (options.signal?.aborted === true) interrupt();

  const greet = async (connect: NonNullable<Launched['connect']>): Promise<Established> => {
    const lines = await connect(giveUp.signal);
    void lines.ended.then(async reason => {
      await within(END_LAG, launched.ended, clock);
      perish(`is out of control: ${reason}`);
    });
    // Calls fail only after the death is known, so that it is the SUT that is blamed and not its adapter.
    const ended = death.then(({ reason }) => reason);
    const control = new JsonRpcChannel(
      { ...lines, ended },
      {
        clock,
        role: description.role,
        callTimeout: ixit.parameters.maxTransmitWait + HOST_OVERHEAD,
        onGarbage: (line, why) => launched.logs.add('control', `(${why}) ${line}`),
      },
    );
    return { control, hello: await probe(control, description) };
  };
  try {
    const waiting = Promise.race([greet(launched.connect), failed.promise]);
    return await announced(`waiting for the control of ${identity.name}`, waiting, options);
  } catch (error) {
    if (error instanceof SutUnavailableError || error instanceof ConfigurationError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SutUnavailableError(
      'sut.control-failed',
      `the control of ${identity.name} failed: ${why}; ${launched.logs.tail()}`,
      {
        hint: 'let the host answer hello as docs/control-protocol.md says',
        cause: error,
      },
    );
  } finally {
    deadline.cancel();
    options.signal?.removeEventListener('abort', interrupt);
    giveUp.abort(new Error('the launch is over'));
    failed.promise.catch(() => {});
  }
}

const LOOK_AT_LOGS = 'start it by hand the same way and look at what it writes';
const RAISE_TIMEOUT =
  'let the host serve touchstone-control (docs/control-protocol.md), or raise control.startTimeout';
