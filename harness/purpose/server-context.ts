import { ReferenceClient } from '../client/reference-client.ts';
import type { Pattern } from '../coap/inbox.ts';
import type { Arrival, Outcome } from '../coap/received-message.ts';
import type { ServerStarted } from '../sut/control-contract.ts';
import { ControlFailure } from '../sut/control-errors.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import { Context } from './context.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { ServerSut } from './server-sut.ts';
import { TesterDevice } from './tester-device.ts';

/** What the server did when it was asked to act: the message on the wire, and what it then told its user. */
export interface Stimulated<Answer> {
  readonly request: Arrival;
  /** SUT-reported. */
  readonly answer: Answer;
}

/** What a purpose that judges a server works with: the SUT and a device for it to manage. */
export class ServerContext extends Context {
  readonly sut: ServerSut;
  readonly device: TesterDevice;

  private constructor(environment: PurposeEnvironment, device: TesterDevice) {
    super(environment);
    this.sut = new ServerSut(environment.control, environment.endpoint);
    this.device = device;
  }

  /** Starts a fresh server and makes a device that knows its address; nothing is registered yet. */
  static async open(environment: PurposeEnvironment): Promise<ServerContext> {
    const { control, lwm2m, endpoint, lifetime, clock, random, parameters, onFault } = environment;
    environment.atEnd(async () => void (await control.call('stop', { graceful: false })));
    const { uri } = (await control.call('start', { host: '127.0.0.1', port: 0 })) as ServerStarted;
    const server = parseCoapUri(uri);
    if (server === null) throw new ControlFailure('start', `answered with a URI that is none: ${uri}`);
    const client = await ReferenceClient.create(
      { network: environment.network('device'), clock, random, parameters, onFault },
      { endpoint, lwm2m, server, account: { serverUri: uri, shortServerId: 123, lifetime, binding: 'U' } },
    );
    environment.atEnd(() => client.close(false));
    return new ServerContext(environment, new TesterDevice(client, clock, parameters.maxTransmitWait));
  }

  /** Preamble: the device registers. @throws Inconclusive when the server does not accept it. */
  async registered(): Promise<Outcome> {
    const outcome = await this.device.register();
    if (outcome.kind !== 'response')
      this.inconclusive('preamble.no-response', 'the server did not answer the Register');
    if (outcome.message.code !== '2.01') {
      this.inconclusive('preamble.refused', `the server answered ${outcome.message.code} to the Register`);
    }
    this.device.disregardPast();
    return outcome;
  }

  /** Makes the server act, and gives the request it sent together with what it told its user. */
  async stimulate<Answer>(pattern: Pattern, act: () => Promise<Answer>): Promise<Stimulated<Answer>> {
    const arriving = this.device.next(pattern);
    const answer = await act();
    return { request: await arriving, answer };
  }
}
