/** Notification attributes and the query of Write-Attributes (TS 1.0 §5.1.2 and §5.4.4; TS Core 1.1 §5.1.2, §6.3.4). */
import {
  ATTRIBUTE_DEFINITIONS,
  ATTRIBUTES_CLAUSE,
  attributesIn,
  isNotificationAttribute,
  isThreshold,
  NOTIFICATION_ATTRIBUTES,
  type NotificationAttributeName,
  type ThresholdName,
} from './attribute-definitions.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  formatDecimal,
  parseDecimal,
} from './decimal.ts';
import type { Lwm2mVersion } from './lwm2m-version.ts';

export {
  attributeApplies,
  isNotificationAttribute,
  NOTIFICATION_ATTRIBUTES,
  type NotificationAttributeName,
} from './attribute-definitions.ts';

type AttributeValue<Name> = Name extends ThresholdName ? Decimal : number;

/** What is set: whole numbers, and decimals in the unit of the resource for gt, lt and st. */
export type NotificationAttributes = {
  readonly [Name in NotificationAttributeName]?: AttributeValue<Name>;
};

/** What a Write-Attributes does: a value sets, null removes; what is absent stays. */
export type AttributeChanges = {
  readonly [Name in NotificationAttributeName]?: AttributeValue<Name> | null;
};

/** Changes as they are written down: a number stands for its shortest decimal, a text is sent as it is. */
export type AttributeInput = {
  readonly [Name in NotificationAttributeName]?: Decimal | number | bigint | string | null;
};

/** Why a Write-Attributes is refused as a whole with 4.00. */
export interface AttributeFault {
  /** `attribute.unknown` */
  readonly code: string;
  readonly message: string;
  readonly clause: string;
}

export type ParsedAttributes =
  | { readonly changes: AttributeChanges; readonly fault: null }
  | { readonly changes: null; readonly fault: AttributeFault };

/** More digits than any value has: what is longer is refused before anybody computes with it. */
const LONGEST_VALUE = 64;
/** As seconds 136 years: what is larger would only overflow a timer. */
const LARGEST_WHOLE = 4_294_967_295;

/** Reads the items of a query: `['pmin=10', 'gt']`; a name without value removes (TS 1.0 §5.4.4). Signs of gt and lt are read. */
export function parseAttributes(items: readonly string[], version: Lwm2mVersion = '1.0'): ParsedAttributes {
  const known = attributesIn(version);
  const changes = new Map<NotificationAttributeName, Decimal | number | null>();
  for (const item of items) {
    const { name, text } = splitItem(item);
    if (!isNotificationAttribute(name) || !known.includes(name))
      return refused('unknown', `"${name}" is no attribute that can be written`, version);
    if (changes.has(name)) return refused('repeated', `${name} is given twice`, version);
    const value = text === null ? null : readValue(name, text);
    if (value === undefined) return refused('value', `${name} cannot be "${text}"`, version);
    changes.set(name, value);
  }
  return { changes: Object.fromEntries(changes), fault: null };
}

/** `pmin=10` as name and text; the text of a bare name is null. */
export function splitItem(item: string): { readonly name: string; readonly text: string | null } {
  const equals = item.indexOf('=');
  return equals < 0
    ? { name: item, text: null }
    : { name: item.slice(0, equals), text: item.slice(equals + 1) };
}

/** Query items for the changes: `['pmin=10', 'gt']`; never an exponent, which the grammar does not know. */
export function formatAttributes(changes: AttributeInput): string[] {
  return NOTIFICATION_ATTRIBUTES.flatMap(name => {
    const value = changes[name];
    if (value === undefined) return [];
    return value === null ? [name] : [`${name}=${plainText(value)}`];
  });
}

/** What is set after the changes. */
export function applyAttributes(
  current: NotificationAttributes,
  changes: AttributeChanges,
): NotificationAttributes {
  const merged = Object.entries({ ...current, ...changes });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

/** Why a set cannot be in force: lt < gt, and lt + 2·st < gt (TS 1.0 §5.1.2). Null when it can. pmax < pmin is legal. */
export function attributesFault(
  { gt, lt, st }: NotificationAttributes,
  version: Lwm2mVersion = '1.0',
): AttributeFault | null {
  if (gt === undefined || lt === undefined) return null;
  const [upper, lower] = [formatDecimal(gt), formatDecimal(lt)];
  if (compareDecimals(lt, gt) >= 0) return fault('lt-gt', `lt ${lower} is not below gt ${upper}`, version);
  if (st === undefined || compareDecimals(addDecimals(lt, addDecimals(st, st)), gt) < 0) return null;
  return fault('step', `lt ${lower} + 2 × st ${formatDecimal(st)} is not below gt ${upper}`, version);
}

/** Undefined where it has none. The grammar has no sign, yet bounds below zero make sense and peers send them. */
function readValue(name: NotificationAttributeName, text: string): Decimal | number | undefined {
  if (text.length > LONGEST_VALUE) return undefined;
  const unsigned = (name === 'gt' || name === 'lt') && text.startsWith('-') ? text.slice(1) : text;
  if (!ATTRIBUTE_DEFINITIONS[name].syntax.test(unsigned)) return undefined;
  if (isThreshold(name)) return parseDecimal(text) ?? undefined;
  const whole = Number(text);
  return whole <= LARGEST_WHOLE ? whole : undefined;
}

function plainText(value: Decimal | number | bigint | string): string {
  if (typeof value === 'string') return value;
  const decimal = typeof value === 'object' ? value : decimalOf(value);
  return decimal === null ? String(value) : formatDecimal(decimal);
}

function refused(code: string, message: string, version: Lwm2mVersion): ParsedAttributes {
  return { changes: null, fault: fault(code, message, version) };
}

function fault(code: string, message: string, version: Lwm2mVersion): AttributeFault {
  return { code: `attribute.${code}`, message, clause: ATTRIBUTES_CLAUSE[version] };
}
