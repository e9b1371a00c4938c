import type { CellId, PurposeId } from '../verdict/ids.ts';

/** One purpose in one cell, as a map key. Cell ids hold no blank. */
export type PurposeKey = `${CellId} ${PurposeId}`;

export function purposeKey(event: { readonly cell: CellId; readonly purpose: PurposeId }): PurposeKey {
  return `${event.cell} ${event.purpose}`;
}
