import type { ClientContext, RegisteredDevice } from '../../harness/touchstone.ts';

type Values = Awaited<ReturnType<ClientContext['valuesAt']>>;

export interface WritableAccount extends RegisteredDevice {
  /** The resources of its account. */
  readonly before: Values;
  /** New values of two of them, which would be taken if they came alone. */
  readonly good: Values;
}

/** Preamble of a Write-Composite of which one part is wrong: what is right in it comes first. */
export async function writableAccount(t: ClientContext): Promise<WritableAccount> {
  const registered = await t.registered({ lifetime: 3600 });
  const { device, account } = registered;
  const before = await t.valuesAt(device, account);
  return {
    ...registered,
    before,
    good: { [`${account}/1`]: 4242, [`${account}/6`]: before[`${account}/6`] !== true },
  };
}
