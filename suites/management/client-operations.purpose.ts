import {
  type ClientContext,
  clientPurpose,
  type RegisteredDevice,
  satisfies,
} from '../../harness/touchstone.ts';
import { listedObjects } from './described-tree.ts';
import { allowedOperations, refusedOperations } from './operation-matrix.ts';

/** Objects with purposes of their own, and when a device has them. */
const OBJECTS: readonly (readonly [id: number, name: string, when?: string])[] = [
  [1, 'LwM2M Server'],
  [3, 'Device'],
  [3303, 'Temperature', 'object.3303'],
];

for (const [id, name, when] of OBJECTS) {
  const condition = when === undefined ? {} : { when };
  clientPurpose(
    {
      id: `management.bv.operations-on-object-${id}`,
      title: `carries out every operation that the definition of object ${id} (${name}) allows`,
      requirements: ['HLF-032', 'HLF-034'],
      clause: 'TS 1.0 §5.4, §5.5, §8.2.5, appendix E',
      ...condition,
    },
    async t => allowedOperations(t, await t.registered(), id),
  );

  clientPurpose(
    {
      id: `management.bi.operations-on-object-${id}`,
      title: `refuses every operation that the definition of object ${id} (${name}) does not allow`,
      requirements: ['HLF-032', 'HLF-034'],
      clause: 'TS 1.0 §5.4, §5.5, §8.2.5, appendix E',
      ets: id === 3 ? ['LightweightM2M-1.0-int-651'] : [],
      twin: `management.bv.operations-on-object-${id}`,
      ...condition,
    },
    async t => refusedOperations(t, await t.registered(), id),
  );
}

clientPurpose(
  {
    id: 'management.bv.operations-on-other-objects',
    title: 'carries out every operation that the definitions of its other objects allow',
    requirements: ['HLF-014', 'HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4, §5.5, §8.2.5',
    when: 'object.other',
  },
  async t => {
    const registered = await t.registered();
    for (const id of others(t, registered)) await allowedOperations(t, registered, id);
  },
);

clientPurpose(
  {
    id: 'management.bi.operations-on-other-objects',
    title: 'refuses every operation that the definitions of its other objects do not allow',
    requirements: ['HLF-014', 'HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4, §5.5, §8.2.5',
    when: 'object.other',
    twin: 'management.bv.operations-on-other-objects',
  },
  async t => {
    const registered = await t.registered();
    for (const id of others(t, registered)) await refusedOperations(t, registered, id);
  },
);

/** Objects that a definition describes and that have no purpose of their own; those that none describes are recorded. */
function others(t: ClientContext, registered: RegisteredDevice): readonly number[] {
  const ids = listedObjects(registered).filter(id => !OBJECTS.some(([known]) => known === id));
  const unknown = ids.filter(id => t.definitions(id) === undefined);
  // Nothing can be judged without a definition; --object-file gives one.
  t.check(
    'not-described',
    unknown.join(', '),
    satisfies('no object without a definition', objects => objects === ''),
    { level: 'may' },
  );
  if (unknown.length === ids.length) t.inconclusive('preamble.refused', 'no other object is described');
  return ids.filter(id => !unknown.includes(id));
}
