/** A SenML pack before names and times are resolved (RFC 8428 §4): what JSON and CBOR have in common. */

/** bigint for every integer that was written as one, number for what has a fraction or an exponent. */
export type SenmlNumber = bigint | number;

/** Fields absent where the record has none. A null value removes, in a patch only (RFC 8790 §3.2). */
export interface SenmlRecord {
  readonly bn?: string;
  readonly bt?: SenmlNumber;
  readonly bu?: string;
  readonly bv?: SenmlNumber;
  readonly bs?: SenmlNumber;
  readonly bver?: SenmlNumber;
  readonly n?: string;
  readonly u?: string;
  readonly t?: SenmlNumber;
  readonly ut?: SenmlNumber;
  readonly v?: SenmlNumber | null;
  readonly vs?: string | null;
  readonly vb?: boolean | null;
  readonly vd?: Uint8Array | null;
  readonly s?: SenmlNumber | null;
  /** Object link of LwM2M, `66:0` (TS 1.1 §7.4.4). */
  readonly vlo?: string | null;
}

/** A record that was read, with its byte offset in the payload and the labels that are not of RFC 8428 or LwM2M. */
export interface LocatedRecord extends SenmlRecord {
  readonly offset: number;
  readonly unknownLabels: readonly string[];
}
