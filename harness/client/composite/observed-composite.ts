import type { PathSelector } from '../../lwm2m/content/codec.ts';
import type { AccessRights } from '../access/access-rights.ts';
import type { AttributeStore } from '../attribute-store.ts';
import type { Device } from '../device-object.ts';
import type { ObservedPart, ObservedThing } from '../observations.ts';
import { observedPart } from '../observed-thing.ts';
import { readComposite } from './read-composite.ts';
import { type Selection, selectionName } from './selection.ts';

/** A selection as an observation sees it: where the conditions of any path are met, all of it is told (TS 1.1 §6.4.4). */
export function observedComposite(
  device: Device,
  access: AccessRights,
  attributes: AttributeStore,
  selection: Selection,
): ObservedThing {
  const partAt = (path: PathSelector): readonly ObservedPart[] =>
    path === 'root'
      ? [...device.model.objects.keys()].filter(object => object !== 0).flatMap(object => partAt({ object }))
      : [observedPart(device, attributes, path)];
  return {
    name: selectionName(selection.paths),
    represent: () => readComposite(device, access, selection),
    parts: selection.paths.flatMap(partAt),
  };
}
