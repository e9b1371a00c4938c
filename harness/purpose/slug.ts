import type { PurposeId } from '../verdict/ids.ts';

/** Endpoint name of one run of one purpose: readable in any log, and with 64 random bits never met before. */
export function endpointName(purpose: PurposeId, entropy: Uint8Array): string {
  return `touchstone-${purpose.replaceAll('.', '-')}-${Buffer.from(entropy).toString('hex')}`;
}

export const ENTROPY_BYTES = 8;
