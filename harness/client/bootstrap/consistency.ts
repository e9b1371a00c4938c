import { serverAccounts } from '../accounts.ts';
import { booleanAt, type DataModel, integerAt } from '../data-model.ts';

const FIRST_SHORT_SERVER_ID = 1;
const LAST_SHORT_SERVER_ID = 65_534;

/**
 * Whether a device can work with what a bootstrap has left it (TS 1.0 §5.2): at least one server that it can reach, every
 * Server instance with an account of its own in the Security object, Short Server IDs that may be, one bootstrap account.
 */
export function isConsistent(model: DataModel): boolean {
  const servers = [...(model.objects.get(1)?.instances.keys() ?? [])];
  const security = [...(model.objects.get(0)?.instances.keys() ?? [])];
  const bootstraps = security.filter(id => booleanAt(model, [0, id, 1], false));
  const ids = servers.map(id => integerAt(model, [1, id, 0]));
  const accounts = serverAccounts(model);
  return (
    accounts.length > 0 &&
    accounts.length === servers.length &&
    bootstraps.length <= 1 &&
    new Set(ids).size === ids.length &&
    ids.every(id => id >= FIRST_SHORT_SERVER_ID && id <= LAST_SHORT_SERVER_ID)
  );
}
