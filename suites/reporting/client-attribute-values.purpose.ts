import {
  answersAttributes,
  type ClientContext,
  clientError,
  clientPurpose,
  code,
  linkAttribute,
  links,
  linksIn,
  METHODS,
  notifiesAs,
  OptionNumber,
  type RegisteredDevice,
  stringOption,
  tlv,
  value,
  valuesIn,
  WatchedResource,
} from '../../harness/touchstone.ts';
import {
  type AttributesCase,
  CONTRADICTORY,
  LEFT_OPEN,
  LEGAL,
  MALFORMED,
  MISPLACED,
  TYPES,
  UNKNOWN,
} from './attribute-cases.ts';

const ALL = 'attr.pmin && attr.pmax && attr.gt && attr.lt && attr.st';
const COMMON = {
  requirements: ['HLF-018', 'HLF-021', 'HLF-029'],
  clause: 'TS 1.0 §5.1.2, §5.4.4, §8.2.5',
  when: ALL,
} as const;
const TWIN = 'reporting.bv.take-attributes';

clientPurpose(
  { id: TWIN, title: 'takes attributes up to every limit that the text sets', ...COMMON },
  async t => {
    const registered = await t.registered();
    for (const each of LEGAL) {
      t.check(each.words, await write(registered, each), answers(t, each));
      await clear(registered, each);
    }
  },
);

for (const [id, title, cases, level] of [
  ['contradictory-thresholds', 'thresholds that contradict each other', CONTRADICTORY, undefined],
  ['misplaced-thresholds', 'thresholds on what is no number or no resource', MISPLACED, undefined],
  ['unknown-attributes', 'attributes whose name is not exactly that of one', UNKNOWN, undefined],
  ['malformed-attributes', 'attributes whose value is no number as the text writes it', MALFORMED, 'should'],
] as const) {
  clientPurpose(
    {
      ...{ id: `reporting.bi.${id}`, title: `refuses ${title}, and applies none of what it refuses` },
      ...{ ...COMMON, twin: TWIN, ...(level === undefined ? {} : { level }) },
    },
    async t => {
      const registered = await t.registered();
      const before = await shown(registered);
      for (const each of cases) t.check(each.words, await write(registered, each), answers(t, each));
      t.check(
        'nothing-applied',
        await registered.device.discover(registered.account),
        shows(registered, before),
      );
    },
  );
}

clientPurpose(
  {
    id: 'reporting.bi.attributes-left-open',
    title: 'answers success or 4.00 where the text does not decide about attributes, and goes on serving',
    ...{ ...COMMON, twin: TWIN },
  },
  async t => {
    const registered = await t.registered();
    for (const each of LEFT_OPEN) {
      const answer = await write(registered, each);
      t.check(each.words, answer, answers(t, each));
      t.check(`${each.words}-taken`, answer, code('2.04'), { level: 'may' });
      await clear(registered, each);
    }
  },
);

clientPurpose(
  {
    id: 'reporting.bi.attributes-of-security-object',
    title: 'answers 4.01 to Write-Attributes on the Security object',
    ...{ ...COMMON, requirements: ['HLF-018', 'HLF-029'], twin: TWIN },
  },
  async t => {
    const { device } = await t.registered();
    t.check('object', await device.writeAttributes('/0', 'pmin=1'), code('4.01'));
    t.check('instance', await device.writeAttributes('/0/0', 'pmin=1'), code('4.01'));
    t.check('resource', await device.writeAttributes('/0/0/0', 'pmin=1'), code('4.01'));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.attributes-with-payload',
    title: 'does not do half of a Write-Attributes that has content as well',
    ...{ ...COMMON, requirements: ['HLF-018', 'HLF-029'], twin: TWIN },
    revision: 2,
    level: 'should',
  },
  async t => {
    const registered = await t.registered({ lifetime: 3600 });
    const { device, account } = registered;
    const { format, payload } = tlv(`${account}/1`, 4000);
    const options = [
      ...device.path(`${account}/1`),
      { number: OptionNumber.contentFormat, value: Uint8Array.of(format >> 8, format & 0xff) },
      stringOption(OptionNumber.uriQuery, 'pmin=7'),
    ];
    const answer = await device.request({ method: METHODS.put, options, payload });
    t.check('taken', answer, code('2.04'), { level: 'may' });
    const isTaken = answer.kind === 'response' && answer.message.code === '2.04';
    t.check('response-code', answer, isTaken ? code('2.04') : clientError());
    // A Write has no attributes and Write-Attributes no content: whichever it takes it for, it does not do both.
    const read = await device.read(`${account}/1`, format);
    const isWritten =
      read.kind === 'response' &&
      valuesIn(`${account}/1`, read.message, t.definitions)[`${account}/1`] === 4000;
    if (!isTaken) t.check('not-written', read, value(`${account}/1`, 3600));
    const set = isTaken && !isWritten ? `${account}/1;pmin=7` : '';
    t.check('no-attributes', await device.discover(account), shows(registered, set));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.refused-attributes-while-observed',
    title: 'goes on by the attributes that it has when it refuses others during an observation',
    ...{ ...COMMON, twin: TWIN },
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 4000 });
    const watched = await WatchedResource.of(t, device, `${account}/1`);
    t.done(await watched.writeAttributes('gt=5000&lt=3000'), 'the Write-Attributes');
    await watched.observe();
    t.check('contradictory', await device.writeAttributes(watched.path, 'gt=2000&lt=2500'), code('4.00'));
    t.check('unknown', await device.writeAttributes(watched.path, 'gt=4200&touchstone=1'), code('4.00'));
    for (const lifetime of [4500, 5001, 4500]) {
      await watched.change(lifetime);
      await watched.next(1.5 * t.silenceSpan);
      await t.settled();
    }
    t.check('schedule', watched.seen, notifiesAs(watched.expected()));
  },
);

function pathOf({ account }: RegisteredDevice, at: AttributesCase['at']): string {
  return at === '..' ? '/1' : `${account}${at}`;
}

function write(registered: RegisteredDevice, { at, query }: AttributesCase) {
  return registered.device.writeAttributes(pathOf(registered, at), query);
}

/** So that each case is on its own. */
function clear(registered: RegisteredDevice, { at }: AttributesCase) {
  return registered.device.writeAttributes(pathOf(registered, at), 'pmin&pmax&gt&lt&st');
}

function answers({ lwm2m }: ClientContext, { at, query }: AttributesCase) {
  const depth = at === '..' ? 1 : at === '' ? 2 : 3;
  const type = TYPES[at];
  return answersAttributes({
    ...{ version: lwm2m, query: query.split('&'), depth },
    ...(type === undefined ? {} : { type }),
  });
}

const NAMES = ['pmin', 'pmax', 'gt', 'lt', 'st'];

type Links = Parameters<Parameters<typeof links>[1]>[0];

function attributesIn(all: Links): string {
  return all
    .flatMap(link =>
      NAMES.map(name => [link.target, name, linkAttribute(link, name)] as const)
        .filter(([, , set]) => set !== undefined)
        .map(([target, name, set]) => `${target};${name}=${set}`),
    )
    .join();
}

/** The attributes that a Discover of the account shows. */
async function shown({ device, account, root }: RegisteredDevice): Promise<string> {
  return attributesIn(linksIn(await device.discover(account), root));
}

function shows({ root, account }: RegisteredDevice, attributes: string) {
  return links(
    attributes === '' ? 'links without attributes' : `links with ${attributes}`,
    all => all.some(({ target }) => target.startsWith(account)) && attributesIn(all) === attributes,
    root,
  );
}
