import {
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  comesAfter,
  equals,
  malformed,
  objectList,
  parameter,
  REGISTER,
  type ReceivedMessage,
  type RegisteredDevice,
  silence,
  text,
  tlv,
  UPDATE,
  value,
} from '../../harness/touchstone.ts';

const RESET = '/3/0/5';

/** No value fits an executable resource: 4.05, and 4.00 for content that cannot be read. */
const REFUSED = code('4.05', '4.00');

clientPurpose(
  {
    id: 'management.bv.factory-reset',
    title: 'answers a Factory Reset, then registers with the account that it left the factory with',
    requirements: ['HLF-030'],
    clause: 'TS 1.0 §5.4.5, E.4',
    ets: ['LightweightM2M-1.0-int-656'],
    when: 'resource.3.5',
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const storing = `${account}/6`;
    const factory = (await t.valueAt(device, storing)) === true;
    t.done(await device.write(storing, tlv(storing, !factory)), 'the Write of Notification Storing');
    t.done(await device.write(`${account}/1`, tlv(`${account}/1`, 4242)), 'the Write of the lifetime');
    const executed = await device.execute(RESET);
    t.check('response-code', executed, code('2.04'));
    const register = await t.server.next(REGISTER);
    t.check('registers-again', register, arrives('a Register'));
    t.check('answered-before', register, comesAfter('the answer to the Execute', executed));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check(
      'lifetime-of-the-factory',
      register,
      parameter('lt', '3600', lt => lt === '3600'),
    );
    if (register.kind === 'silence') return;
    await t.settled();
    const again = t.server.operationsOn(register.message);
    t.check(
      'lifetime-read',
      await again.read(`${account}/1`, ContentFormat.tlv),
      value(`${account}/1`, 3600),
    );
    t.check('storing-read', await again.read(storing, ContentFormat.tlv), value(storing, factory));
  },
);

clientPurpose(
  {
    id: 'management.bi.factory-reset-of-another-instance',
    title: 'answers 4.04 to a Factory Reset of an instance that is not there, and keeps all it has',
    requirements: ['HLF-030'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.factory-reset',
    when: 'resource.3.5',
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    t.done(await device.write(`${account}/1`, tlv(`${account}/1`, 4242)), 'the Write of the lifetime');
    await t.server.next(UPDATE);
    t.check('refused', await device.execute('/3/1/5'), code('4.04'));
    t.check('not-reset', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
    t.check('still-served', await device.read('/3/0/16', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bv.factory-reset-device-values',
    title: 'has the UTC offset and time zone of the factory again after a Factory Reset',
    requirements: ['HLF-030', 'HLF-010'],
    clause: 'TS 1.0 E.4',
    when: 'resource.3.5 && resource.3.14 && resource.3.15',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const offset = String(await t.valueAt(device, '/3/0/14'));
    const timezone = String(await t.valueAt(device, '/3/0/15'));
    t.done(await device.write('/3/0/14', tlv('/3/0/14', '+11:30')), 'the Write of the UTC offset');
    t.done(await device.write('/3/0/15', tlv('/3/0/15', 'Pacific/Norfolk')), 'the Write of the time zone');
    const again = await afterExecute(t, registered, RESET);
    t.check('utc-offset', await again.read('/3/0/14', ContentFormat.tlv), value('/3/0/14', offset));
    t.check('timezone', await again.read('/3/0/15', ContentFormat.tlv), value('/3/0/15', timezone));
  },
);

clientPurpose(
  {
    id: 'management.bv.factory-reset-instances',
    title: 'has no instance any more after a Factory Reset that a server created',
    requirements: ['HLF-030', 'HLF-014'],
    clause: 'TS 1.0 §5.4.6, E.4',
    when: 'resource.3.5 && object.3303 && op.create',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const created = await device.create('/3303', tlv('/3303/77', { 5700: 4.5 }, t.definitions));
    t.done(created, 'the Create of a temperature sensor');
    const register = await registerAfterExecute(t, registered, RESET);
    t.check('listed-as-at-first', sensors(register), equals(sensors(registered.register)));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-write-factory-reset',
    title: 'answers 4.05 to a Read and a Write of Factory Reset, and does not reset',
    requirements: ['HLF-030', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §8.2.5, E.4',
    twin: 'management.bv.factory-reset',
    when: 'resource.3.5',
  },
  async t => {
    const { device } = await t.registered();
    t.check('read', await device.read(RESET), code('4.05'));
    t.check('write', await device.write(RESET, malformed(text('1'))), REFUSED);
    t.check('not-reset', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'management.bi.factory-reset-malformed-arguments',
    title: 'answers 4.00 to a Factory Reset with malformed arguments, and does not reset',
    level: 'should',
    requirements: ['HLF-030'],
    clause: 'TS 1.0 §5.4.5, §8.2.5',
    twin: 'management.bv.factory-reset',
    when: 'resource.3.5',
  },
  async t => {
    const { device } = await t.registered();
    t.check('no-digit', await device.execute(RESET, malformed(text("='x'"))), code('4.00'));
    t.check('not-reset', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'management.bv.reboot-keeps-values',
    title: 'keeps over a reboot what a server has written',
    // Nothing says so outright; a device that does not is configured anew after every reboot.
    level: 'should',
    requirements: ['HLF-007', 'HLF-010'],
    clause: 'TS 1.0 E.2, E.4',
  },
  async t => {
    const registered = await t.registered({ lifetime: 3600 });
    const { device, account } = registered;
    t.done(await device.write(`${account}/1`, tlv(`${account}/1`, 4242)), 'the Write of the lifetime');
    const register = await registerAfterExecute(t, registered, '/3/0/4');
    t.check('lifetime-registered', { kind: 'arrived', message: register }, lifetimeIs('4242'));
    const again = t.server.operationsOn(register);
    t.check(
      'lifetime-read',
      await again.read(`${account}/1`, ContentFormat.tlv),
      value(`${account}/1`, 4242),
    );
  },
);

const lifetimeIs = (seconds: string) => parameter('lt', seconds, lt => lt === seconds);

/** Preamble: executes what makes the device register again, and gives that Register. @throws Inconclusive without one. */
async function registerAfterExecute(t: ClientContext, { device }: RegisteredDevice, path: string) {
  t.done(await device.execute(path), `the Execute of ${path}`);
  const register = await t.server.next(REGISTER);
  if (register.kind === 'silence')
    return t.inconclusive('preamble.not-registered', 'no second Register came');
  await t.settled();
  return register.message;
}

async function afterExecute(t: ClientContext, registered: RegisteredDevice, path: string) {
  return t.server.operationsOn(await registerAfterExecute(t, registered, path));
}

/** The temperature sensors that a Register lists. */
function sensors(register: ReceivedMessage): string {
  const listed = objectList(register) ?? [];
  return listed.filter(path => /^\/3303\/\d+$/.test(path)).join();
}
