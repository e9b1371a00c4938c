/** Notification attributes of LwM2M 1.0 and the query of Write-Attributes (TS 1.0 §5.1.2 and §5.4.4). */
import type { PathDepth } from '../path.ts';
import type { ResourceType } from '../value.ts';

export const NOTIFICATION_ATTRIBUTES = ['pmin', 'pmax', 'gt', 'lt', 'st'] as const;
export type NotificationAttributeName = (typeof NOTIFICATION_ATTRIBUTES)[number];

/** What is set: pmin and pmax in seconds, gt, lt and st in the unit of the resource. */
export type NotificationAttributes = { readonly [Name in NotificationAttributeName]?: number };

/** What a Write-Attributes does: a number sets, null removes; what is absent stays. */
export type AttributeChanges = { readonly [Name in NotificationAttributeName]?: number | null };

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

const SECONDS = /^\d{1,10}$/;
/** The grammar of TS 1.0 has no sign, yet thresholds below zero make sense and peers send them. */
const THRESHOLD = /^-?\d{1,20}(?:\.\d{1,20})?$/;
const STEP = /^\d{1,20}(?:\.\d{1,20})?$/;
const NUMERIC: readonly ResourceType[] = ['Integer', 'Unsigned Integer', 'Float', 'Time'];

const SYNTAX: Readonly<Record<NotificationAttributeName, RegExp>> = {
  pmin: SECONDS,
  pmax: SECONDS,
  gt: THRESHOLD,
  lt: THRESHOLD,
  st: STEP,
};

/** Reads the items of a Write-Attributes query: `['pmin=10', 'gt']`; a name without value removes (TS 1.0 §5.4.4). */
export function parseAttributes(items: readonly string[]): ParsedAttributes {
  const changes = new Map<NotificationAttributeName, number | null>();
  for (const item of items) {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    if (!isNotificationAttribute(name))
      return refused('unknown', `"${name}" is no attribute that can be written`);
    if (changes.has(name)) return refused('repeated', `${name} is given twice`);
    const text = equals < 0 ? null : item.slice(equals + 1);
    if (text !== null && !SYNTAX[name].test(text)) return refused('value', `${name} cannot be "${text}"`);
    changes.set(name, text === null ? null : Number(text));
  }
  return { changes: Object.fromEntries(changes), fault: null };
}

/** Query items for the changes: `['pmin=10', 'gt']`. */
export function formatAttributes(changes: AttributeChanges): string[] {
  return NOTIFICATION_ATTRIBUTES.flatMap(name => {
    const value = changes[name];
    if (value === undefined) return [];
    return value === null ? [name] : [`${name}=${value}`];
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
export function attributesFault({ gt, lt, st }: NotificationAttributes): AttributeFault | null {
  if (gt === undefined || lt === undefined) return null;
  if (lt >= gt) return fault('lt-gt', `lt ${lt} is not below gt ${gt}`);
  if (st !== undefined && lt + 2 * st >= gt)
    return fault('step', `lt ${lt} + 2 × st ${st} is not below gt ${gt}`);
  return null;
}

/**
 * Whether an attribute can be set at a level (TS 1.0 §5.1.2): periods on objects, object instances and resources,
 * thresholds on numeric resources only.
 * @param type of the resource, where it is known
 */
export function attributeApplies(
  name: NotificationAttributeName,
  depth: PathDepth,
  type?: ResourceType,
): boolean {
  if (name === 'pmin' || name === 'pmax') return depth <= 3;
  return depth === 3 && (type === undefined || NUMERIC.includes(type));
}

export function isNotificationAttribute(name: string): name is NotificationAttributeName {
  return NOTIFICATION_ATTRIBUTES.some(known => known === name);
}

function refused(code: string, message: string): ParsedAttributes {
  return { changes: null, fault: fault(code, message) };
}

function fault(code: string, message: string): AttributeFault {
  return { code: `attribute.${code}`, message, clause: 'TS 1.0 §5.1.2' };
}
