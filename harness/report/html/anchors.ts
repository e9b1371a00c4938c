import type { PlanEvent } from '../../record/events.ts';
import { cellSlug } from '../../record/run-paths.ts';

/** Where a purpose is found in the page: `p-acme-client_nosec_udp_1.0--management.bv.read`. */
export function purposeAnchor({ cell, purpose }: PlanEvent): string {
  return `p-${cellSlug(cell)}--${purpose.id.replace(/[^A-Za-z0-9._-]+/g, '_')}`;
}

/** Where an erratum is found in the page. */
export function erratumAnchor(id: string): string {
  return `e-${id}`;
}
