import { type CellHost, CellProcess } from './cell-process.ts';

/** The places where the cells of a run are run: started when they are needed, used again for the next cell, ended with the run. */
export class CellHosts {
  readonly #start: () => CellHost;
  readonly #busy = new Set<CellHost>();
  readonly #idle: CellHost[] = [];

  constructor(start: () => CellHost = () => new CellProcess()) {
    this.#start = start;
  }

  take(): CellHost {
    const host = this.#idle.pop() ?? this.#start();
    this.#busy.add(host);
    return host;
  }

  /** Its cell has come to an end. */
  giveBack(host: CellHost): void {
    this.#busy.delete(host);
    if (host.goesOn) this.#idle.push(host);
  }

  /** Those that run a cell take their SUT down. */
  interrupt(): void {
    for (const host of this.#busy) host.interrupt();
  }

  /** No other cell comes. */
  async end(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map(host => host.end()));
  }
}
