import type { PathDepth } from '../path.ts';
import type { ResourceType } from '../value.ts';
import { isSince, type Lwm2mVersion } from './lwm2m-version.ts';

export const NOTIFICATION_ATTRIBUTES = [
  ...(['pmin', 'pmax', 'gt', 'lt', 'st'] as const),
  ...(['epmin', 'epmax', 'edge', 'con', 'hqmax'] as const),
] as const;
export type NotificationAttributeName = (typeof NOTIFICATION_ATTRIBUTES)[number];

/** Attributes whose value is a decimal in the unit of the resource; that of all others is a whole number. */
export const THRESHOLDS = ['gt', 'lt', 'st'] as const;
export type ThresholdName = (typeof THRESHOLDS)[number];

/** One attribute of the <NOTIFICATION> class (TS 1.0 §5.1.2; TS Core 1.1 §5.1.2; TS Core 1.2.1 §7.3.2). */
export interface AttributeDefinition {
  readonly since: Lwm2mVersion;
  readonly purpose: string;
  /** `s`: whole seconds; `resource`: the unit of the resource; `count`, `flag`: 0 or 1. */
  readonly unit: 's' | 'resource' | 'flag' | 'count';
  /** Levels it may be written to; resource instances (4) from 1.1. */
  readonly levels: readonly PathDepth[];
  /** Types it may be attached to; null: every readable resource. */
  readonly types: readonly ResourceType[] | null;
  /** Types of which the text leaves open whether they belong to `types`. */
  readonly disputedTypes: readonly ResourceType[];
  /** As the grammar of the table has it. */
  readonly syntax: RegExp;
  /** Where its value comes from when it is set at no level. */
  readonly standIn: '/1/x/2' | '/1/x/3' | '/1/x/26' | null;
  /** What holds when nothing stands in; null: nothing. */
  readonly otherwise: number | null;
}

const DIGITS = /^\d+$/;
const DECIMAL = /^\d+(?:\.\d+)?$/;
const FLAG = /^[01]$/;

const EVERY_LEVEL = [1, 2, 3, 4] as const;
const RESOURCE_LEVELS = [3, 4] as const;
const NUMERIC = ['Integer', 'Unsigned Integer', 'Float'] as const;

/** A Time is a number of seconds on the wire, yet a type of its own in the data model. */
const PERHAPS_NUMERIC = ['Time'] as const;

const threshold = (purpose: string): AttributeDefinition => ({
  since: '1.0',
  purpose,
  unit: 'resource',
  levels: RESOURCE_LEVELS,
  types: NUMERIC,
  disputedTypes: PERHAPS_NUMERIC,
  syntax: DECIMAL,
  standIn: null,
  otherwise: null,
});

const general = (
  since: Lwm2mVersion,
  purpose: string,
  unit: 's' | 'count' | 'flag',
  standIn: AttributeDefinition['standIn'] = null,
  otherwise: number | null = null,
): AttributeDefinition => ({
  ...{ since, purpose, unit, standIn, otherwise, levels: EVERY_LEVEL, types: null, disputedTypes: [] },
  syntax: unit === 'flag' ? FLAG : DIGITS,
});

export const ATTRIBUTE_DEFINITIONS: Readonly<Record<NotificationAttributeName, AttributeDefinition>> = {
  pmin: general('1.0', 'shortest time between two notifications', 's', '/1/x/2', 0),
  pmax: general('1.0', 'longest time between two notifications; 0 is none', 's', '/1/x/3'),
  gt: threshold('upper bound whose crossing is notified'),
  lt: threshold('lower bound whose crossing is notified'),
  st: threshold('smallest change since the last notification that is notified'),
  epmin: general('1.1', 'shortest time between two evaluations of the conditions', 's'),
  epmax: general('1.1', 'longest time between two evaluations of the conditions', 's'),
  edge: {
    ...general('1.2', 'notify a change to false (0) or to true (1)', 'flag'),
    levels: RESOURCE_LEVELS,
    types: ['Boolean'],
  },
  con: general('1.2', 'notify in a NON (0) or a CON (1) message', 'flag', '/1/x/26'),
  hqmax: general('1.2', 'notifications kept while the server cannot be reached', 'count'),
};

/** Attributes that a version knows, in the order of its table. */
export function attributesIn(version: Lwm2mVersion): NotificationAttributeName[] {
  return NOTIFICATION_ATTRIBUTES.filter(name => isSince(version, ATTRIBUTE_DEFINITIONS[name].since));
}

export function isNotificationAttribute(name: string): name is NotificationAttributeName {
  return NOTIFICATION_ATTRIBUTES.some(known => known === name);
}

export function isThreshold(name: NotificationAttributeName): name is ThresholdName {
  return THRESHOLDS.some(known => known === name);
}

/** Whether a level can carry an attribute; `undefined` as type stands for one that is not known. */
export function attributeApplies(
  name: NotificationAttributeName,
  depth: PathDepth,
  type?: ResourceType,
  version: Lwm2mVersion = '1.0',
): boolean {
  const { levels, types, disputedTypes } = ATTRIBUTE_DEFINITIONS[name];
  if (!levels.includes(depth) || (depth === 4 && !isSince(version, '1.1'))) return false;
  if (types === null || type === undefined || depth < 3) return true;
  return types.includes(type) || disputedTypes.includes(type);
}

/** The section that defines the attributes. */
export const ATTRIBUTES_CLAUSE: Readonly<Record<Lwm2mVersion, string>> = {
  '1.0': 'TS 1.0 §5.1.2',
  '1.1': 'TS Core 1.1 §5.1.2',
  '1.2': 'TS Core 1.2.1 §7.3.2',
};
