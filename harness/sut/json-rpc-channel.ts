import type { Clock, Timer } from '../clock/clock.ts';
import type { Role } from '../verdict/purpose-declaration.ts';
import type { ControlChannel, ControlNotification } from './control-contract.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { parseControlMessage } from './control-message.ts';
import { isControlNotification, resultProblem } from './control-validator.ts';
import type { LineDuplex } from './line-duplex.ts';

export interface ChannelOptions {
  readonly clock: Clock;
  /** Milliseconds that a call may take which is made now. */
  readonly callTimeout: () => number;
  /** What the SUT is said to be: it decides what a `start` answers. */
  readonly role: Role;
  /** Told every line that is no message of the contract. */
  readonly onGarbage: (line: string, why: string) => void;
}

interface PendingCall {
  readonly verb: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: Timer;
}

/** JSON-RPC error code: the verb is not supported. */
const METHOD_NOT_FOUND = -32_601;

/** touchstone-control over lines: calls may overlap, answers come in any order, nothing that arrives can crash it. */
export class JsonRpcChannel implements ControlChannel {
  readonly #lines: LineDuplex;
  readonly #options: ChannelOptions;
  readonly #pending = new Map<number, PendingCall>();
  readonly #listeners: ((event: ControlNotification) => void)[] = [];
  #lastId = 0;
  #ended: string | null = null;

  constructor(lines: LineDuplex, options: ChannelOptions) {
    this.#lines = lines;
    this.#options = options;
    lines.onLine(line => this.#receive(line));
    void lines.ended.then(reason => this.#end(reason));
  }

  call(verb: string, params: unknown): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(new ControlFailure(verb, this.#ended));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#lastId += 1;
    const id = this.#lastId;
    const { clock } = this.#options;
    const callTimeout = this.#options.callTimeout();
    const timer = clock.after(callTimeout, () => {
      this.#pending.delete(id);
      reject(new ControlFailure(verb, `no answer within ${callTimeout / 1000} s`));
    });
    this.#pending.set(id, { verb, resolve, reject, timer });
    this.#lines.send(JSON.stringify({ jsonrpc: '2.0', id, method: verb, params }));
    return promise;
  }

  onEvent(listener: (event: ControlNotification) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#end('the control channel is closed');
    this.#lines.close();
  }

  #end(reason: string): void {
    if (this.#ended !== null) return;
    this.#ended = reason;
    // A turn later: who waits for the death of the SUT hears of it before the calls that it took along fail.
    this.#options.clock.after(0, () => {
      for (const id of [...this.#pending.keys()]) {
        const call = this.#settle(id);
        call?.reject(new ControlFailure(call.verb, reason));
      }
    });
  }

  #receive(line: string): void {
    if (line.trim() === '') return;
    const message = parseControlMessage(line);
    switch (message.kind) {
      case 'garbage':
        this.#options.onGarbage(line, message.why);
        return;
      case 'notification':
        this.#notified(line, message.method, message.params);
        return;
      case 'result':
      case 'error': {
        const call = this.#settle(message.id);
        if (call === undefined) this.#options.onGarbage(line, 'answers no call that waits');
        else if (message.kind === 'error') call.reject(failure(call.verb, message.code, message.message));
        else this.#answered(call, message.result);
      }
    }
  }

  #answered({ verb, resolve, reject }: PendingCall, result: unknown): void {
    const problem = resultProblem(verb, this.#options.role, result);
    if (problem === null) resolve(result);
    else reject(new ControlFailure(verb, `the answer breaks the contract: ${problem}`));
  }

  #notified(line: string, method: string, params: unknown): void {
    if (method === 'event' && isControlNotification(params)) {
      for (const listener of this.#listeners) listener(params);
    } else this.#options.onGarbage(line, 'not an event of the contract');
  }

  #settle(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.timer.cancel();
    return call;
  }
}

function failure(verb: string, code: number, message: string): Error {
  if (code === METHOD_NOT_FOUND) return new UnsupportedVerb(verb, message === '' ? undefined : message);
  return new ControlFailure(verb, `${message} (${code})`);
}
