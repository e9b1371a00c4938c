import type { CoapMessage } from './message.ts';
import { isCritical, type OptionDefinition, optionDefinition } from './option-registry.ts';

/**
 * An endpoint answers 4.02 to a request with a critical option it does not know (RFC 7252 §5.4.1), and one whose value is
 * too short or too long counts as such (§5.4.3).
 */
export function hasUnknownCriticalOption({ options }: CoapMessage): boolean {
  return options.some(({ number, value }) => {
    const definition = optionDefinition(number);
    return isCritical(number) && (definition === undefined || !fits(definition, value));
  });
}

function fits({ minLength, maxLength }: OptionDefinition, { length }: Uint8Array): boolean {
  return length >= minLength && length <= maxLength;
}
