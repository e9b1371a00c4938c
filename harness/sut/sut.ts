import type { Clock } from '../clock/clock.ts';
import type { ControlChannel, Hello } from './control-contract.ts';
import type { InProcessLaunch, SutDescriptor } from './descriptor.ts';
import { launchContainer } from './launch-container.ts';
import { launchProcess } from './launch-process.ts';
import { launchRemote } from './launch-remote.ts';
import type { LogLine, LogRing } from './log-ring.ts';

/** A SUT goes from described to running to stopped, and each state offers only what it can do. */
export type Sut = InProcessSut | ExternalSut;

/** A reference peer: made anew for every purpose, inside the purpose's own process. */
export interface InProcessSut {
  readonly kind: 'in-process';
  readonly description: SutDescriptor;
  readonly peer: InProcessLaunch['peer'];
}

/** A product outside of this process. */
export interface ExternalSut {
  readonly kind: 'external';
  readonly description: SutDescriptor;
  /**
   * Brings it up and probes its control. What was started is stopped again when that fails.
   * @throws SutUnavailableError when it cannot be brought up; ConfigurationError when it is not what the file describes.
   */
  launch(options: LaunchOptions): Promise<RunningSut>;
}

export interface LaunchOptions {
  /** Labels what is started, so that it can be found if this process is killed. */
  readonly runId: string;
  readonly clock: Clock;
  /** Told what is being waited for, as soon as that takes longer than two seconds. */
  readonly progress: (line: string) => void;
  /** It was up in this run before: its image is there, and is not built again, so that a run judges one product. */
  readonly launchedBefore?: boolean;
  /** Gives up; what was started is stopped. */
  readonly signal?: AbortSignal;
}

export interface RunningSut extends AsyncDisposable {
  readonly kind: 'running';
  readonly description: SutDescriptor;
  /** Null when the SUT file says that there is none. */
  readonly control: ControlChannel | null;
  /** What it said of itself; null without control. */
  readonly hello: Hello | null;
  readonly logs: LogRing;
  /** Resolves when it dies or its control is lost, never on `stop`. */
  readonly died: Promise<Death>;
  /** Ends everything that was started. Idempotent; always the same promise. */
  stop(): Promise<StoppedSut>;
}

export interface Death {
  /** A sentence, with its exit code or signal where there is one. */
  readonly reason: string;
  /** What it wrote last, oldest first; empty when it wrote nothing, or when nobody could read it. */
  readonly lastWords: readonly LogLine[];
}

export interface StoppedSut {
  readonly kind: 'stopped';
  readonly description: SutDescriptor;
  readonly logs: LogRing;
}

export function sutOf(description: SutDescriptor): Sut {
  const { launch } = description;
  const external = (run: ExternalSut['launch']): ExternalSut => ({
    kind: 'external',
    description,
    launch: run,
  });
  switch (launch.kind) {
    case 'in-process':
      return { kind: 'in-process', description, peer: launch.peer };
    case 'process':
      return external(options => launchProcess(description, launch, options));
    case 'container':
      return external(options => launchContainer(description, launch, options));
    case 'remote':
      return external(options => launchRemote(description, launch, options));
  }
}
