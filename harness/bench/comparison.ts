/** One thing that our code does, beside others that do the same with the same bytes. */
export interface Comparison {
  /** `coap/register/decode` */
  readonly name: string;
  readonly ours: Operation;
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly name: string;
  readonly run: Operation;
}

/** The result is looked at, lest a compiler leaves the work out. */
export type Operation = () => unknown;

/** How fast ours must be, as a share of the fastest peer. */
export interface Target {
  readonly ratio: number;
  /** For people: `≥ 1.5 × the fastest peer`. */
  readonly text: string;
}

export interface Measured {
  readonly name: string;
  /** Median, in operations or round trips per second. */
  readonly ours: number;
  readonly peers: readonly { readonly name: string; readonly rate: number }[];
  readonly unit: string;
  /** Null where nothing is asked. */
  readonly target: Target | null;
}
