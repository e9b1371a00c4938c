import type { ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import type { Value } from '../lwm2m/value.ts';

const BINDINGS: readonly string[] = ['U', 'UQ', 'S', 'SQ', 'US', 'UQS'];
const BINDING = { object: 1, resource: 7 } as const;

/** Whether a value of the right type is also inside what the definition allows. */
export function withinRange(definition: ResourceDefinition, value: Value): boolean {
  if (definition.id === BINDING.resource && definition.name === 'Binding') {
    return typeof value === 'string' && BINDINGS.includes(value);
  }
  const { range } = definition;
  if (range === undefined) return true;
  if (typeof value === 'bigint' || typeof value === 'number') return value >= range.min && value <= range.max;
  return true;
}
