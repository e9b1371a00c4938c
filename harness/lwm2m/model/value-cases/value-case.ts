import type { ResourceType, Value } from '../../value.ts';

/**
 * One value to try on a resource, whatever the content format. An illegal one is either of the right type but not allowed,
 * or of another type; `doubtful` is what the documents leave open, so that nobody is blamed for it.
 */
export type ValueCase = LegalCase | DoubtfulCase | OutOfRangeCase | WrongTypeCase;

interface About {
  /** Kebab-case, unique among the cases of a resource, the same in every run: `max-plus-1`. */
  readonly label: string;
  /** Why it is legal or not, in a sentence. */
  readonly reason: string;
  /** Document and section, or the object definition, that says so. */
  readonly clause: string;
  /** `inferred` where no sentence says so, but it follows. */
  readonly certainty: 'specified' | 'inferred';
}

export interface LegalCase extends About {
  readonly kind: 'legal';
  readonly value: Value;
}

export interface DoubtfulCase extends About {
  readonly kind: 'doubtful';
  readonly value: Value;
}

export interface OutOfRangeCase extends About {
  readonly kind: 'out-of-range';
  readonly value: Value;
}

export interface WrongTypeCase extends About {
  readonly kind: 'wrong-type';
  readonly value: Value;
  /** Of the value; another one than that of the resource. */
  readonly type: ResourceType;
  /** `typed-formats`: text/plain, opaque and TLV carry it as something the resource could be. */
  readonly evidentIn: 'every-format' | 'typed-formats';
}

/** A value and its label, not judged yet. */
export interface Candidate {
  readonly label: string;
  readonly value: Value;
  /** Set where the documents leave open whether it is allowed. */
  readonly doubt?: string;
}
