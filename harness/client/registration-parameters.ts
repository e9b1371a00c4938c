import { formatLinkFormat } from '../lwm2m/content/link-format/link-format.ts';
import type { ServerAccount } from './accounts.ts';
import { type DataModel, integerAt, stringAt } from './data-model.ts';
import type { ClientConfiguration } from './reference-client.ts';
import type { RegistrationParameters } from './registration.ts';

const DEFAULT_BINDING = 'U';

/** What the next Register or Update says, read from the Server object and the object tree as they are now. */
export function registrationParameters(
  model: DataModel,
  { serverInstance }: ServerAccount,
  { endpoint, lwm2m }: ClientConfiguration,
): RegistrationParameters {
  return {
    endpoint,
    lwm2m,
    lifetime: integerAt(model, [1, serverInstance, 1]),
    binding: stringAt(model, [1, serverInstance, 7]) ?? DEFAULT_BINDING,
    objectLinks: formatLinkFormat(listedPaths(model).map(target => ({ target, attributes: [] }))),
  };
}

/** Instances, or the object itself while it has none; never object 0 (TS 1.0 §5.3.1). */
function listedPaths(model: DataModel): readonly string[] {
  return [...model.objects.values()]
    .filter(({ definition }) => definition.id !== 0)
    .flatMap(({ definition, instances }) =>
      instances.size === 0
        ? [`/${definition.id}`]
        : [...instances.keys()].map(id => `/${definition.id}/${id}`),
    );
}
