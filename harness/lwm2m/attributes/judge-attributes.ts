import type { PathDepth } from '../path.ts';
import type { ResourceType } from '../value.ts';
import {
  ATTRIBUTE_DEFINITIONS,
  attributesIn,
  isNotificationAttribute,
  isThreshold,
  type NotificationAttributeName,
} from './attribute-definitions.ts';
import {
  applyAttributes,
  attributesFault,
  type NotificationAttributes,
  parseAttributes,
  splitItem,
} from './attributes.ts';
import { isSince, type Lwm2mVersion } from './lwm2m-version.ts';
import { clauseOf, type RuleId, ruleOf } from './rules.ts';

/** `legal`: 2.04 (2.05 for an Observe). `refused`: 4.00. `either`: the texts allow both, or contradict each other. */
export type AttributesOutcome = 'legal' | 'refused' | 'either';

export interface AttributesRequest {
  readonly version: Lwm2mVersion;
  /** Items of the query: `['pmin=10', 'gt']`. */
  readonly query: readonly string[];
  readonly depth: PathDepth;
  /** Of the resource, from depth 3 on; leave out when it is not known. */
  readonly type?: ResourceType;
  /** Whether the resource can be read; taken for granted where it is left out. */
  readonly readable?: boolean;
  /** What this server has already set at this very path. */
  readonly current?: NotificationAttributes;
  /** `write-attributes` where it is left out. */
  readonly operation?: 'write-attributes' | 'observe';
}

export interface AttributesReason {
  readonly outcome: 'refused' | 'either';
  readonly rule: RuleId;
  readonly clause: string;
  readonly message: string;
}

export interface AttributesJudgement {
  readonly outcome: AttributesOutcome;
  /** Why it is not plainly legal; empty when it is. */
  readonly reasons: readonly AttributesReason[];
}

/**
 * What a client may make of attributes in a request (TS 1.0 §5.1.2, §5.4.4; TS Core 1.1 §5.1.2, §6.3.4; 1.2 §6.4, §7.3.2).
 * Never throws: any text is judged.
 */
export function judgeAttributes(request: AttributesRequest): AttributesJudgement {
  const complaints = [...singleItems(request), ...together(request)];
  const reasons = complaints.map(([rule, message]): AttributesReason => {
    const outcome = ruleOf(rule).certainty === 'stated' ? 'refused' : 'either';
    return { outcome, rule, clause: clauseOf(rule, request.version), message };
  });
  const worst = reasons.some(({ outcome }) => outcome === 'refused') ? 'refused' : 'either';
  return { outcome: reasons.length === 0 ? 'legal' : worst, reasons };
}

type Complaint = readonly [rule: RuleId, message: string];

function singleItems(request: AttributesRequest): Complaint[] {
  const { query, version, operation = 'write-attributes' } = request;
  const complaints: Complaint[] = [];
  const seen = new Set<string>();
  if (operation === 'observe') {
    if (query.length > 0 && !isSince(version, '1.2')) complaints.push(['observe-query', 'in an Observe']);
  } else if (query.length === 0) complaints.push(['attribute-none', 'no attribute']);
  const known = attributesIn(version);
  for (const item of query) {
    const { name, text } = splitItem(item);
    if (!isNotificationAttribute(name) || !known.includes(name)) {
      complaints.push(['attribute-unknown', `"${name}" in ${version}`]);
      continue;
    }
    if (seen.has(name)) complaints.push(['attribute-repeated', name]);
    seen.add(name);
    if (text !== null) complaints.push(...valueComplaints(name, text));
    complaints.push(...placeComplaints(name, request));
  }
  return complaints;
}

function valueComplaints(name: NotificationAttributeName, text: string): Complaint[] {
  const item = `${name}=${text}`;
  const signed = (name === 'gt' || name === 'lt') && text.startsWith('-');
  if (!ATTRIBUTE_DEFINITIONS[name].syntax.test(signed ? text.slice(1) : text))
    return [['attribute-syntax', item]];
  const complaints: Complaint[] = signed ? [['attribute-sign', item]] : [];
  const digits = text.replace(/^-?0*/, '').replace('.', '').length;
  if (digits > (isThreshold(name) ? LOSSLESS_DIGITS : INT32_DIGITS))
    complaints.push(['attribute-size', item]);
  return complaints;
}

/** Every decimal of that many digits survives in an 8 byte float; whole numbers in 4 bytes. */
const LOSSLESS_DIGITS = 15;
const INT32_DIGITS = 9;

function placeComplaints(
  name: NotificationAttributeName,
  { depth, type, readable = true, version }: AttributesRequest,
): Complaint[] {
  const { levels, types, disputedTypes } = ATTRIBUTE_DEFINITIONS[name];
  if (!levels.includes(depth) || (depth === 4 && !isSince(version, '1.1')))
    return [['attribute-level', `${name} at level ${depth}`]];
  if (!readable) return [['attribute-type', `${name} on what cannot be read`]];
  if (types === null || type === undefined || depth < 3 || types.includes(type)) return [];
  return [[disputedTypes.includes(type) ? 'time-is-numeric' : 'attribute-type', `${name} on ${type}`]];
}

/** What only shows when the attributes are seen side by side, with those already set. */
function together({ query, version, current = {} }: AttributesRequest): Complaint[] {
  const { changes } = parseAttributes(query, version);
  if (changes === null) return [];
  const merged = applyAttributes(current, changes);
  const complaints: Complaint[] = [];
  const single = attributesFault(applyAttributes({}, changes), version);
  const fault = single ?? attributesFault(merged, version);
  if (fault !== null) {
    const rule = fault.code === 'attribute.step' ? 'step-fits' : 'lt-below-gt';
    complaints.push([single === null ? 'merged-thresholds' : rule, fault.message]);
  }
  const { pmin, pmax, epmin, epmax, st } = merged;
  const touches = (...names: readonly NotificationAttributeName[]): boolean =>
    names.some(name => changes[name] !== undefined);
  if (touches('pmax') && pmax === 0 && !isSince(version, '1.1')) complaints.push(['pmax-zero', 'pmax=0']);
  if (touches('pmin', 'pmax') && pmin !== undefined && pmax !== undefined && pmax !== 0) {
    // 1.0 says in so many words that it is ignored; later versions also build on a text that answers 4.00.
    if (pmax < pmin && isSince(version, '1.1'))
      complaints.push(['pmax-below-pmin', `pmax ${pmax} below pmin ${pmin}`]);
    if (pmax === pmin && version === '1.1')
      complaints.push(['equal-periods', `pmax ${pmax} is not above pmin ${pmin}`]);
  }
  if (touches('st') && st !== undefined && st.unscaled === 0n) complaints.push(['step-zero', 'st=0']);
  if (touches('epmin', 'epmax') && epmin !== undefined && epmax !== undefined && epmin >= epmax)
    complaints.push(['evaluation-order', `epmin ${epmin}, epmax ${epmax}`]);
  return complaints;
}
