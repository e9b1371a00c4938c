import type { ObjectDefinition, ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { sampleValue } from '../lwm2m/model/sample-value.ts';
import type { Content, InstanceState } from './data-model.ts';

/** An instance with every resource of its definition, each with an ordinary legal value; what is executed does nothing. */
export function sampleInstance({ resources }: ObjectDefinition): InstanceState {
  return new Map(
    resources.map(definition => [
      definition.id,
      {
        definition,
        content: sampleContent(definition),
        execute: definition.operations === 'E' ? () => {} : null,
      },
    ]),
  );
}

function sampleContent(definition: ResourceDefinition): Content | null {
  const value = sampleValue(definition);
  if (value === null) return null;
  return definition.multiple ? { multiple: new Map([[0, value]]) } : { single: value };
}
