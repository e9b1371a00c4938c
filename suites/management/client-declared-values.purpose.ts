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
import { isDescribed } from './described-tree.ts';
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
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    // An object that shows no resources, or that no definition describes, may have what the others have not.
    const absence = (await isDescribed(t, registered)) ? false : null;
    for (const key of t.icsKeys('writable.')) {
      const [type, multiple] = TYPES[key] ?? ['String', false];
      t.asDeclared(key, await written(t, registered, type, multiple, absence));
    }
  },
);

/** Whether a resource of the type is there, and takes a value of it. */
async function written(
  t: ClientContext,
  registered: RegisteredDevice,
  type: ResourceType,
  multiple: boolean,
  absence: false | null,
): Promise<Sighting> {
  const found = await shownWritable(t, registered, type, multiple);
  if (found === null) return sighting(absence, `no ${type} that can be written is shown`);
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
