/** `must` breaks a rule; `should` does not follow an advice, and a strict receiver takes it too. */
export type DeviationLevel = 'must' | 'should';

/** One way in which bytes differ from what the standard prescribes. */
export interface Deviation {
  /** Stable: `coap.option-order`. */
  readonly code: string;
  /** In a sentence, with the value seen. */
  readonly message: string;
  /** Byte offset in the datagram or payload. */
  readonly offset: number;
  /** For example `RFC 7252 §3`. */
  readonly clause: string;
  readonly level: DeviationLevel;
}

/** Makes deviations of one family, all of which break the same clause unless they name another. */
export function deviationsOf(
  family: string,
  clause: string,
): (
  code: string,
  message: string,
  offset: number,
  other?: { readonly clause?: string; readonly level?: DeviationLevel },
) => Deviation {
  return (code, message, offset, other = {}) => ({
    code: `${family}.${code}`,
    message,
    offset,
    clause: other.clause ?? clause,
    level: other.level ?? 'must',
  });
}

/** What a strict receiver objects to. */
export function breaches(deviations: readonly Deviation[]): readonly Deviation[] {
  return deviations.filter(({ level }) => level === 'must');
}
