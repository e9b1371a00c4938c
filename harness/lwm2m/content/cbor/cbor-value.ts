import {
  formatObjectLink,
  formatValue,
  isObjectLink,
  type ResourceType,
  type Value,
  valueFits,
} from '../../value.ts';
import { notOfType } from '../value-error.ts';
import { EPOCH_TIME } from './cbor-time.ts';
import {
  booleanToken,
  bytesToken,
  type CborTokens,
  floatToken,
  integerToken,
  tagHead,
  textToken,
} from './cbor-write.ts';

/** Whether a Time is marked as one; both forms mean the same (RFC 8949 §3.4.2). */
export type TimeForm = 'tagged' | 'plain';

/**
 * The item of one value (RFC 8949 §3; TS 1.1.1 appendix C): the shortest that holds it.
 * @throws HarnessBugError `cbor.value` when the value is none of that type.
 */
export function valueTokens(type: ResourceType, value: Value, time: TimeForm): CborTokens {
  if (!valueFits(type, value)) throw notOfType('cbor', formatValue(value), type);
  if (typeof value === 'bigint') {
    return type === 'Time' && time === 'tagged'
      ? [tagHead(EPOCH_TIME), integerToken(value)]
      : [integerToken(value)];
  }
  if (typeof value === 'number') return [floatToken(value)];
  if (typeof value === 'string') return [textToken(value)];
  if (typeof value === 'boolean') return [booleanToken(value)];
  return [isObjectLink(value) ? textToken(formatObjectLink(value)) : bytesToken(value)];
}
