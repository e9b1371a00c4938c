import { formatLinkFormat } from '../lwm2m/content/link-format/link-format.ts';
import { type DataModel, integerAt } from './data-model.ts';
import type { ClientConfiguration } from './reference-client.ts';
import type { RegistrationParameters } from './registration.ts';

/** What the next Register or Update says, read from the Server object and the object tree as they are now. */
export function registrationParameters(
  model: DataModel,
  configuration: ClientConfiguration,
): RegistrationParameters {
  const { endpoint, lwm2m, account } = configuration;
  const binding = model.resource(1, 0, 7)?.content;
  return {
    endpoint,
    lwm2m,
    lifetime: integerAt(model, [1, 0, 1]),
    binding: binding && 'single' in binding ? String(binding.single) : account.binding,
    objectLinks: formatLinkFormat(model.registrationPaths().map(target => ({ target, attributes: [] }))),
  };
}
