import type { Timer } from '../../clock/clock.ts';
import type { NamedTimers } from '../../clock/named-timers.ts';
import type { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { pathOf, pathOptions, queryOf, queryOptions } from '../../coap/message/options.ts';
import { sameAddress } from '../../transport/datagram.ts';
import { bootstrapAccount } from '../accounts.ts';
import type { ClientTimer } from '../client-hooks.ts';
import type { Device } from '../device-object.ts';
import { answerBootstrap } from './bootstrap-operations.ts';
import { isConsistent } from './consistency.ts';
import { restore, type Snapshot, snapshotOf } from './snapshot.ts';

export interface BootstrapEnvironment {
  readonly coap: CoapEndpoint;
  readonly timers: NamedTimers<ClientTimer>;
  /** Milliseconds without a command after which a bootstrap has failed (RFC 7252: EXCHANGE_LIFETIME). */
  readonly patience: number;
  readonly device: Device;
  /** Bootstrapping begins: there is no other server until it is over. */
  readonly onBegin: () => void;
  /** It is over, and the accounts are those that it left, or those from before where it failed. */
  readonly onEnd: () => void;
  readonly onFault: (fault: unknown) => void;
}

type State =
  | { readonly name: 'idle' }
  /** Hold off time, or the pause after a request that was refused or not answered. */
  | { readonly name: 'waiting' }
  | { readonly name: 'requesting' }
  /** The bootstrap server is at work. */
  | { readonly name: 'open'; readonly before: Snapshot };

/** Pause before a bootstrap that failed is asked for again, in seconds. */
const RETRY_AFTER = 60;

/** The bootstrap interface of a device: asked for by itself, or begun by the bootstrap server (TS 1.0 §5.2). */
export class Bootstrapping {
  readonly #environment: BootstrapEnvironment;
  #state: State = { name: 'idle' };
  #timer: Timer | null = null;

  constructor(environment: BootstrapEnvironment) {
    this.#environment = environment;
  }

  /** Asks the bootstrap server for a bootstrap, after the hold off time where `held` is true. */
  begin(held: boolean): void {
    const account = bootstrapAccount(this.#environment.device.model);
    if (account === null || this.#state.name === 'requesting' || this.#state.name === 'open') return;
    this.#arm('waiting', held ? account.holdOff * 1000 : 0, () => this.#launch(this.#request()));
  }

  /** Undefined for a request that is none of its business. */
  answer(request: ReceivedMessage): Reply | undefined {
    const { device } = this.#environment;
    const account = bootstrapAccount(device.model);
    if (account === null || !sameAddress(account.address, request.from)) return undefined;
    // A bootstrap server that has not been asked begins a bootstrap by its first command (server-initiated, TS 1.0 §5.2).
    if (this.#state.name !== 'open') this.#open();
    if (isFinish(request)) return this.#finish(request);
    this.#awaitCommand();
    return answerBootstrap(device, request);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#state = { name: 'idle' };
  }

  async #request(): Promise<void> {
    const { device, coap } = this.#environment;
    const account = bootstrapAccount(device.model);
    if (account === null) return;
    this.#state = { name: 'requesting' };
    const outcome = await coap.request(account.address, {
      method: METHODS.post,
      options: [...pathOptions('/bs'), ...queryOptions([`ep=${device.configuration.endpoint}`])],
    });
    if (this.#current().name !== 'requesting') return;
    if (outcome.kind === 'response' && outcome.message.code === '2.04') this.#open();
    else this.#arm('retry', RETRY_AFTER * 1000, () => this.#launch(this.#request()));
  }

  #open(): void {
    const { device, onBegin } = this.#environment;
    onBegin();
    this.#state = { name: 'open', before: snapshotOf(device.model) };
    this.#awaitCommand();
  }

  #finish(request: ReceivedMessage): Reply {
    if (request.payload.length > 0 || queryOf(request).length > 0) return { code: '4.00' };
    if (!isConsistent(this.#environment.device.model)) {
      this.#awaitCommand();
      return { code: '4.06' };
    }
    this.stop();
    this.#purgeAccount();
    this.#environment.timers.after('effect', 1, this.#environment.onEnd);
    return { code: '2.04' };
  }

  /** The bootstrap account goes after its timeout; 0 or none keeps it (TS 1.0 E.1, resource 12). */
  #purgeAccount(): void {
    const { device, timers } = this.#environment;
    const account = bootstrapAccount(device.model);
    const content = account && device.model.resource(0, account.securityInstance, 12)?.content;
    const seconds = content && 'single' in content ? Number(content.single) : 0;
    if (account === null || seconds === 0) return;
    timers.after('bootstrap', seconds * 1000, () => device.model.removeInstance(0, account.securityInstance));
  }

  #awaitCommand(): void {
    this.#timer?.cancel();
    this.#timer = this.#environment.timers.after('bootstrap', this.#environment.patience, () => this.#fail());
  }

  #fail(): void {
    if (this.#state.name !== 'open') return;
    restore(this.#environment.device.model, this.#state.before);
    this.#state = { name: 'idle' };
    this.#environment.onEnd();
  }

  #arm(name: 'waiting' | 'retry', delay: number, act: () => void): void {
    this.#state = { name: 'waiting' };
    this.#timer?.cancel();
    this.#timer = this.#environment.timers.after(name === 'retry' ? 'retry' : 'bootstrap', delay, act);
  }

  #launch(work: Promise<unknown>): void {
    work.catch(this.#environment.onFault);
  }

  /** The state as it is now: control flow analysis does not know that awaiting may have changed it. */
  #current(): State {
    return this.#state;
  }
}

function isFinish(request: ReceivedMessage): boolean {
  return request.code === METHODS.post && pathOf(request) === '/bs';
}
