import {
  answerShows,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  type IcsKey,
  OptionNumber,
  type Outcome,
  type RegisteredDevice,
  type Sighting,
  sighting,
  tlv,
} from '../../harness/touchstone.ts';
import { firstShown, type ShownInstance, shownInstances } from './shown-resources.ts';

clientPurpose(
  {
    id: 'management.bv.resources-as-declared',
    title: 'has the resources that its ICS says it has, and shows none that it says it has not',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §5.4.2, appendix E',
  },
  async t => {
    const registered = await t.registered();
    const instances = await shownInstances(registered);
    for (const key of t.icsKeys('resource.')) {
      t.asDeclared(key, await shownOf(t, registered, instances, key));
    }
  },
);

/** Of others a device may show a resource only when there is something to tell: a bearer, a package, a position. */
const ALWAYS_THERE: readonly string[] = ['1', '3'];
/** Comes with the first bootstrap (TS 1.1 E.2, Last Bootstrapped). */
const ONLY_BOOTSTRAPPED: readonly string[] = ['resource.1.12'];

/** What a Discover, and where it shows nothing a Read, tell of a resource. */
async function shownOf(
  t: ClientContext,
  { device }: RegisteredDevice,
  instances: readonly ShownInstance[],
  key: IcsKey,
): Promise<Sighting> {
  const [, object, resource] = key.split('.');
  const own = instances.filter(({ path }) => path.startsWith(`/${object}/`));
  const [first] = own;
  if (first === undefined) return sighting(null, `no instance of /${object} that could be asked`);
  const holder = own.find(({ path, resources }) => resources.includes(`${path}/${resource}`));
  if (holder !== undefined && holder.answer.kind === 'response')
    return sighting(true, `a link to ${holder.path}/${resource} in a Discover`, holder.answer.message);
  const path = `${first.path}/${resource}`;
  const definition = t.definitions(Number(object))?.resources.find(({ id }) => id === Number(resource));
  // What a server can write may come with the first Write.
  const decides =
    ALWAYS_THERE.includes(object ?? '') &&
    !ONLY_BOOTSTRAPPED.includes(key) &&
    definition?.operations.includes('W') === false;
  const read = await device.read(path);
  return answerShows(`a Read of ${path}, which no Discover shows`, read, {
    yes: ['2.05'],
    no: decides ? ['4.04'] : [],
  });
}

/** Formats that a single resource is read in, and those that an instance is. */
const OF_RESOURCE = { 'format.text': ContentFormat.text, 'format.cbor': ContentFormat.cbor } as const;
const OF_INSTANCE = {
  'format.tlv': ContentFormat.tlv,
  'format.json': ContentFormat.json,
  'format.senml-json': ContentFormat.senmlJson,
  'format.senml-cbor': ContentFormat.senmlCbor,
} as const;

clientPurpose(
  {
    id: 'management.bv.formats-as-declared',
    title:
      'gives values in the formats that its ICS says it has, and answers 4.06 where it says it has them not',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §6.4, appendix B',
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const ask = async (path: string, format: number): Promise<Sighting> =>
      givenIn(format, path, await device.read(path, format));
    const known = new Set(t.icsKeys('format.'));
    for (const [key, format] of pairsOf(OF_RESOURCE))
      if (known.has(key)) t.asDeclared(key, await ask(`${account}/1`, format));
    for (const [key, format] of pairsOf(OF_INSTANCE))
      if (known.has(key)) t.asDeclared(key, await ask(account, format));
    const opaque = firstShown(
      t,
      await shownInstances(registered),
      ({ type, operations }) => type === 'Opaque' && operations.includes('R'),
    );
    const seen =
      opaque === null
        ? sighting(null, 'no Opaque resource that could be read')
        : await ask(opaque, ContentFormat.opaque);
    t.asDeclared('format.opaque', seen);
  },
);

/** 2.05 shows a format only when it is labelled with it: what else comes is no answer to the question. */
function givenIn(format: number, path: string, answer: Outcome): Sighting {
  const seen = answerShows(`a Read of ${path} in format ${format}`, answer, { yes: ['2.05'], no: ['4.06'] });
  if (seen.shown !== true || answer.kind !== 'response') return seen;
  const option = answer.message.options.find(({ number }) => number === OptionNumber.contentFormat);
  const labelled = [...(option?.value ?? [])].reduce((sum, byte) => sum * 256 + byte, 0);
  if (labelled === format) return seen;
  return sighting(null, `an answer in format ${labelled} to a Read of ${path} in ${format}`, answer.message);
}

function pairsOf<Key extends string>(formats: Readonly<Record<Key, number>>) {
  return Object.entries(formats) as [Key, number][];
}

/** That an operation is not supported at all; other refusals are about what was asked. */
const UNSUPPORTED = ['4.05', '5.01'] as const;

clientPurpose(
  {
    id: 'management.bv.operations-as-declared',
    title: 'carries out the operations that its ICS says it supports, and no others',
    requirements: ['HLF-034', 'HLF-028'],
    clause: 'TS 1.0 §5.4, §5.5, appendix B',
  },
  async t => {
    const { device, account } = await t.registered();
    const lifetime = `${account}/1`;
    const shows = (what: string, answer: Outcome, yes: '2.04' | '2.05') =>
      answerShows(what, answer, { yes: [yes], no: UNSUPPORTED });
    t.asDeclared('op.read', shows(`a Read of ${lifetime}`, await device.read(lifetime), '2.05'));
    t.asDeclared('op.discover', shows(`a Discover of ${account}`, await device.discover(account), '2.05'));
    const observation = await device.observe(lifetime);
    const observed = shows(`an Observe of ${lifetime}`, observation.first, '2.05');
    // A device may answer an Observe as a Read whenever it wants (RFC 7641 §4.1).
    const silent = observed.shown === true && !observation.established;
    t.asDeclared('op.observe', silent ? { ...observed, shown: null } : observed);
    const written = await device.write(lifetime, tlv(lifetime, t.lifetime));
    t.asDeclared('op.write', shows(`a Write on ${lifetime}`, written, '2.04'));
    const executed = await device.execute(`${account}/8`);
    t.asDeclared('op.execute', shows(`an Execute of ${account}/8`, executed, '2.04'));
  },
);
