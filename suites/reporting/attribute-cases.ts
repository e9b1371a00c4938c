import type { ResourceType } from '../../harness/touchstone.ts';

/** One Write-Attributes on the account (`''`), on a resource of it (`/1`) or on its object (`..`). */
export interface AttributesCase {
  readonly words: string;
  readonly at: '' | '..' | `/${number}`;
  readonly query: string;
}

/** Types of the resources of object 1 that are written to. */
export const TYPES: Readonly<Record<string, ResourceType>> = {
  '/1': 'Integer',
  '/6': 'Boolean',
  '/7': 'String',
};

/** Lifetime, unless given: the one Integer that every device has. */
const on = (words: string, query: string, at: AttributesCase['at'] = '/1'): AttributesCase => ({
  ...{ words, at, query },
});

export const LEGAL: readonly AttributesCase[] = [
  on('periods', 'pmin=0&pmax=60'),
  on('long-periods', 'pmin=100000000&pmax=999999999'),
  on('leading-zeros', 'pmin=007'),
  on('bounds', 'gt=2000&lt=1000'),
  on('bounds-close-together', 'gt=1000.5&lt=1000.25'),
  on('step-just-fits', 'gt=2000&lt=1000&st=499'),
  on('step-alone', 'st=0.001'),
  on('not-in-order', 'st=1&pmax=60&lt=10&gt=20&pmin=1'),
  on('all-removed', 'pmin&pmax&gt&lt&st'),
  on('none-there-to-remove', 'gt'),
  on('set-and-removed', 'pmin=5&pmax'),
];

export const CONTRADICTORY: readonly AttributesCase[] = [
  on('equal-bounds', 'gt=2000&lt=2000'),
  on('bounds-the-wrong-way', 'gt=1000&lt=2000'),
  on('bounds-in-other-order', 'lt=2000&gt=1999.5'),
  on('step-just-too-large', 'gt=2000&lt=1000&st=500'),
  on('step-too-large', 'gt=2000&lt=1000&st=501'),
  on('step-of-fractions', 'st=0.25&gt=1.5&lt=1'),
  on('with-periods', 'pmin=1&gt=1000&lt=2000&pmax=9'),
];

export const MISPLACED: readonly AttributesCase[] = [
  on('gt-of-string', 'gt=10', '/7'),
  on('st-of-string', 'st=10', '/7'),
  on('lt-of-boolean', 'lt=1', '/6'),
  on('gt-of-instance', 'gt=10', ''),
  on('st-of-instance', 'st=10', ''),
  on('lt-of-object', 'lt=10', '..'),
  on('with-a-period', 'pmin=1&gt=10', ''),
];

export const UNKNOWN: readonly AttributesCase[] = [
  on('capital', 'PMIN=1'),
  on('one-capital', 'pMax=10'),
  on('misspelt', 'pmaxx=10'),
  on('cut-off', 'pmi=1'),
  on('blank', 'pmin%20=1'),
  on('no-name', '=1'),
  on('beside-known-ones', 'pmin=1&steps=1&pmax=10'),
];

export const MALFORMED: readonly AttributesCase[] = [
  on('no-value', 'pmin='),
  on('negative-period', 'pmin=-1'),
  on('fractional-period', 'pmax=1.5'),
  on('exponent', 'gt=1e3'),
  on('hexadecimal', 'pmax=0x10'),
  on('word', 'pmax=soon'),
  on('plus-sign', 'gt=+5'),
  on('comma', 'st=0,5'),
  on('two-points', 'lt=1.2.3'),
  on('negative-step', 'st=-1'),
  on('with-unit', 'pmin=5s'),
];

/** What the texts leave to the device, as long as it answers with success or 4.00. */
export const LEFT_OPEN: readonly AttributesCase[] = [
  on('twice', 'pmin=1&pmin=2'),
  on('negative-gt', 'gt=-5'),
  on('negative-lt', 'lt=-0.5'),
  on('step-zero', 'st=0'),
  on('pmax-zero', 'pmax=0'),
  on('equal-periods', 'pmin=30&pmax=30'),
  on('more-digits-than-fit', 'gt=12345678901234567890.5'),
];
