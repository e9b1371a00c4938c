import type { DeviationLevel } from '../../../coap/message/deviation.ts';
import type { Base64Departure } from './base64.ts';

/** In what a text that means one value differs from the form that appendix C gives its type. */
export interface Oddity {
  readonly code: string;
  readonly message: string;
  readonly level: DeviationLevel;
  readonly clause: string;
}

const DATA_TYPES = 'TS 1.0 appendix C';

export const ODDITIES = {
  /** Appendix C wants "an ASCII signed integer": a plus sign and leading zeros are unusual, not forbidden. */
  signOrZeros: {
    code: 'number-form',
    message: 'Number with a sign or zeros that it does not need',
    level: 'should',
    clause: DATA_TYPES,
  },
  /** Its example writes 6.667e-11 out with all its zeros. */
  notPlain: {
    code: 'number-form',
    message: 'Float with an exponent or a bare decimal point',
    level: 'must',
    clause: DATA_TYPES,
  },
  notFinite: {
    code: 'not-finite',
    message: 'Float that is no finite number',
    level: 'must',
    clause: DATA_TYPES,
  },
  word: {
    code: 'boolean-form',
    message: 'Boolean as a word instead of 0 or 1',
    level: 'must',
    clause: DATA_TYPES,
  },
  linkZeros: {
    code: 'link-form',
    message: 'Object link with zeros that it does not need',
    level: 'should',
    clause: DATA_TYPES,
  },
} as const satisfies Readonly<Record<string, Oddity>>;

export const BASE64_ODDITIES: Readonly<Record<Base64Departure, Oddity>> = {
  blanks: {
    code: 'base64-blanks',
    message: 'Base64 with blanks or line ends',
    level: 'must',
    clause: 'RFC 4648 §3.1',
  },
  alphabet: {
    code: 'base64-alphabet',
    message: 'Base64 in the alphabet for URLs',
    level: 'must',
    clause: 'RFC 4648 §4',
  },
  padding: {
    code: 'base64-padding',
    message: 'Base64 without the right padding',
    level: 'must',
    clause: 'RFC 4648 §3.2',
  },
  'stray-bits': {
    code: 'base64-stray-bits',
    message: 'Base64 with bits beyond the last byte',
    level: 'must',
    clause: 'RFC 4648 §3.5',
  },
};
