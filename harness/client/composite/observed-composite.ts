import type { PathSelector } from '../../lwm2m/content/codec.ts';
import type { AttributeStore } from '../attribute-store.ts';
import type { Device } from '../device-object.ts';
import type { ObservedPart, ObservedThing } from '../observations.ts';
import { observedPart } from '../observed-thing.ts';
import { readComposite } from './read-composite.ts';
import { type Selection, selectionName } from './selection.ts';

/** A selection as an observation sees it: where the conditions of any path are met, all of it is told (TS 1.1 §6.4.4). */
export function observedComposite(
  device: Device,
  attributes: AttributeStore,
  selection: Selection,
): ObservedThing {
  const { model, configuration } = device;
  const partAt = (path: PathSelector): readonly ObservedPart[] =>
    path === 'root'
      ? [...model.objects.keys()].filter(object => object !== 0).flatMap(object => partAt({ object }))
      : [observedPart(model, attributes, path, configuration.lwm2m)];
  return {
    name: selectionName(selection.paths),
    represent: () => readComposite(device, selection),
    parts: selection.paths.flatMap(partAt),
  };
}
