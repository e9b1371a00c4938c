import { formatLinkFormat, type Link } from '../lwm2m/content/link-format/link-format.ts';
import { versionInEnabler } from '../lwm2m/model/enabler-versions.ts';
import type { ServerAccount } from './accounts.ts';
import type { ClientConfiguration } from './client-configuration.ts';
import { type DataModel, integerAt, stringAt } from './data-model.ts';
import type { RegistrationParameters } from './registration.ts';

const DEFAULT_BINDING = 'U';
/** Of nobody: 3GPP TS 23.003 keeps the country code 999 for itself. */
const MSISDN = '99912345678';

/** What the next Register or Update says, read from the Server object and the object tree as they are now. */
export function registrationParameters(
  model: DataModel,
  { serverInstance }: ServerAccount,
  { endpoint, lwm2m, accounts }: ClientConfiguration,
): RegistrationParameters {
  const binding = stringAt(model, [1, serverInstance, 7]) ?? DEFAULT_BINDING;
  return {
    endpoint,
    lwm2m,
    // Until 1.0 it is a letter of the binding.
    queue: lwm2m !== '1.0' && accounts.some(({ binding }) => binding.includes('Q')),
    lifetime: integerAt(model, [1, serverInstance, 1]),
    binding,
    sms: binding.includes('S') ? MSISDN : null,
    objectLinks: formatLinkFormat(lwm2m === '1.0' ? instanceLinks(model) : versionedLinks(model)),
  };
}

/** Instances, or the object itself while it has none; never object 0 (TS 1.0 §5.3.1). */
function instanceLinks(model: DataModel): readonly Link[] {
  return [...model.objects.values()]
    .filter(({ definition }) => definition.id !== 0)
    .flatMap(({ definition: { id }, instances }) =>
      instances.size === 0 ? [linkTo(`/${id}`)] : [...instances.keys()].map(of => linkTo(`/${id}/${of}`)),
    );
}

/** The same, each object with its version where that is not the first one (TS 1.1 §6.2.1, §7.2.2). */
function versionedLinks(model: DataModel): readonly Link[] {
  const versions = [...model.objects.values()]
    .map(({ definition: { id, version } }) => ({ id, version: versionInEnabler(id, version) }))
    .filter(({ id, version }) => id !== 0 && version !== '1.0')
    .map(({ id, version }): Link => linkTo(`/${id}`, version));
  const versioned = new Set(versions.map(({ target }) => target));
  return [...versions, ...instanceLinks(model).filter(({ target }) => !versioned.has(target))];
}

function linkTo(target: string, ver?: string): Link {
  return { target, attributes: ver === undefined ? [] : [{ name: 'ver', value: ver, quoted: false }] };
}
