/** Time as the suites and peers see it. Nothing in the project calls a timer directly. */
export interface Clock {
  /** Milliseconds since an arbitrary origin, monotonic. */
  now(): number;
  /** Calls back once after `delay` milliseconds. Cancel is idempotent. */
  after(delay: number, callback: () => void): Timer;
  /** Resolves after `delay` milliseconds. */
  wait(delay: number): Promise<void>;
}

export interface Timer {
  cancel(): void;
}
