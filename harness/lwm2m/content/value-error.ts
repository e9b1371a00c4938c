import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { ResourceType } from '../value.ts';

/** What every encoder throws for a value that is none of its type: `tlv.value`, `The value of /3/0/9 is no Integer`. */
export function notOfType(format: string, what: string, type: ResourceType): HarnessBugError {
  return new HarnessBugError(`${format}.value`, `${what} is no ${type}`, {
    hint: 'Check the value against its resource definition before it is encoded.',
  });
}
