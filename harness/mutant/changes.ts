import type { AttributesInForce } from '../client/attribute-store.ts';
import type { ClientHooks } from '../client/client-hooks.ts';
import type { NumericChange } from '../client/notification-schedule.ts';
import { type Decimal, formatDecimal } from '../lwm2m/attributes/decimal.ts';

/** A change of an observed number, in plain numbers; null where there is none. */
export interface PlainChange {
  readonly gt: number | null;
  readonly lt: number | null;
  readonly st: number | null;
  readonly sent: number | null;
  readonly last: number | null;
  readonly value: number;
}

/** A device that decides otherwise which changes meet the thresholds. */
export function notifyingWhen(decide: (change: PlainChange, proceed: () => boolean) => boolean): ClientHooks {
  return { threshold: (change, proceed) => decide(plain(change), proceed) };
}

/** A device whose observations go by other attributes than those that were written. */
export function goingBy(attributes: AttributesInForce): ClientHooks {
  return { storage: { attributes } };
}

function plain({ attributes: { gt, lt, st }, sent, last, value }: NumericChange): PlainChange {
  const bound = (decimal: Decimal | undefined): number | null =>
    decimal === undefined ? null : Number(formatDecimal(decimal));
  const held = (number: NumericChange['sent']): number | null => (number === null ? null : Number(number));
  return {
    ...{ gt: bound(gt), lt: bound(lt), st: bound(st) },
    ...{ sent: held(sent), last: held(last), value: Number(value) },
  };
}
