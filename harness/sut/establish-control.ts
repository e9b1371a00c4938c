import { ConfigurationError, SutUnavailableError } from '../errors/touchstone-error.ts';
import { announced } from './announced.ts';
import type { Launched } from './bring-up.ts';
import type { Hello } from './control-contract.ts';
import type { SutDescriptor } from './descriptor.ts';
import { JsonRpcChannel } from './json-rpc-channel.ts';
import { probe } from './probe.ts';
import type { Death, LaunchOptions } from './sut.ts';
import { within } from './within.ts';

/** After the control is gone, how long the end of the SUT itself and its last output may take to become known, milliseconds. */
const END_LAG = 500;

const LOOK_AT_LOGS = 'start it by hand the same way and look at what it writes';
const RAISE_TIMEOUT =
  'let the host serve touchstone-control (docs/control-protocol.md), or raise control.startTimeout';

export interface Established {
  readonly control: JsonRpcChannel;
  readonly hello: Hello;
}

export interface Vitals {
  readonly death: Promise<Death>;
  /** The control is lost, and with it the SUT. */
  perish(what: string): void;
}

/**
 * Opens the control of what was launched and probes it, within its time; null when it has none.
 * @throws SutUnavailableError, ConfigurationError; the channel is closed then.
 */
export async function establishControl(
  description: SutDescriptor,
  launched: Launched,
  options: LaunchOptions,
  { death, perish }: Vitals,
): Promise<Established | null> {
  const { control: access, identity } = description;
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

  let greeted = false;
  let closeChannel = async (): Promise<void> => {};
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
        // A host that is still coming up has the time that the whole of it has.
        callTimeout: () => (greeted ? access.callTimeout : access.startTimeout),
        onGarbage: (line, why) => launched.logs.add('control', `(${why}) ${line}`),
      },
    );
    closeChannel = () => control.close();
    const hello = await probe(control, description);
    greeted = true;
    return { control, hello };
  };
  try {
    const waiting = Promise.race([greet(launched.connect), failed.promise]);
    return await announced(`waiting for the control of ${identity.name}`, waiting, options);
  } catch (error) {
    await closeChannel();
    if (error instanceof SutUnavailableError || error instanceof ConfigurationError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SutUnavailableError(
      'sut.control-failed',
      `the control of ${identity.name} failed: ${why}; ${launched.logs.tail()}`,
      {
        hint: 'let the host answer hello, and a verb that it does not know (-32601), as docs/control-protocol.md says',
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
