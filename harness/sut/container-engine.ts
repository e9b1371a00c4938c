import type { ImageSource } from './descriptor.ts';
import type { LogRing } from './log-ring.ts';

/** What the container launcher needs of an engine. */
export interface ContainerEngine {
  /**
   * Makes sure that the image is there: pulls or builds it.
   * @returns the reference to start it by.
   * @throws SutUnavailableError when that fails.
   */
  provide(image: ImageSource, options: ProvideOptions): Promise<string>;
  /**
   * Starts a container in the network of the host. What was created is removed when that fails.
   * @throws SutUnavailableError
   */
  run(reference: string, options: ContainerOptions): Promise<EngineContainer>;
}

export interface ProvideOptions {
  readonly progress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface ContainerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** MiB. */
  readonly memory: number | null;
  readonly logs: LogRing;
}

export interface EngineContainer {
  /** Resolves with a predicate when it stops running. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it at once and removes it. Idempotent. */
  remove(): Promise<void>;
}
