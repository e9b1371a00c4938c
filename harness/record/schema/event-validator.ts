import { Ajv, type ValidateFunction } from 'ajv';
import type { RunEvent } from '../events.ts';
import { eventSchemas } from './event-schemas.ts';

const ajv = new Ajv();
const compiled = new Map<string, ValidateFunction>();

/** The event, or in words why the value is none. */
export function validateEvent(value: unknown): { readonly event: RunEvent } | { readonly problem: string } {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return { problem: 'not an object with a "type"' };
  }
  const { type } = value;
  const validate = validatorOf(type);
  if (validate === null) return { problem: `unknown event type ${JSON.stringify(type)}` };
  if (validate(value)) return { event: value as RunEvent };
  return { problem: ajv.errorsText(validate.errors?.slice(0, 1), { dataVar: type }) };
}

function validatorOf(type: string): ValidateFunction | null {
  if (!Object.hasOwn(eventSchemas, type)) return null;
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const fresh = ajv.compile(eventSchemas[type as keyof typeof eventSchemas]);
  compiled.set(type, fresh);
  return fresh;
}
