import type { Request } from '../../coap/exchange/endpoint.ts';
import type { Outcome } from '../../coap/exchange/received-message.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { BootstrapAccount } from '../../server/bootstrap/account.ts';
import { planSteps } from '../../server/bootstrap/account-steps.ts';
import type { BootstrapOperations } from '../../server/bootstrap/bootstrap-operations.ts';
import type { Content } from '../../server/device-operations.ts';
import { type BootstrapContent, contentFor } from '../../server/outgoing-content.ts';

/** The commands of a bootstrap, given by hand: one line each, in whatever order, resolving with what came of them. */
export class ScriptedBootstrap {
  readonly #operations: BootstrapOperations;
  readonly #definitions: DefinitionLookup;

  constructor(operations: BootstrapOperations, definitions: DefinitionLookup) {
    this.#operations = operations;
    this.#definitions = definitions;
  }

  discover(path = '/'): Promise<Outcome> {
    return this.#operations.discover(path);
  }

  /** Of something in object 1 or 2 (TS 1.1 §6.1.7). */
  read(path: string, accept?: number): Promise<Outcome> {
    return this.#operations.read(path, accept);
  }

  /** Instances by id to an object, resources by id to an instance, a value to a resource; TLV, and text for one value. */
  write(path: string, value: BootstrapContent): Promise<Outcome> {
    return this.send(path, contentFor(path, value, this.#definitions));
  }

  /** A Bootstrap-Write of exactly this content. */
  send(path: string, content: Content): Promise<Outcome> {
    return this.#operations.write(path, content);
  }

  delete(path: string): Promise<Outcome> {
    return this.#operations.delete(path);
  }

  finish(): Promise<Outcome> {
    return this.#operations.finish();
  }

  /** Any request at all, well-formed. */
  request(request: Request): Promise<Outcome> {
    return this.#operations.request(request);
  }

  /** Writes the Security and Server instances of these accounts, one after the other, as the reference bootstrap server does. */
  async handOut(...accounts: readonly BootstrapAccount[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const step of planSteps({ discover: [], deletes: [], accounts })) {
      if (step.kind === 'write') outcomes.push(await this.write(step.path, step.value));
    }
    return outcomes;
  }
}
