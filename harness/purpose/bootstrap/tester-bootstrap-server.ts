import type { Clock } from '../../clock/clock.ts';
import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { BootstrapPlan } from '../../server/bootstrap/account.ts';
import { planSteps } from '../../server/bootstrap/account-steps.ts';
import { ReferenceBootstrapServer } from '../../server/bootstrap/reference-bootstrap-server.ts';
import { arrivalTolerance, type PurposeEnvironment } from '../purpose-environment.ts';
import { ServerPeer } from '../server-peer.ts';
import { BOOTSTRAP_REQUEST } from './bootstrap-patterns.ts';
import { ScriptedBootstrap } from './scripted-bootstrap.ts';

/**
 * The bootstrap server a client under test asks: it accepts every Bootstrap-Request and leaves what follows to the purpose,
 * unless it is configured to go through a plan by itself, or told otherwise.
 */
export class TesterBootstrapServer extends ServerPeer {
  readonly #server: ReferenceBootstrapServer;
  readonly #definitions: DefinitionLookup;

  constructor(
    server: ReferenceBootstrapServer,
    definitions: DefinitionLookup,
    clock: Clock,
    patience: number,
  ) {
    super(server.coap, clock, patience);
    this.#server = server;
    this.#definitions = definitions;
    server.intercept(request => {
      const scripted = this.scriptedReply(request);
      if (scripted !== undefined) return scripted;
      const byHand = server.endpoints.length === 0 && BOOTSTRAP_REQUEST.matches(request);
      return byHand ? { code: '2.04' } : undefined;
    });
  }

  get uri(): string {
    return this.#server.uri;
  }

  /** Goes through this plan by itself whenever the device asks. Of other devices it knows nothing from then on. */
  configure(endpoint: string, plan: Partial<BootstrapPlan>): void {
    this.#server.configure(endpoint, planSteps({ discover: [], deletes: [], accounts: [], ...plan }));
  }

  /** Commands, one by one, to the device that sent this Bootstrap-Request. */
  commandsTo({ from }: ReceivedMessage): ScriptedBootstrap {
    return new ScriptedBootstrap(
      this.#server.operationsOn(() => from),
      this.#definitions,
    );
  }
}

/** Opens one for a purpose; it is closed when the purpose ends. */
export async function openBootstrapServer(
  environment: PurposeEnvironment,
  peer = 'bootstrap-server',
): Promise<TesterBootstrapServer> {
  const { clock, random, parameters, onFault, definitions, lwm2m, credentials, serverAddress } = environment;
  const server = await ReferenceBootstrapServer.listen(
    {
      ...{ network: environment.network(peer), clock, random, parameters, onFault, definitions, lwm2m },
      tolerance: arrivalTolerance(environment),
      ...{ security: credentials.server, layer: environment.layer(peer) },
      hooks: { secure: environment.dtls.server(peer).secure },
    },
    serverAddress === null ? undefined : { host: serverAddress.host },
  );
  server.admission?.provision(environment.endpoint, credentials.device(environment.endpoint));
  server.coap.onFinding(environment.onFinding);
  environment.atEnd(() => server.close());
  return new TesterBootstrapServer(server, definitions, clock, parameters.maxTransmitWait);
}
