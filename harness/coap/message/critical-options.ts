import type { CoapMessage } from './message.ts';
import { isCritical, optionDefinition } from './option-registry.ts';

/** An endpoint answers 4.02 to a request with a critical option it does not know (RFC 7252 §5.4.1). */
export function hasUnknownCriticalOption({ options }: CoapMessage): boolean {
  return options.some(({ number }) => isCritical(number) && optionDefinition(number) === undefined);
}
