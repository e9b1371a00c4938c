import process from 'node:process';
import type { FromCell, ToCell } from './cell-messages.ts';

/** The cell's end of the line to the process that conducts the run. */
export class CellLink {
  readonly #waiting = new Map<ToCell['type'], (message: ToCell) => void>();

  constructor() {
    process.on('message', (message: ToCell) => this.#waiting.get(message.type)?.(message));
  }

  /** Resolves once it has been handed over, and everything sent before it. */
  send(message: FromCell): Promise<void> {
    return new Promise(resolve => {
      if (!process.connected) resolve();
      else process.send?.(message, undefined, undefined, () => resolve());
    });
  }

  /** The next message of that type. */
  receive<Type extends ToCell['type']>(type: Type): Promise<Extract<ToCell, { type: Type }>> {
    return new Promise(resolve => {
      this.#waiting.set(type, message => resolve(message as Extract<ToCell, { type: Type }>));
    });
  }

  /** Calls back on an interrupt, on a signal, and when the conducting process is gone. */
  onInterrupt(callback: () => void): void {
    void this.receive('interrupt').then(callback);
    process.on('disconnect', callback);
    process.on('SIGTERM', callback);
    // A terminal sends SIGINT to the whole group; the conducting process decides what follows from it.
    process.on('SIGINT', () => {});
  }
}
