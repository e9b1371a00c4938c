import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  comesAfter,
  emptyPayload,
  malformed,
  parameter,
  REGISTER,
  silence,
  text,
  UPDATE,
  unchanged,
} from '../../harness/touchstone.ts';

/** No value fits an executable resource: 4.05, and 4.00 for content that cannot be read. */
const REFUSED = code('4.05', '4.00');

clientPurpose(
  {
    id: 'management.bv.reboot',
    title: 'answers the Execute of Reboot before it reboots, and registers again',
    requirements: ['HLF-007', 'HLF-001'],
    clause: 'TS 1.0 §5.4.5, E.4',
    ets: ['LightweightM2M-1.0-int-241', 'LightweightM2M-1.0-int-655', 'LightweightM2M-1.1-int-241'],
  },
  async t => {
    const { device } = await t.registered();
    const executed = await device.execute('/3/0/4');
    t.check('response-code', executed, code('2.04'));
    const register = await t.server.next(REGISTER);
    t.check('registers-again', register, arrives('a Register'));
    t.check('answered-before', register, comesAfter('the answer to the Execute', executed));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    if (register.kind === 'silence') return;
    await t.settled();
    const again = t.server.operationsOn(register.message);
    t.check('served-again', await again.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-write-reboot',
    title: 'refuses to read and write Reboot and to execute a part of it, and does not reboot',
    requirements: ['HLF-007', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §8.2.5, E.4',
    twin: 'management.bv.reboot',
  },
  async t => {
    const { device } = await t.registered();
    t.check('read', await device.read('/3/0/4'), code('4.05'));
    t.check('write', await device.write('/3/0/4', malformed(text('1'))), REFUSED);
    t.check('execute-a-part', await device.execute('/3/0/4/0'), code('4.00', '4.04', '4.05'));
    t.check('no-reboot', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'management.bi.reboot-malformed-arguments',
    title: 'answers 4.00 to a Reboot with malformed arguments, and does not reboot',
    level: 'should',
    requirements: ['HLF-007'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.reboot',
  },
  async t => {
    const { device } = await t.registered();
    t.check('no-digit', await device.execute('/3/0/4', malformed(text("='x'"))), code('4.00'));
    t.check('no-reboot', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'management.bv.execute',
    title: 'executes an executable resource, once',
    requirements: ['HLF-034', 'HLF-032', 'HLF-036'],
    clause: 'TS 1.0 §5.4.5, E.2',
  },
  async t => {
    const { device, account } = await t.registered();
    const executed = await device.execute(`${account}/8`);
    t.check('response-code', executed, code('2.04'));
    t.check('no-payload', executed, emptyPayload());
    t.check('executed', await t.server.next(UPDATE), arrives('an Update'));
    t.check('once', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('second Update'));
  },
);

clientPurpose(
  {
    id: 'management.bi.execute-not-executable',
    title: 'answers 4.05 to an Execute of a resource that is not executable',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.reboot',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    t.check('read-only', await device.execute('/3/0/16'), code('4.05'));
    t.check('writable', await device.execute(`${account}/1`), code('4.05'));
    t.check('multiple', await device.execute('/3/0/11'), code('4.05'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.execute-absent',
    title: 'answers 4.04 to an Execute of what does not exist',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.reboot',
  },
  async t => {
    const { device } = await t.registered();
    t.check('resource', await device.execute('/3/0/32123'), code('4.04'));
    t.check('instance', await device.execute('/3/1/4'), code('4.04'));
    t.check('object', await device.execute('/42700/0/0'), code('4.04'));
    t.check(
      'nothing-happened',
      await t.server.next(ANY_REQUEST, t.silenceSpan),
      silence('Update or Register'),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.execute-malformed-arguments',
    title: 'answers 4.00 to an Execute with malformed arguments and does not execute',
    level: 'should',
    requirements: ['HLF-034', 'HLF-007'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.execute',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('no-digit', await device.execute(`${account}/8`, malformed(text("='x'"))), code('4.00'));
    t.check('open-quote', await device.execute(`${account}/8`, malformed(text("0='x"))), code('4.00'));
    t.check('not-executed', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
  },
);
