/** The questions that the texts leave open, and the answers that an implementation may live by (docs/write-attributes.md). */
export interface Reading {
  /** When gt and lt are crossed by a value that touches them. */
  readonly 'bound-gt': Touch;
  readonly 'bound-lt': Touch;
  /**
   * `latched`: a change that meets a condition stays due, also when the value returns within pmin; crossings from change to
   * change. `latched-notified`: the same, crossings from the last notified value. `evaluated`: what counts is how the present
   * value differs from the last notified one.
   */
  readonly comparison: 'latched' | 'latched-notified' | 'evaluated';
  /** What holds where the nearest pmax does not count. */
  readonly 'ignored-pmax': 'none' | 'next';
  /** pmax equal to pmin (1.1 contradicts itself). */
  readonly 'equal-periods': 'counts' | 'ignored';
  /** What pmin and pmax that are written during an observation do to the period that is running. */
  readonly 'write-effect': 'at-once' | 'restart' | 'next-period';
  /** What st, and crossings in `latched-notified` and `evaluated`, compare with after such a write. */
  readonly 'step-base': 'notified' | 'at-write';
  /** Attributes written below the observed level. */
  readonly 'level-below': 'ignored' | 'honoured';
}

/**
 * `above`: beyond means greater. `at-or-above`: beyond means greater or equal. `arriving`: reaching the bound crosses it,
 * leaving it does not. `leaving`: the reverse.
 */
export type Touch = 'above' | 'at-or-above' | 'arriving' | 'leaving';

export type Question = keyof Reading;

const ANSWERS: { readonly [Name in Question]: readonly Reading[Name][] } = {
  'bound-gt': ['above', 'at-or-above', 'arriving', 'leaving'],
  'bound-lt': ['above', 'at-or-above', 'arriving', 'leaving'],
  comparison: ['latched', 'latched-notified', 'evaluated'],
  'ignored-pmax': ['none', 'next'],
  'equal-periods': ['counts', 'ignored'],
  'write-effect': ['at-once', 'restart', 'next-period'],
  'step-base': ['notified', 'at-write'],
  'level-below': ['ignored', 'honoured'],
};

/** The reading that settles every question with its first answer: that of the reference client. */
const FIRST: Reading = {
  'bound-gt': 'above',
  'bound-lt': 'above',
  comparison: 'latched',
  'ignored-pmax': 'none',
  'equal-periods': 'counts',
  'write-effect': 'at-once',
  'step-base': 'notified',
  'level-below': 'ignored',
};

/** Every combination of answers to the questions that matter; the others keep their first answer. */
export function readingsOf(questions: ReadonlySet<Question>): Reading[] {
  let readings: Reading[] = [FIRST];
  for (const question of questions) {
    readings = readings.flatMap(reading =>
      ANSWERS[question].map((answer): Reading => ({ ...reading, [question]: answer })),
    );
  }
  return readings.filter(isSane);
}

/** Under such a reading a value that moves from one side of a bound to the other could go unnoticed for good. */
function isSane(reading: Reading): boolean {
  const arrives = reading['bound-gt'] === 'arriving' || reading['bound-lt'] === 'arriving';
  return !(arrives && reading.comparison !== 'latched');
}
