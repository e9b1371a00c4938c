import { isSince, type Lwm2mVersion } from './lwm2m-version.ts';

/**
 * How sure a rule is. `stated`: a text says it. `inferred`: it follows from texts or from how test events were judged,
 * so a breach of it is only ever a `should`. `open`: the texts allow several readings, and so does the oracle.
 */
export type Certainty = 'stated' | 'inferred' | 'open';

export interface Rule {
  readonly certainty: Certainty;
  /** In a few words, for a finding. */
  readonly says: string;
  /** Section of each version; `all` where it is no LwM2M text. */
  readonly clause: Clause;
}

type Clause = 'definition' | 'write' | 'observe' | { readonly all: string };

/** Every rule of the oracle, once; docs/write-attributes.md explains them under the same ids. */
export const RULES = {
  'first-answer': stated('the answer to the Observe counts as the first notification'),
  timers: stated('pmin and pmax run from the last notification'),
  pmin: stated('no notification within pmin of the last one'),
  'pmin-expiry': stated('what became due within pmin is sent as soon as it ends'),
  pmax: stated('a notification at the latest when pmax ends, changed or not'),
  'pmax-ignored': stated('a pmax of 0 or below pmin does not count'),
  change: stated('without gt, lt, st and edge every change is notified'),
  threshold: stated('with gt, lt, st or edge only a change that meets one of them is notified'),
  crossing: stated('gt and lt are met when the value crosses them, upwards or downwards'),
  step: stated('st is met when the value differs by st or more from the last notified one'),
  edge: stated('edge is met when the Boolean changes to 0 false, 1 true'),
  sampling: stated('epmin and epmax bound how often the conditions are evaluated'),
  precedence: stated('the level nearest to the resource wins, attribute by attribute'),
  'account-default': stated('/1/x/2 and /1/x/3 stand in for pmin and pmax'),
  value: {
    ...stated('a notification carries the value that the resource has when it is sent'),
    clause: { all: 'RFC 7641 §3.2, §4.2' },
  },
  unprompted: {
    certainty: 'inferred',
    says: 'nothing asks for a notification of a value that has not changed before pmax',
    clause: 'observe',
  },
  'observe-parameters': {
    certainty: 'inferred',
    says: 'attributes in the Observe win over written ones, for that observation',
    clause: 'observe',
  },
  comparison: open(
    'crossings seen from change to change or from the last notified value; a return within pmin',
  ),
  'bound-gt': open('whether a value equal to gt is already beyond it'),
  'bound-lt': open('whether a value equal to lt is already beyond it'),
  rounding: open('a Float within the rounding of 4 bytes of a bound'),
  'ignored-pmax': open('whether a pmax that does not count gives way to the next level and /1/x/3'),
  'equal-periods': open('pmax equal to pmin'),
  'write-effect': open('whether a Write-Attributes acts at once, restarts the periods, or waits'),
  'step-base': open('whether a Write-Attributes makes the present value the one to compare with'),
  'level-below': open('attributes written below the observed level'),
  'contradictory-thresholds': open('thresholds that contradict each other, from several writes'),
  'attribute-unknown': written('an attribute that the version does not know is refused'),
  'attribute-repeated': openWrite('the same attribute twice'),
  'attribute-syntax': written('a value outside the grammar is refused'),
  'attribute-sign': openWrite('the grammar has no sign for gt and lt'),
  'attribute-size': openWrite('a number larger than a device may hold'),
  'attribute-none': openWrite('a query without any attribute'),
  'attribute-level': written('an attribute at a level that cannot carry it is refused'),
  'attribute-type': written('an attribute on a resource of another type is refused'),
  'time-is-numeric': openWrite('thresholds on a Time'),
  'lt-below-gt': written('lt below gt, else the Write-Attributes is refused'),
  'step-fits': written('lt + 2 × st below gt, else the Write-Attributes is refused'),
  'merged-thresholds': openWrite('thresholds that contradict what an earlier write has set'),
  'pmax-below-pmin': openWrite('pmax below pmin: the text ignores it, the text it builds on refuses it'),
  'pmax-zero': openWrite('pmax 0 before version 1.1'),
  'step-zero': openWrite('st 0'),
  'evaluation-order': openWrite('epmin not below epmax: forbidden, without a consequence'),
  'observe-query': openWrite('attributes in an Observe before version 1.2'),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}

/** `TS Core 1.1 §5.1.2` */
export function clauseOf(id: RuleId, version: Lwm2mVersion): string {
  const { clause } = ruleOf(id);
  if (typeof clause === 'object') return clause.all;
  if (!isSince(version, '1.1'))
    return `TS 1.0 ${{ definition: '§5.1.2', write: '§5.4.4', observe: '§5.5' }[clause]}`;
  if (clause !== 'definition') return `TS Core ${version} ${clause === 'write' ? '§6.3.4' : '§6.4'}`;
  // 1.2.1 moved the table of attributes to a chapter of its own.
  return version === '1.1' ? 'TS Core 1.1 §5.1.2' : 'TS Core 1.2.1 §7.3.2';
}

function stated(says: string): Rule {
  return { certainty: 'stated', says, clause: 'definition' };
}

function open(says: string): Rule {
  return { certainty: 'open', says, clause: 'definition' };
}

function written(says: string): Rule {
  return { certainty: 'stated', says, clause: 'write' };
}

function openWrite(says: string): Rule {
  return { certainty: 'open', says, clause: 'write' };
}
