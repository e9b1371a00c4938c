import { coapDeviation } from './coap-deviations.ts';
import { describeCode, isError, METHODS } from './codes.ts';
import type { Deviation } from './deviation.ts';
import type { Code } from './message.ts';
import { uintOf } from './options.ts';
import type { PlacedContent } from './placed-content.ts';

const MAX_LENGTH = 3;
const DEREGISTER = 1;

/** Methods that exist and that Observe is not defined for (RFC 7641 §2, RFC 8132 §2.4). */
const WITHOUT_OBSERVE: ReadonlySet<Code> = new Set([
  METHODS.post,
  METHODS.put,
  METHODS.delete,
  METHODS.patch,
  METHODS.iPatch,
]);

/** Adds what is wrong between Observe and the code of its message; `offset` is that of the option. */
export function checkObserve(
  placed: PlacedContent,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  const { code } = placed.content;
  if (placed.kind === 'responses') {
    if (!isError(code)) return;
    const message = `Observe in ${describeCode(code)}, which ends every observation`;
    found.push(coapDeviation('observe-in-error', message, offset));
    return;
  }
  if (placed.kind !== 'requests') return;
  if (WITHOUT_OBSERVE.has(code)) {
    const message = `Observe in a ${describeCode(code)}, though it is for GET and FETCH only`;
    found.push(coapDeviation('option-misplaced', message, offset));
    return;
  }
  // A longer value counts as not recognized, and is named for its length.
  if (value.length > MAX_LENGTH || uintOf(value) <= DEREGISTER) return;
  const message = `Observe ${uintOf(value)} in a request, where 0 registers and 1 deregisters`;
  found.push(coapDeviation('observe-action', message, offset));
}
