import {
  bytes,
  type ClientContext,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  compositeValues,
  contentFormat,
  exactly,
  type Link,
  linkAttribute,
  links,
  METHODS,
  malformed,
  OptionNumber,
  type RegisteredDevice,
  text,
  tlv,
  uintOption,
  unchanged,
  wellFormed,
} from '../../harness/touchstone.ts';

const TLV = ContentFormat.tlv;
const SENML = ContentFormat.senmlJson;
const ERROR = '/3/0/11';

clientPurpose(
  {
    id: 'management.bv.read-resource-instance',
    title: 'answers a Read of one resource instance with its value alone',
    requirements: ['HLF-020', 'HLF-034', 'HLF-006'],
    clause: 'TS 1.1 §6.3.1, §7.1',
    ets: ['LightweightM2M-1.1-int-225'],
    when: 'lwm2m.1_1 && format.senml-json',
  },
  async t => {
    const { device } = await t.registered();
    const { path, value } = await anError(t, device);
    const outcome = await device.read(path, SENML);
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(SENML));
    t.check('form', outcome, wellFormed(path));
    t.check('value', outcome, exactly({ [path]: value }));
    t.check('any-format', await device.read(path), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-absent-resource-instance',
    title: 'answers 4.04 to a Read of a resource instance that does not exist',
    requirements: ['HLF-020'],
    clause: 'TS 1.1 §6.3.1, §7.1',
    when: 'lwm2m.1_1 && format.senml-json',
    twin: 'management.bv.read-resource-instance',
  },
  async t => {
    const { device } = await t.registered();
    t.check('of-a-multiple-resource', await device.read(`${ERROR}/30123`), code('4.04'));
    const single = await device.read('/3/0/16/0');
    t.check('of-a-single-resource', single, clientError());
    t.check('of-a-single-resource-code', single, code('4.04', '4.05', '4.00'), { level: 'should' });
    t.check('of-an-absent-resource', await device.read('/3/0/32123/0'), code('4.04'));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-resource-instance',
    title: 'takes a new value of one resource instance and keeps the others',
    requirements: ['HLF-010', 'HLF-020'],
    clause: 'TS 1.1 §6.3.3',
    ets: ['LightweightM2M-1.1-int-228'],
    when: 'lwm2m.1_1 && object.16',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/16/0/0');
    t.check('text', await device.write('/16/0/0/0', text('ABC-1')), code('2.04'));
    const first = { ...before, '/16/0/0/0': 'ABC-1' };
    t.check('text-read-back', await device.read('/16/0/0', TLV), unchanged('/16/0/0', first));
    const senml = compositeValues(SENML, { '/16/0/0/1': 'Acme' });
    t.check('senml', await device.write('/16/0/0/1', senml), code('2.04', '4.15'));
    t.check('senml-taken', await device.write('/16/0/0/1', senml), code('2.04'), { level: 'should' });
    const second = { ...first, '/16/0/0/1': 'Acme' };
    t.check('senml-read-back', await device.read('/16/0/0', TLV), unchanged('/16/0/0', second), {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'management.bi.write-resource-instance-refused',
    title: 'refuses a Write of a resource instance that is read-only, absent, or of a single resource',
    requirements: ['HLF-032', 'HLF-020'],
    clause: 'TS 1.1 §6.3.3',
    when: 'lwm2m.1_1 && object.16',
    twin: 'management.bv.write-resource-instance',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, ERROR);
    const { path } = await anError(t, device);
    t.check('read-only', await device.write(path, text('7')), code('4.05'));
    t.check('read-only-unchanged', await device.read(ERROR, TLV), unchanged(ERROR, before));
    const identity = await t.valuesAt(device, '/16/0/0');
    t.check('absent', await device.write('/16/0/0/30123', text('none')), clientError());
    t.check('absent-unchanged', await device.read('/16/0/0', TLV), unchanged('/16/0/0', identity));
    const server = await t.valuesAt(device, account);
    t.check('single', await device.write(`${account}/1/0`, malformed(text('4242'))), clientError());
    t.check('single-unchanged', await device.read(account, TLV), unchanged(account, server));
  },
);

clientPurpose(
  {
    id: 'management.bi.execute-resource-instance',
    title: 'refuses to execute a resource instance, or an object instance',
    requirements: ['HLF-032', 'HLF-020'],
    clause: 'TS 1.1 §6.3.5',
    when: 'lwm2m.1_1 && format.senml-json',
    twin: 'management.bv.read-resource-instance',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ERROR);
    const { path } = await anError(t, device);
    t.check('resource-instance', await device.execute(path), clientError());
    t.check('below-an-executable', await device.execute('/3/0/4/0'), clientError());
    t.check('nothing-changed', await device.read(ERROR, TLV), unchanged(ERROR, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.attributes-of-resource-instance',
    title: 'keeps attributes of a resource instance and shows them in a Discover of its resource',
    requirements: ['HLF-018', 'HLF-029', 'HLF-020'],
    clause: 'TS 1.1 §6.3.2, §6.3.4, §5.1.2',
    ets: ['LightweightM2M-1.1-int-261'],
    when: 'lwm2m.1_1 && attr.pmin && attr.pmax',
  },
  async t => {
    const { device, root } = await t.registered();
    t.check('on-object', await device.writeAttributes('/3', 'pmin=10&pmax=200'), code('2.04'));
    t.check('on-instance', await device.writeAttributes('/3/0', 'pmax=320'), code('2.04'));
    const { path } = await anError(t, device);
    t.check('on-resource-instance', await device.writeAttributes(path, 'pmax=100'), code('2.04'));
    const outcome = await device.discover(ERROR);
    const has = (found: readonly Link[], target: string, wanted: Readonly<Record<string, string>>): boolean =>
      found.some(
        link =>
          link.target === target &&
          Object.entries(wanted).every(([name, of]) => linkAttribute(link, name) === of),
      );
    const own = links('pmax=100 at the resource instance', of => has(of, path, { pmax: '100' }), root);
    t.check('own', outcome, own);
    const count = Object.keys(await t.valuesAt(device, ERROR)).length;
    const dimension = links('dim at the resource', of => has(of, ERROR, { dim: String(count) }), root);
    t.check('dimension', outcome, dimension, { level: 'should' });
    const inherited = { pmin: '10', pmax: '320' };
    const above = links('what the resource inherits', of => has(of, ERROR, inherited), root);
    t.check('inherited', outcome, above, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'management.bv.evaluation-periods',
    title: 'keeps the evaluation periods epmin and epmax and shows them in a Discover',
    requirements: ['HLF-018', 'HLF-029'],
    clause: 'TS 1.1 §5.1.2, §6.3.4',
    ets: ['LightweightM2M-1.1-int-261'],
    when: 'attr.epmin && attr.epmax',
  },
  async t => {
    const { device, account, root } = await t.registered();
    const path = `${account}/1`;
    t.check('written', await device.writeAttributes(path, 'epmin=1&epmax=20'), code('2.04'));
    const shown = links(
      'epmin=1 and epmax=20',
      of => of.some(link => linkAttribute(link, 'epmin') === '1' && linkAttribute(link, 'epmax') === '20'),
      root,
    );
    t.check('shown', await device.discover(path), shown);
    t.check('unset', await device.writeAttributes(path, 'epmin&epmax'), code('2.04'));
    const gone = links(
      'neither of them',
      of => of.every(link => !linkAttribute(link, 'epmin') && !linkAttribute(link, 'epmax')),
      root,
    );
    t.check('gone', await device.discover(path), gone);
  },
);

const UNKNOWN_TO_1_0 = {
  level: 'should',
  requirements: ['HLF-020', 'HLF-010'],
  clause: 'RFC 7252 §5.9.2.6, §5.8 (errata: composite-unsupported)',
  when: 'lwm2m.1_0',
} as const;

clientPurpose(
  {
    id: 'management.bv.read-composite-unknown-to-1-0',
    title: 'serves no Read-Composite as a client of LwM2M 1.0, which has none',
    ...UNKNOWN_TO_1_0,
  },
  async t => {
    const { device } = await t.registered();
    const fetch = await device.composite.read(bytes(SENML, '5B7B226E223A222F31227D5D'), SENML);
    t.check('refused', fetch, clientError());
    t.check('code', fetch, code('4.05'), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'management.bv.write-composite-unknown-to-1-0',
    title: 'serves no Write-Composite as a client of LwM2M 1.0, which has none, and changes nothing',
    ...UNKNOWN_TO_1_0,
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const patched = await device.composite.write(compositeValues(SENML, { [`${account}/1`]: 4242 }));
    t.check('refused', patched, clientError());
    t.check('code', patched, code('4.05'), { level: 'may' });
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.patch-unknown-to-1-0',
    title: 'serves no PATCH as a client of LwM2M 1.0, which has none, and changes nothing',
    ...UNKNOWN_TO_1_0,
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const { format, payload } = tlv(`${account}/1`, 4242);
    const options = [uintOption(OptionNumber.contentFormat, format), ...device.path(account)];
    const patched = await device.request({ method: METHODS.patch, options, payload });
    t.check('refused', patched, clientError());
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

/** Preamble: one of the error codes, which every device has. */
async function anError(t: ClientContext, device: RegisteredDevice['device']) {
  const [found] = Object.entries(await t.valuesAt(device, ERROR));
  const [path, value] = found ?? t.inconclusive('preamble.refused', `there is nothing at ${ERROR}`);
  return { path, value };
}
