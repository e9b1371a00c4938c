import type { NotificationAttributes } from '../../lwm2m/attributes/attributes.ts';
import type { PathSelector } from '../../lwm2m/content/codec.ts';
import { formatPath } from '../../lwm2m/path.ts';
import type { AttributeStore } from '../attribute-store.ts';
import type { Device } from '../device-object.ts';
import type { ObservedThing } from '../observations.ts';
import { readComposite } from './read-composite.ts';
import { type Selection, selectionName } from './selection.ts';

/** A selection as an observation sees it: a change of any part of it is one of the whole (TS 1.1 §6.4.4). */
export function observedComposite(
  device: Device,
  attributes: AttributeStore,
  selection: Selection,
): ObservedThing {
  const { paths } = selection;
  return {
    name: selectionName(paths),
    covers: changed => paths.some(path => touches(path, changed)),
    represent: () => readComposite(device, selection),
    numeric: () => null,
    attributes: () => together(paths.filter(path => path !== 'root').map(path => attributes.inForce(path))),
  };
}

/** Whether a change, of a resource or of a whole instance, is one at, below or around a path. */
function touches(path: PathSelector, changed: string): boolean {
  if (path === 'root') return true;
  const [asked, known] = [`${formatPath(path)}/`, `${changed}/`];
  return asked.startsWith(known) || known.startsWith(asked);
}

/** No part may be told sooner than its pmin, nor later than its pmax. */
function together(all: readonly NotificationAttributes[]): NotificationAttributes {
  const longest = all.flatMap(({ pmax }) => (pmax === undefined || pmax === 0 ? [] : [pmax]));
  return {
    pmin: Math.max(0, ...all.map(({ pmin = 0 }) => pmin)),
    ...(longest.length === 0 ? {} : { pmax: Math.min(...longest) }),
  };
}
