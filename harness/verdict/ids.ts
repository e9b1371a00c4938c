declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `<interface>.<bv|bi|ti>.<words>`, permanent. */
export type PurposeId = Branded<'PurposeId'>;
/** `<purpose>/<words>`, permanent; the same id when it passes and when it fails. */
export type CheckId = Branded<'CheckId'>;
/** SUT × security × transport × LwM2M version, for example `leshan-server/nosec/udp/1.0`. */
export type CellId = Branded<'CellId'>;

const PURPOSE_ID = /^[a-z][a-z0-9-]*\.(bv|bi|ti)\.[a-z0-9]+(-[a-z0-9]+)*$/;

export function isPurposeId(text: string): text is PurposeId {
  return PURPOSE_ID.test(text);
}

export function checkId(purpose: PurposeId, words: string): CheckId {
  return `${purpose}/${words}` as CheckId;
}
