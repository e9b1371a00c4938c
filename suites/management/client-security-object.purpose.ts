import {
  ANY_REQUEST,
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  silence,
  tlv,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.manage-server-object',
    title: 'lets the server read, discover and write its Server object',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4, E.2',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('read', await device.read(account, ContentFormat.tlv), code('2.05'));
    t.check('discover', await device.discover(account), code('2.05'));
    t.check('write', await device.write(`${account}/6`, tlv(`${account}/6`, true)), code('2.04'));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-security-object',
    title: 'answers 4.01 to a Write on the Security object',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.1',
    ets: ['LightweightM2M-1.1-int-221'],
    twin: 'management.bv.manage-server-object',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    // The value that it has: a device that takes it is not put out of reach.
    const uri = { 0: t.server.uri };
    t.check('resource', await device.write('/0/0/0', tlv('/0/0/0', t.server.uri)), code('4.01'));
    t.check('partial', await device.write('/0/0', tlv('/0/0', uri), 'update'), code('4.01'));
    t.check('replace', await device.write('/0/0', tlv('/0/0', uri), 'replace'), code('4.01'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.manage-security-object',
    title: 'answers 4.01 to every other operation on the Security object',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §5.5, §8.2.5, E.1',
    ets: ['LightweightM2M-1.1-int-221'],
    twin: 'management.bv.manage-server-object',
    revision: 3,
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('discover', await device.discover('/0/0'), code('4.01'), { level: 'should' });
    t.check('write-attributes', await device.writeAttributes('/0/0', 'pmin=10'), code('4.01'));
    t.check('execute', await device.execute('/0/0/0'), code('4.01'));
    t.check('observe', (await device.observe('/0/0')).first, code('4.01'));
    t.check('create', await device.create('/0', bytes(ContentFormat.tlv, 'C1 01 00')), code('4.01'));
    t.check('delete', await device.delete('/0/0'), code('4.01'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    t.check('still-registered', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
  },
);
