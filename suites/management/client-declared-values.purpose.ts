import {
  answerShows,
  type ClientContext,
  clientPurpose,
  type IcsKey,
  type RegisteredDevice,
  type ResourceType,
  type Sighting,
  sighting,
  tlv,
  toPlain,
  valueCases,
} from '../../harness/touchstone.ts';
import { listedObjects } from './described-tree.ts';
import { shownWritable } from './writable-resource.ts';

const TYPES: Readonly<Partial<Record<IcsKey, readonly [ResourceType, boolean]>>> = {
  'writable.string': ['String', false],
  'writable.integer': ['Integer', false],
  'writable.float': ['Float', false],
  'writable.boolean': ['Boolean', false],
  'writable.opaque': ['Opaque', false],
  'writable.time': ['Time', false],
  'writable.objlnk': ['Objlnk', false],
  'writable.multiple': ['Integer', true],
};

clientPurpose(
  {
    id: 'management.bv.writable-types-as-declared',
    title:
      'has a resource that a server can write of each type that its ICS says it has one of, and of no other',
    requirements: ['HLF-034', 'HLF-010'],
    clause: 'TS 1.0 §5.4.2, §5.4.3, appendix C',
  },
  async t => {
    const registered = await t.registered();
    for (const key of t.icsKeys('writable.')) {
      const [type, multiple] = TYPES[key] ?? ['String', false];
      t.asDeclared(key, await written(t, registered, type, multiple));
    }
  },
);

/** Whether a resource of the type is there, and takes a value of it. */
async function written(
  t: ClientContext,
  registered: RegisteredDevice,
  type: ResourceType,
  multiple: boolean,
): Promise<Sighting> {
  const found = await shownWritable(t, registered, type, multiple);
  const undescribed = listedObjects(registered).some(id => t.definitions(id) === undefined);
  // An object that no definition describes may have one.
  if (found === null) return sighting(undescribed ? null : false, `no ${type} that can be written is shown`);
  const { path, resource } = found;
  const plain = valueCases(resource)
    .filter(({ kind }) => kind === 'legal')
    .map(({ value }) => toPlain(value))
    .find(value => String(value).length > 0 && String(value).length < 32);
  if (plain === undefined) return sighting(null, `no value for ${path}`);
  const answer = await registered.device.write(
    path,
    tlv(path, multiple ? { 0: plain } : plain, t.definitions),
  );
  // One value that is refused says nothing of others.
  return answerShows(`a Write on ${path}`, answer, { yes: ['2.04'], no: [] });
}
