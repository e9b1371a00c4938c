import { parseCoapUri } from '../transport/coap-uri.ts';
import type { Address } from '../transport/datagram.ts';
import { booleanAt, type DataModel, integerAt, stringAt } from './data-model.ts';

/** A server that the device knows: an instance of the Security object and, by Short Server ID, one of the Server object. */
export interface ServerAccount {
  readonly shortServerId: number;
  readonly securityInstance: number;
  readonly serverInstance: number;
  readonly address: Address;
}

export interface BootstrapAccount {
  readonly securityInstance: number;
  readonly address: Address;
  /** Seconds before the device asks for bootstrap by itself (TS 1.0 E.1, resource 11). */
  readonly holdOff: number;
}

/** The server accounts in the model as it is now, in the order of their Server object instances. */
export function serverAccounts(model: DataModel): readonly ServerAccount[] {
  const security = securityInstances(model).filter(id => !booleanAt(model, [0, id, 1], false));
  return instancesOf(model, 1).flatMap(serverInstance => {
    const shortServerId = integerAt(model, [1, serverInstance, 0]);
    const securityInstance = security.find(id => integerAt(model, [0, id, 10]) === shortServerId);
    const address = securityInstance === undefined ? null : addressOf(model, securityInstance);
    if (securityInstance === undefined || address === null) return [];
    return [{ shortServerId, securityInstance, serverInstance, address }];
  });
}

/** Whether it knows more than one server; nearly every device knows one, which is seen without looking closer. */
export function hasSeveralServers(model: DataModel): boolean {
  return (model.objects.get(1)?.instances.size ?? 0) > 1 && serverAccounts(model).length > 1;
}

/** The one bootstrap account, null when there is none that can be reached. */
export function bootstrapAccount(model: DataModel): BootstrapAccount | null {
  const securityInstance = securityInstances(model).find(id => booleanAt(model, [0, id, 1], false));
  if (securityInstance === undefined) return null;
  const address = addressOf(model, securityInstance);
  if (address === null) return null;
  return { securityInstance, address, holdOff: integerAt(model, [0, securityInstance, 11]) };
}

function addressOf(model: DataModel, securityInstance: number): Address | null {
  const uri = stringAt(model, [0, securityInstance, 0]);
  return uri === null ? null : parseCoapUri(uri);
}

function securityInstances(model: DataModel): readonly number[] {
  return instancesOf(model, 0);
}

function instancesOf(model: DataModel, object: number): readonly number[] {
  return [...(model.objects.get(object)?.instances.keys() ?? [])].sort((a, b) => a - b);
}
