import {
  type ClientContext,
  clientPurpose,
  code,
  type Link,
  linkAttribute,
  links,
  openToBoth,
  type PerServer,
  type RegisteredAccount,
} from '../../harness/touchstone.ts';

const TWO = { when: 'multi-server && attr.pmin && attr.pmax', needs: ['startWith'] } as const;

clientPurpose(
  {
    id: 'management.bv.attributes-of-two-servers',
    title: 'shows each of two servers the attributes that it has written itself, and only those',
    requirements: ['HLF-018', 'HLF-029', 'HLF-034'],
    clause: 'TS 1.0 §5.1.2, §5.4.2, §5.4.4',
    ets: ['LightweightM2M-1.0-int-951'],
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    t.check('first-written', await first.device.writeAttributes('/3/0', 'pmin=2&pmax=10'), code('2.04'));
    t.check('second-written', await second.device.writeAttributes('/3/0', 'pmin=15&pmax=50'), code('2.04'));
    const one = await first.device.discover('/3/0');
    t.check('first-pmin', one, attribute(first.root, 'pmin', '2'));
    t.check('first-pmax', one, attribute(first.root, 'pmax', '10'));
    const other = await second.device.discover('/3/0');
    t.check('second-pmin', other, attribute(first.root, 'pmin', '15'));
    t.check('second-pmax', other, attribute(first.root, 'pmax', '50'));
  },
);

clientPurpose(
  {
    id: 'management.bv.unset-attributes-of-one-of-two',
    title: 'unsets the attributes of one server and keeps those of the other',
    requirements: ['HLF-018', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.4.2, §5.4.4',
    ets: ['LightweightM2M-1.0-int-951'],
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    t.done(await first.device.writeAttributes('/3/0', 'pmin=2&pmax=10'), 'the Write-Attributes of the first');
    t.check('not-shown', await second.device.discover('/3/0'), attribute(first.root, 'pmax', undefined));
    t.done(await second.device.writeAttributes('/3/0', 'pmin=2'), 'the Write-Attributes of the second');
    t.check('unset', await second.device.writeAttributes('/3/0', 'pmin'), code('2.04'));
    t.check('gone', await second.device.discover('/3/0'), attribute(first.root, 'pmin', undefined));
    const kept = await first.device.discover('/3/0');
    t.check('pmin-kept', kept, attribute(first.root, 'pmin', '2'));
    t.check('pmax-kept', kept, attribute(first.root, 'pmax', '10'));
  },
);

clientPurpose(
  {
    id: 'management.bi.refuse-attributes-of-one-of-two',
    title: 'changes nothing of either server when it refuses the attributes of one',
    requirements: ['HLF-018', 'HLF-034'],
    clause: 'TS 1.0 §5.1.2, §5.4.4',
    twin: 'management.bv.attributes-of-two-servers',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    t.done(await first.device.writeAttributes('/3/0', 'pmin=2'), 'the Write-Attributes of the first');
    const refused = await second.device.writeAttributes('/3/0', 'pmin=7&touchstone=10');
    t.check('response-code', refused, code('4.00'));
    t.check(
      'nothing-of-the-second',
      await second.device.discover('/3/0'),
      attribute(first.root, 'pmin', undefined),
    );
    t.check('kept-of-the-first', await first.device.discover('/3/0'), attribute(first.root, 'pmin', '2'));
  },
);

/** Preamble: two servers, both of which may read the Device object instance. */
async function sharedDevice(t: ClientContext): Promise<PerServer<RegisteredAccount>> {
  const servers = await t.registeredWithTwo();
  await openToBoth(t, servers, '/3/0', 'R');
  return servers;
}

/** The link to `/3/0` has the attribute with this value; undefined: it does not have it, or there is no such link. */
function attribute(root: string, name: string, wanted: string | undefined) {
  const meaning = wanted === undefined ? `</3/0> without ${name}` : `</3/0>;${name}=${wanted}`;
  const has = (all: readonly Link[]): boolean => {
    const link = all.find(({ target }) => target === '/3/0');
    const value = link === undefined ? undefined : linkAttribute(link, name);
    return value === wanted && all.some(({ target }) => target.startsWith('/3/0'));
  };
  return links(meaning, has, root);
}
