import {
  ANY_REQUEST,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  METHODS,
  notServed,
  OptionNumber,
  type Outcome,
  type RegisteredDevice,
  silence,
  stringOption,
  tlv,
  uintOption,
  unchanged,
} from '../../harness/touchstone.ts';

/** Paths that can name nothing, by the words of their checks. */
const IMPOSSIBLE = [
  ['instance-65536', '/3/65536'],
  ['object-65536', '/65536/0'],
  ['object-65539', '/65539/0'],
  ['negative-instance', '/3/-1'],
  ['letters', '/3/a'],
  ['hexadecimal', '/3/0x0'],
  ['fraction', '/3/0.0'],
  ['six-segments', '/3/0/16/0/0/0'],
] as const;

clientPurpose(
  {
    id: 'management.bv.operate-by-path',
    title: 'serves Reads, Writes and Observes of paths that there are',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §6.1, §8.2.5',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('read', await device.read(account, ContentFormat.tlv), code('2.05'));
    t.check('write', await device.write(`${account}/6`, tlv('/1/0/6', true)), code('2.04'));
    t.check('observe', (await device.observe(`${account}/1`)).first, code('2.05'));
  },
);

/** What is asked of a path that can name nothing, by words of ids. */
const OPERATIONS = {
  write: ({ device }: RegisteredDevice, path: string) =>
    device.request({
      ...{ method: METHODS.put, options: [...device.path(path), FORMAT], payload: PAYLOAD },
    }),
  execute: ({ device }: RegisteredDevice, path: string) => device.execute(path),
  delete: ({ device }: RegisteredDevice, path: string) => device.delete(path),
  observe: async ({ device }: RegisteredDevice, path: string) => (await device.observe(path)).first,
  discover: ({ device }: RegisteredDevice, path: string) => device.discover(path),
  'write-attributes': ({ device }: RegisteredDevice, path: string) => device.writeAttributes(path, 'pmin=10'),
} satisfies Record<string, (registered: RegisteredDevice, path: string) => Promise<Outcome>>;

const FORMAT = uintOption(OptionNumber.contentFormat, ContentFormat.text);
const PAYLOAD = Buffer.from('1');

for (const [words, operate] of Object.entries(OPERATIONS)) {
  clientPurpose(
    {
      id: `management.bi.${words}-impossible-path`,
      title: `carries out no ${words} on a path that can name nothing`,
      requirements: ['HLF-020', 'HLF-034'],
      clause: 'TS 1.0 §6.1, §8.2.5 (errata: management-impossible-path)',
      twin: 'management.bv.operate-by-path',
    },
    async t => {
      const registered = await t.registered();
      const { device } = registered;
      const before = await t.valuesAt(device, '/3/0/16');
      for (const [of, path] of IMPOSSIBLE) {
        const outcome = await operate(registered, path);
        t.check(of, outcome, notServed());
        t.check(`${of}-code`, outcome, clientError(), { level: 'should' });
      }
      t.check('nothing-happened', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
      t.check('still-served', await device.read('/3/0/16', ContentFormat.tlv), unchanged('/3/0/16', before));
    },
  );
}

clientPurpose(
  {
    id: 'management.bi.operate-on-root',
    title: 'refuses operations on the root',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4, §6.1, §8.2.5',
    twin: 'management.bv.operate-by-path',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/16');
    t.check('read', await device.read('', ContentFormat.tlv), notServed());
    t.check('post', await device.request({ method: METHODS.post, options: device.path('') }), notServed());
    t.check('delete', await device.delete(''), notServed());
    t.check('nothing-happened', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    t.check('still-there', await device.read('/3/0/16', ContentFormat.tlv), unchanged('/3/0/16', before));
  },
);

clientPurpose(
  {
    id: 'management.bi.address-resource-instance',
    title: 'does not take the path of a resource instance for that of its resource',
    requirements: ['HLF-020', 'HLF-033'],
    clause: 'TS 1.0 §5.4, §6.1, §8.2.5',
    when: '!lwm2m.1_1',
    twin: 'management.bv.operate-by-path',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    // There are no such paths in 1.0; a device that knows them from later versions does no harm.
    t.check('read', await device.read('/3/0/11/0', ContentFormat.tlv), clientError(), { level: 'should' });
    t.check('absent', await device.read('/3/0/11/77', ContentFormat.tlv), clientError());
    t.check('of-single', await device.read(`${account}/1/0`, ContentFormat.tlv), clientError());
    t.check('execute', await device.execute(`${account}/8/0`), clientError());
    t.check('not-executed', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('Update'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.unexpected-query',
    title: 'serves a Read with a query as if it had none, or refuses it',
    level: 'should',
    requirements: ['HLF-014', 'HLF-034'],
    clause: 'RFC 7252 §5.4.1, §5.10.1, §5.8.1',
    twin: 'management.bv.operate-by-path',
  },
  async t => {
    const { device, account } = await t.registered();
    const query = stringOption(OptionNumber.uriQuery, 'touchstone=1');
    const accept = uintOption(OptionNumber.accept, ContentFormat.tlv);
    const options = [...device.path(account), query, accept];
    t.check(
      'read',
      await device.request({ method: METHODS.get, options }),
      code('2.05', '4.00', '4.02', '4.04'),
    );
  },
);
