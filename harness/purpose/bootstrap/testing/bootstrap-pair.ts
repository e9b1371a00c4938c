import { VirtualClock } from '../../../clock/virtual-clock.ts';
import { DEFAULT_BLOCKWISE } from '../../../coap/blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../../../coap/exchange/endpoint.ts';
import { DEFAULT_PARAMETERS } from '../../../coap/exchange/parameters.ts';
import { definitionsFor } from '../../../lwm2m/model/registry.ts';
import type { BootstrapServerHooks } from '../../../server/bootstrap/bootstrap-hooks.ts';
import { ReferenceBootstrapServer } from '../../../server/bootstrap/reference-bootstrap-server.ts';
import { MemoryNetwork } from '../../../transport/memory-network.ts';
import { seededRandom } from '../../../transport/random.ts';
import { BootstrappingDevice } from '../bootstrapping-device.ts';
import { TesterBootstrapServer } from '../tester-bootstrap-server.ts';

export interface BootstrapPair {
  readonly clock: VirtualClock;
  readonly reference: ReferenceBootstrapServer;
  readonly device: BootstrappingDevice;
  /** The reference bootstrap server as a purpose has it; from then on it is scripted. */
  tester(): TesterBootstrapServer;
}

/** A bootstrap server and a device that asks it, on a network of their own and in virtual time. */
export async function bootstrapPair(
  lwm2m: '1.0' | '1.1' = '1.0',
  hooks: BootstrapServerHooks = {},
): Promise<BootstrapPair> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const definitions = definitionsFor(lwm2m);
  const common = {
    ...{ clock, definitions, lwm2m, parameters: DEFAULT_PARAMETERS, random: seededRandom(1) },
    onFault: (fault: unknown) => {
      throw fault;
    },
  };
  const reference = await ReferenceBootstrapServer.listen({ ...common, network, hooks });
  const coap = new CoapEndpoint({ ...common, blockwise: DEFAULT_BLOCKWISE, socket: await network.bind() });
  const patience = DEFAULT_PARAMETERS.maxTransmitWait;
  return {
    ...{ clock, reference },
    device: new BootstrappingDevice({ ...common, coap, server: reference.coap.address, patience }),
    tester: () => new TesterBootstrapServer(reference, definitions, clock, patience),
  };
}
