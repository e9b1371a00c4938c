/** `pmin=10`, `rt="oma.lwm2m"`, or a name alone (value null). */
export interface LinkAttribute {
  readonly name: string;
  readonly value: string | null;
  readonly quoted: boolean;
}

export interface Link {
  /** Between the angle brackets: `/3/0`. */
  readonly target: string;
  readonly attributes: readonly LinkAttribute[];
}

/** An attribute that was read, with the byte offset of its name. */
export interface LocatedAttribute extends LinkAttribute {
  readonly offset: number;
}

/** A link that was read, with the byte offset of its bracket. */
export interface LocatedLink extends Link {
  readonly attributes: readonly LocatedAttribute[];
  readonly offset: number;
}
