import type {
  ControlChannel,
  ControlNotification,
  ControlResources,
  ControlValue,
  ReportedRegistration,
  ServerAnswer,
} from '../sut/control-contract.ts';
import { isControlFailure } from '../sut/control-errors.ts';
import { Inconclusive } from './inconclusive.ts';

/** A server under test: what it is told to do, and what it says it believes (SUT-reported). */
export class ServerSut {
  readonly #control: ControlChannel;
  readonly #endpoint: string;
  readonly events: ControlNotification[] = [];

  constructor(control: ControlChannel, endpoint: string) {
    this.#control = control;
    this.#endpoint = endpoint;
    control.onEvent(event => {
      if (event.endpoint === endpoint) this.events.push(event);
    });
  }

  /** What the server shows for a device, the purpose's own by default; undefined when it knows no such device. */
  async registration(endpoint: string = this.#endpoint): Promise<ReportedRegistration | undefined> {
    return (await this.#registrations()).find(shown => shown.endpoint === endpoint);
  }

  /** Endpoint names of every device that the server shows, sorted. */
  async endpoints(): Promise<readonly string[]> {
    return (await this.#registrations()).map(({ endpoint }) => endpoint).toSorted();
  }

  /** Values that the server has shown as notified for a path of the purpose's device, oldest first. */
  notifiedValues(path: string): readonly (string | number | boolean | undefined)[] {
    return this.events.filter(({ event }) => event === 'notified').map(({ values }) => values?.[path]);
  }

  read(path: string): Promise<ServerAnswer> {
    return this.#ask('read', { path });
  }

  discover(path: string): Promise<ServerAnswer> {
    return this.#ask('discover', { path });
  }

  /** `replace` is PUT, `update` is POST. */
  write(
    path: string,
    value: ControlValue | ControlResources,
    mode: 'replace' | 'update' = 'replace',
  ): Promise<ServerAnswer> {
    return this.#ask('write', { path, value, mode });
  }

  writeAttributes(path: string, attributes: Readonly<Record<string, string | null>>): Promise<ServerAnswer> {
    return this.#ask('writeAttributes', { path, attributes });
  }

  execute(path: string, argument: string | null = null): Promise<ServerAnswer> {
    return this.#ask('execute', { path, arguments: argument });
  }

  create(path: string, instance: number | null, value: ControlResources): Promise<ServerAnswer> {
    return this.#ask('create', { path, instance, value });
  }

  delete(path: string): Promise<ServerAnswer> {
    return this.#ask('delete', { path });
  }

  observe(path: string): Promise<ServerAnswer> {
    return this.#ask('observe', { path });
  }

  cancel(path: string, how: 'reset' | 'get'): Promise<ServerAnswer> {
    return this.#ask('cancel', { path, how });
  }

  /** All of these paths with one request (TS 1.1 §6.3.8). */
  readComposite(...paths: readonly string[]): Promise<ServerAnswer> {
    return this.#ask('readComposite', { paths });
  }

  /** All of these values with one request, by path (TS 1.1 §6.3.9). */
  writeComposite(values: Readonly<Record<string, string | number | boolean>>): Promise<ServerAnswer> {
    return this.#ask('writeComposite', { values });
  }

  /** All of these paths with one request (TS 1.1 §6.4.4). */
  observeComposite(...paths: readonly string[]): Promise<ServerAnswer> {
    return this.#ask('observeComposite', { paths });
  }

  async #registrations(): Promise<readonly ReportedRegistration[]> {
    const answer = await this.#control.call('listRegistrations', {});
    const { registrations = [] } = answer as { registrations?: readonly ReportedRegistration[] };
    return registrations;
  }

  /** @throws Inconclusive when the verb fails because the server does not know the purpose's device. */
  async #ask(verb: string, params: Readonly<Record<string, unknown>>): Promise<ServerAnswer> {
    try {
      return (await this.#control.call(verb, { endpoint: this.#endpoint, ...params })) as ServerAnswer;
    } catch (error) {
      if (!isControlFailure(error) || (await this.#mayKnowTheDevice())) throw error;
      throw new Inconclusive(
        'preamble.not-registered',
        `the server does not know the device (${error.message})`,
      );
    }
  }

  async #mayKnowTheDevice(): Promise<boolean> {
    try {
      return (await this.registration()) !== undefined;
    } catch {
      return true;
    }
  }
}
