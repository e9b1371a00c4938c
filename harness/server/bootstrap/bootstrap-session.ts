import type { NamedTimers } from '../../clock/named-timers.ts';
import type { CoapEndpoint } from '../../coap/exchange/endpoint.ts';
import type { Outcome } from '../../coap/exchange/received-message.ts';
import { describeCode, isSuccess } from '../../coap/message/codes.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { Address } from '../../transport/datagram.ts';
import { contentFor } from '../outgoing-content.ts';
import type { BootstrapServerHooks, BootstrapTimer } from './bootstrap-hooks.ts';
import { BootstrapOperations } from './bootstrap-operations.ts';
import { type BootstrapStep, describeStep } from './bootstrap-step.ts';
import { bootstrapInstance, placedSteps } from './placed-steps.ts';

export interface SessionEnvironment {
  readonly coap: CoapEndpoint;
  readonly timers: NamedTimers<BootstrapTimer>;
  readonly definitions: DefinitionLookup;
  readonly lwm2m: '1.0' | '1.1';
  readonly step?: BootstrapServerHooks['step'];
}

export interface SessionOrder {
  readonly address: Address;
  readonly steps: readonly BootstrapStep[];
  /** The content format of what is written; null: text for single values, TLV for the rest. */
  readonly format: number | null;
}

/** How a session ended. */
export type SessionEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Another one has taken its place, or the server has closed. */
  | { readonly kind: 'abandoned' };

/**
 * One bootstrap of one device: command after command, each when the one before was answered (TS 1.0 §5.2). It ends with the
 * first that was not done, without Bootstrap-Finish: a device that is configured in part must not take itself for configured.
 */
export class BootstrapSession {
  readonly #environment: SessionEnvironment;
  readonly #order: SessionOrder;
  readonly #operations: BootstrapOperations;
  readonly #end = new AbortController();

  constructor(environment: SessionEnvironment, order: SessionOrder) {
    this.#environment = environment;
    this.#order = order;
    this.#operations = new BootstrapOperations(environment.coap, () => order.address, this.#end.signal);
  }

  /** Gives up what is under way, without a word. */
  abandon(): void {
    this.#end.abort();
  }

  /** @throws HarnessBugError for a step that cannot be sent. */
  async perform(): Promise<SessionEnd> {
    let { steps } = this.#order;
    await this.#pause('begin');
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (step === undefined || this.#end.signal.aborted) break;
      if (index > 0) await this.#pause('pause');
      const outcome = await this.#step(step);
      if (this.#end.signal.aborted) break;
      const failure = failureOf(step, outcome);
      if (failure !== null) return { kind: 'failed', reason: `${describeStep(step)}: ${failure}` };
      if (step.kind === 'discover') steps = this.#placed(steps, outcome);
    }
    return { kind: this.#end.signal.aborted ? 'abandoned' : 'finished' };
  }

  #step(step: BootstrapStep): Promise<Outcome> {
    const { step: hook } = this.#environment;
    const command = (asked: BootstrapStep = step): Promise<Outcome> => this.#command(asked);
    return hook === undefined ? command() : hook(step, command, this.#operations);
  }

  #command(step: BootstrapStep): Promise<Outcome> {
    const operations = this.#operations;
    switch (step.kind) {
      case 'discover':
        return operations.discover(step.path);
      case 'read':
        return operations.read(step.path);
      case 'delete':
        return operations.delete(step.path);
      case 'write': {
        const { definitions } = this.#environment;
        return operations.write(
          step.path,
          contentFor(step.path, step.value, definitions, this.#order.format),
        );
      }
      case 'finish':
        return operations.finish();
    }
  }

  #placed(steps: readonly BootstrapStep[], outcome: Outcome): readonly BootstrapStep[] {
    const { definitions, lwm2m } = this.#environment;
    const reserved = bootstrapInstance(outcome, definitions, lwm2m);
    return reserved === undefined ? steps : placedSteps(steps, reserved);
  }

  #pause(name: BootstrapTimer): Promise<void> {
    return new Promise(resolve => {
      const { signal } = this.#end;
      if (signal.aborted) return resolve();
      const timer = this.#environment.timers.after(name, 0, resolve);
      signal.addEventListener('abort', () => {
        timer.cancel();
        resolve();
      });
    });
  }
}

/** What speaks against going on; null when nothing does. What a device holds may stay unknown, since it is not needed. */
function failureOf({ kind }: BootstrapStep, outcome: Outcome): string | null {
  if (outcome.kind === 'silence') return 'no answer';
  if (outcome.kind === 'reset') return 'a Reset';
  const { code } = outcome.message;
  return isSuccess(code) || kind === 'discover' || kind === 'read' ? null : describeCode(code);
}
