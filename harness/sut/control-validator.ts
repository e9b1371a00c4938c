import type { TSchema } from '@sinclair/typebox';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Role } from '../verdict/purpose-declaration.ts';
import type { ControlNotification } from './control-contract.ts';
import { eventSchema, resultSchemas } from './control-schema.ts';

const ajv = new Ajv2020();
const compiled = new Map<TSchema, ValidateFunction>();

/** In words what is wrong with the result of a verb; null when nothing is, or when the verb is none of the contract. */
export function resultProblem(verb: string, role: Role, result: unknown): string | null {
  const name = verb === 'start' ? `start (${role === 'client' ? 'client' : 'server'})` : verb;
  if (!Object.hasOwn(resultSchemas, name)) return null;
  return problem(resultSchemas[name as keyof typeof resultSchemas], result);
}

export function isControlNotification(params: unknown): params is ControlNotification {
  return problem(eventSchema, params) === null;
}

function problem(schema: TSchema, value: unknown): string | null {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'result' });
}
