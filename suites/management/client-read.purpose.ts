import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  contentFormat,
  equals,
  type RegisteredDevice,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';

/** Formats that can carry a whole instance. */
const HIERARCHICAL: Readonly<Record<'1.0' | '1.1', readonly [number, ...number[]]>> = {
  '1.0': [ContentFormat.tlv, ContentFormat.json],
  '1.1': [ContentFormat.tlv, ContentFormat.json, ContentFormat.senmlJson, ContentFormat.senmlCbor],
};
/** Values of /3/0 that may differ from one moment to the next. */
const VOLATILE = /^\/3\/0\/(6|7|8|9|10|13|20)(\/|$)/;
const EXECUTABLE = /^\/3\/0\/(4|5|12)(\/|$)/;

clientPurpose(
  {
    id: 'management.bv.read-mandatory-resources',
    title: 'answers a Read of every mandatory readable resource with its value in TLV',
    requirements: ['HLF-034', 'HLF-032', 'HLF-020', 'HLF-027'],
    clause: 'TS 1.0 §5.4.1, §6.4.3, E.2, E.4',
    ets: ['LightweightM2M-1.1-int-224'],
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const read = (path: string) => device.read(path, ContentFormat.tlv);
    t.check('short-server-id', await read(`${account}/0`), value(`${account}/0`, t.shortServerId));
    t.check('lifetime', await read(`${account}/1`), value(`${account}/1`, 3600));
    const storing = content(`${account}/6`, 'a Boolean', of => typeof of[`${account}/6`] === 'boolean');
    t.check('notification-storing', await read(`${account}/6`), storing);
    t.check('binding', await read(`${account}/7`), value(`${account}/7`, 'U'));
    const errors = content('/3/0/11', 'error codes by resource instance', codes =>
      Object.entries(codes).every(([at, error]) => /^\/3\/0\/11\/\d+$/.test(at) && typeof error === 'number'),
    );
    t.check('error-code', await read('/3/0/11'), errors);
    const modes = content('/3/0/16', 'binding modes', of => /^[UQSTNH]+$/.test(String(of['/3/0/16'])));
    t.check('supported-binding', await read('/3/0/16'), modes);
  },
);

clientPurpose(
  {
    id: 'management.bv.read-single-resource-tlv',
    title: 'answers a Read of one resource in TLV with that resource and nothing around it',
    requirements: ['HLF-034'],
    clause: 'TS 1.0 §6.4.3',
    level: 'should',
    ets: ['LightweightM2M-1.1-int-224'],
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('single', await device.read('/3/0/16', ContentFormat.tlv), wellFormed('/3/0/16'));
    t.check('multiple', await device.read('/3/0/11', ContentFormat.tlv), wellFormed('/3/0/11'));
    t.check('integer', await device.read(`${account}/1`, ContentFormat.tlv), wellFormed(`${account}/1`));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-instance-tlv',
    title: 'answers a Read of the Device object instance with every readable resource in TLV',
    requirements: ['HLF-027', 'HLF-035', 'HLF-032', 'HLF-033'],
    clause: 'TS 1.0 §5.4.1, §6.4.3, E.4',
    ets: ['LightweightM2M-1.0-int-203', 'LightweightM2M-1.1-int-203', 'LightweightM2M-1.1-int-223'],
  },
  async t => {
    const registered = await t.registered();
    const outcome = await registered.device.read('/3/0', ContentFormat.tlv);
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(ContentFormat.tlv));
    t.check('form', outcome, wellFormed('/3/0'), { level: 'should' });
    const mandatory = content(
      '/3/0',
      'the mandatory resources 11, with its instances, and 16',
      of => Object.keys(of).some(at => at.startsWith('/3/0/11/')) && of['/3/0/16'] !== undefined,
    );
    t.check('mandatory-resources', outcome, mandatory);
    const readable = content(
      '/3/0',
      'no executable resource',
      of => !Object.keys(of).some(at => EXECUTABLE.test(at)),
    );
    t.check('nothing-executable', outcome, readable);
    t.check('equals-single-reads', await differingFromSingleReads(t, registered, '/3/0'), equals(''));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-object-tlv',
    title: 'answers a Read of an object with each instance in a TLV wrapper of its own',
    requirements: ['HLF-033', 'HLF-035', 'HLF-020'],
    clause: 'TS 1.0 §5.4.1, §6.4.3',
    ets: ['LightweightM2M-1.1-int-222'],
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const server = await device.read('/1', ContentFormat.tlv);
    t.check('response-code', server, code('2.05'));
    t.check('content-format', server, contentFormat(ContentFormat.tlv));
    t.check('server-object', server, wellFormed('/1'));
    t.check('server-values', server, value(`${account}/1`, 3600, '/1'));
    const all = content('/1', 'the mandatory resources 0, 1, 6 and 7', of =>
      ['0', '1', '6', '7'].every(resource => of[`${account}/${resource}`] !== undefined),
    );
    t.check('server-resources', server, all);
    const deviceObject = await device.read('/3', ContentFormat.tlv);
    t.check('device-object', deviceObject, wellFormed('/3'));
    const only = content('/3', 'instance 0 and no other', of =>
      Object.keys(of).every(at => at.startsWith('/3/0/')),
    );
    t.check('device-instance', deviceObject, only);
  },
);

clientPurpose(
  {
    id: 'management.bv.read-without-accept',
    title: 'chooses a format itself when a Read does not ask for one',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §6.4',
    ets: ['LightweightM2M-1.1-int-237'],
  },
  async t => {
    const { device } = await t.registered();
    const outcome = await device.read('/3/0');
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(...HIERARCHICAL[t.lwm2m]));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-firmware-version',
    title: 'tells its firmware version',
    requirements: ['HLF-002'],
    clause: 'TS 1.0 §5.4.1, E.4',
    ets: ['LightweightM2M-1.0-int-652'],
    when: 'resource.3.3',
  },
  async t => {
    const { device } = await t.registered();
    const version = await device.read('/3/0/3', ContentFormat.tlv);
    t.check('response-code', version, code('2.05'));
    t.check(
      'version',
      version,
      content('/3/0/3', 'some text', of => typeof of['/3/0/3'] === 'string' && of['/3/0/3'] !== ''),
    );
    const { '/3/0/3': single } = await t.valuesAt(device, '/3/0/3');
    t.check(
      'same-in-instance',
      await device.read('/3/0', ContentFormat.tlv),
      value('/3/0/3', single ?? '', '/3/0'),
    );
  },
);

/** Paths whose values a Read of the instance and Reads of the resources tell differently, apart from volatile ones. */
async function differingFromSingleReads(
  t: ClientContext,
  { device }: RegisteredDevice,
  instance: string,
): Promise<string> {
  const together = await t.valuesAt(device, instance);
  const differing: string[] = [];
  for (const [at, expected] of Object.entries(together)) {
    if (VOLATILE.test(at)) continue;
    const single = await t.valuesAt(device, at.split('/').slice(0, 4).join('/'));
    if (single[at] !== expected) differing.push(at);
  }
  return differing.join();
}
