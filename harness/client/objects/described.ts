import type { ObjectDefinition, ResourceDefinition } from '../../lwm2m/model/object-definition.ts';
import { inRange } from '../../lwm2m/model/range.ts';
import { sampleValue } from '../../lwm2m/model/sample-value.ts';
import { valueFits } from '../../lwm2m/value.ts';
import type { DeviceObject } from '../device-object.ts';
import type { Content, InstanceState, ResourceState } from '../resource-state.ts';

/** An object that the device has anyway, and how it knows it. */
export interface KnownObject {
  readonly object: DeviceObject;
  readonly definition: ObjectDefinition;
}

/**
 * An object as an object file describes it: every resource, each with an ordinary legal value. Of an object that the device
 * has anyway, the instances stay, with the values that fit the description.
 */
export function described(definition: ObjectDefinition, known: KnownObject | null): DeviceObject {
  const { creatable = known === null, adopt } = known?.object ?? {};
  return {
    id: definition.id,
    instances(device) {
      const held = known?.object.instances(device, known.definition);
      if (held === undefined || held.size === 0) return new Map([[0, sampleInstance(definition)]]);
      return new Map([...held].map(([id, instance]) => [id, redescribed(definition, instance)]));
    },
    creatable: definition.multiple && creatable,
    ...(adopt === undefined ? {} : { adopt }),
  };
}

function redescribed(definition: ObjectDefinition, held: InstanceState): InstanceState {
  const instance = sampleInstance(definition);
  for (const [id, state] of held) {
    const other = instance.get(id)?.definition;
    if (other !== undefined && fits(other, state)) instance.set(id, withDefinition(state, other));
  }
  return instance;
}

function sampleInstance({ resources }: ObjectDefinition): InstanceState {
  return new Map(
    resources.map(definition => [
      definition.id,
      {
        definition,
        content: sampleContent(definition),
        execution: definition.operations === 'E' ? { run: () => {} } : null,
      },
    ]),
  );
}

function sampleContent(definition: ResourceDefinition): Content | null {
  const value = sampleValue(definition);
  if (value === null) return null;
  return definition.multiple ? { multiple: new Map([[0, value]]) } : { single: value };
}

function fits(
  { type, range, multiple, operations }: ResourceDefinition,
  { content }: ResourceState,
): boolean {
  if (content === null) return operations === 'E';
  if (multiple !== 'multiple' in content) return false;
  const values = 'single' in content ? [content.single] : [...content.multiple.values()];
  return values.every(value => valueFits(type, value) && inRange(range, value));
}

/** A value that is made when it is asked for stays so. */
function withDefinition(state: ResourceState, definition: ResourceDefinition): ResourceState {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(state),
      definition: { value: definition, enumerable: true },
    },
  ) as ResourceState;
}
