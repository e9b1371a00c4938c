import type { ReceivedMessage } from '../coap/received-message.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import { ReferenceServer } from '../server/reference-server.ts';
import type { ClientStart } from '../sut/control-contract.ts';
import { ClientSut } from './client-sut.ts';
import { Context } from './context.ts';
import { REGISTER } from './patterns.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { TesterServer } from './tester-server.ts';

/** A device that has registered, and what it said. */
export interface RegisteredDevice {
  readonly register: ReceivedMessage;
  readonly operations: DeviceOperations;
}

/** What a purpose that judges a client works with: the SUT and a server for it to talk to. */
export class ClientContext extends Context {
  readonly sut: ClientSut;
  readonly server: TesterServer;

  private constructor(environment: PurposeEnvironment, server: TesterServer) {
    super(environment);
    this.sut = new ClientSut(environment.control);
    this.server = server;
  }

  static async open(environment: PurposeEnvironment): Promise<ClientContext> {
    const reference = await ReferenceServer.listen({
      network: environment.network('server'),
      clock: environment.clock,
      random: environment.random,
      parameters: environment.parameters,
      onFault: environment.onFault,
    });
    environment.atEnd(() => reference.close());
    return new ClientContext(
      environment,
      new TesterServer(reference, environment.clock, environment.parameters.maxTransmitWait),
    );
  }

  /** Starts the SUT with an account for the tester's server; it is stopped without a word when the purpose ends. */
  async start(account: Partial<ClientStart> = {}): Promise<void> {
    this.environment.atEnd(() => this.sut.stop(false));
    await this.sut.start({
      endpoint: this.endpoint,
      serverUri: this.server.uri,
      shortServerId: 123,
      lifetime: this.lifetime,
      binding: 'U',
      ...account,
    });
  }

  /** Preamble: starts the SUT and waits until it has registered. @throws Inconclusive when it does not. */
  async registered(account: Partial<ClientStart> = {}): Promise<DeviceOperations> {
    const { operations } = await this.registeredDevice(account);
    return operations;
  }

  /** The same, with the Register that was seen. */
  async registeredDevice(account: Partial<ClientStart> = {}): Promise<RegisteredDevice> {
    await this.start(account);
    const arrival = await this.server.next(REGISTER);
    if (arrival.kind === 'silence') {
      this.inconclusive('preamble.not-registered', 'the client did not send a Register');
    }
    return { register: arrival.message, operations: this.server.operationsOn(arrival.message) };
  }
}
