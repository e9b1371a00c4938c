/**
 * How much longer than needed TLV is to be written: legal variants that every receiver has to take
 * (TS 1.0 §6.4.3 and appendix C). Absent means the shortest form; never a form in which something does not fit.
 */
export interface TlvForm {
  /** Bytes of every identifier. */
  readonly idBytes?: 2;
  /** Bytes of every length field at least; without, lengths below 8 go into the type byte. */
  readonly lengthBytes?: 1 | 2 | 3;
  /** Bytes of every Integer, Unsigned Integer and Time at least. */
  readonly integerBytes?: 2 | 4 | 8;
  /** Bytes of every Float. */
  readonly floatBytes?: 8;
  /** Bits 2–0 of the type byte beside a length field, which a receiver has to ignore; 0 without. */
  readonly ignoredBits?: number;
  /** Wraps a single object instance although the path names it: not what TS 1.0 §6.4.3 shows, yet sent by real peers. */
  readonly wrapped?: boolean;
}

export const SHORTEST: TlvForm = {};
