import {
  attributeApplies,
  isNotificationAttribute,
  type NotificationAttributeName,
  type NotificationAttributes,
  parseAttributes,
} from '../../attributes/attributes.ts';
import type { PathDepth } from '../../path.ts';
import type { LinkAttribute, LocatedAttribute } from './link.ts';
import {
  isLinkProperty,
  LINK_PROPERTIES,
  type LinkDepth,
  type LinkProperties,
  type LinkPropertyName,
} from './link-attributes.ts';
import { type LinkContext, type LinkPath, linkDeviation, resourceAt } from './link-context.ts';

export interface ReadAttributes {
  readonly properties: LinkProperties;
  readonly notification: NotificationAttributes;
  readonly others: readonly LinkAttribute[];
}

interface AttributeContext extends LinkContext {
  readonly path: LinkPath;
  /** Null for a link to something that is not of LwM2M. */
  readonly depth: LinkDepth | null;
}

const ATTRIBUTES = 'TS 1.0 §5.1.2';
/** RFC 6690 §2 `cardinal`: no zeros in front. */
const LEADING_ZERO = /^-?0\d/;

/** Types the attributes of a link. Of a name that appears twice the first counts. */
export function readAttributes(
  attributes: readonly LocatedAttribute[],
  context: AttributeContext,
): ReadAttributes {
  const known = new Map<string, unknown>();
  const notification = new Map<string, unknown>();
  const others: LinkAttribute[] = [];
  const seen = new Set<string>();
  for (const attribute of attributes) {
    const { name, value, quoted, offset } = attribute;
    const isProperty = isLinkProperty(name);
    if (context.depth === null || !(isProperty || isNotificationAttribute(name))) {
      others.push({ name, value, quoted });
      continue;
    }
    if (seen.has(name)) {
      note(context, 'attribute-repeated', `${name} appears more than once`, offset);
      others.push({ name, value, quoted });
      continue;
    }
    seen.add(name);
    const read = isProperty
      ? readProperty(name, attribute, context)
      : readNotification(name, attribute, context);
    if (read === undefined) others.push({ name, value, quoted });
    else (isProperty ? known : notification).set(name, read);
  }
  return {
    properties: Object.fromEntries(known),
    notification: Object.fromEntries(notification),
    others,
  };
}

function readProperty(
  name: LinkPropertyName,
  attribute: LocatedAttribute,
  context: AttributeContext,
): unknown {
  const { depths, objects, payloads, quotes, read, clause } = LINK_PROPERTIES[name];
  const { value, quoted, offset } = attribute;
  const typed = value === null ? undefined : read(value);
  if (typed === undefined) return wrongValue(context, attribute, clause);
  if (quotes !== 'either' && quoted !== (quotes === 'always')) {
    const due = quoted ? 'in quotes that it does not need' : 'without its quotes';
    note(context, 'attribute-quotes', `${name} ${due}`, offset, clause, 'should');
  }
  const { path, depth } = context;
  const object = path === null || path === 'root' ? null : path.object;
  if (
    !depths.some(each => each === depth) ||
    (objects !== null && object !== null && !objects.includes(object))
  ) {
    note(context, 'attribute-level', `${name} where it does not belong: ${levelOf(context)}`, offset, clause);
  } else if (!payloads.includes(context.payload)) {
    note(context, 'attribute-payload', `${name} in a ${context.payload} payload`, offset, clause, 'should');
  }
  if (name === 'dim' && resourceAt(path, context.definitions)?.multiple === false) {
    note(context, 'dimension', 'dim on a resource that is not multiple', offset, clause);
  }
  if (quoted === false && typeof typed === 'number') leadingZeros(context, attribute);
  return typed;
}

function readNotification(
  name: NotificationAttributeName,
  attribute: LocatedAttribute,
  context: AttributeContext,
): unknown {
  const { value, quoted, offset } = attribute;
  const { depth, version, payload } = context;
  if (value === null) return wrongValue(context, attribute, ATTRIBUTES);
  const { changes, fault } = parseAttributes([`${name}=${value}`], version);
  // An attribute of a later version is one that this version does not know.
  if (fault?.code === 'attribute.unknown') return undefined;
  if (changes === null) return wrongValue(context, attribute, ATTRIBUTES);
  if (quoted)
    note(
      context,
      'attribute-quotes',
      `${name} in quotes that it does not need`,
      offset,
      ATTRIBUTES,
      'should',
    );
  if (payload !== 'discover') {
    note(context, 'attribute-payload', `${name} in a ${payload} payload`, offset, ATTRIBUTES, 'should');
  } else {
    const type = resourceAt(context.path, context.definitions)?.type;
    const fits = isPathDepth(depth) && attributeApplies(name, depth, type, version);
    if (!fits)
      note(context, 'attribute-level', `${name} where it does not apply: ${levelOf(context)}`, offset);
  }
  leadingZeros(context, attribute);
  return changes[name];
}

function wrongValue(
  context: AttributeContext,
  { name, value, offset }: LocatedAttribute,
  clause: string,
): undefined {
  const message = value === null ? `${name} without a value` : `${name} cannot be ${JSON.stringify(value)}`;
  note(context, 'attribute-value', message, offset, clause);
}

function leadingZeros(context: AttributeContext, { name, value, offset }: LocatedAttribute): void {
  if (value === null || !LEADING_ZERO.test(value)) return;
  note(context, 'number-form', `${name} with zeros that it does not need`, offset, 'RFC 6690 §2', 'should');
}

function note(
  { deviations }: LinkContext,
  code: string,
  message: string,
  offset: number,
  clause = ATTRIBUTES,
  level: 'must' | 'should' = 'must',
): void {
  deviations.push(linkDeviation(code, message, offset, { clause, level }));
}

const LEVELS = ['the root', 'an object', 'an object instance', 'a resource', 'a resource instance'] as const;

function levelOf({ depth }: AttributeContext): string {
  return depth === null ? 'nothing of LwM2M' : LEVELS[depth];
}

function isPathDepth(depth: LinkDepth | null): depth is PathDepth {
  return depth !== null && depth !== 0;
}
