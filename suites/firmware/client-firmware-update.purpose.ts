import {
  ANY_REQUEST,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  planBlocks,
  REGISTER,
  type RegisteredDevice,
  satisfies,
  silence,
  stopAfter,
  unchanged,
} from '../../harness/touchstone.ts';
import {
  DOWNLOADED,
  DOWNLOADING,
  downloaded,
  firmwareIs,
  IDLE,
  NUL,
  PUSH,
  toldUntil,
  UPDATING,
  writePackage,
} from './firmware-status.ts';

type Device = RegisteredDevice['device'];

clientPurpose(
  {
    id: 'firmware.bv.update',
    title: 'installs the package that it has Downloaded, registers again, and is Idle with result 1',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-770'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    t.check('response-code', await device.execute('/5/0/2'), code('2.04'));
    const { status, registeredAgain } = await t.firmware.installed(device);
    t.check('result', status, firmwareIs(IDLE, 1));
    // A device that need not reboot for its new firmware has nothing to register.
    const reboots = satisfies<boolean>('a Register', again => again, 'message.missing');
    t.check('registers-again', registeredAgain, reboots, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'firmware.bv.update-changes-version',
    title: 'tells another firmware version once an update has succeeded',
    requirements: ['HLF-002', 'HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.4, E.6.1',
    ets: ['LightweightM2M-1.0-int-770'],
    when: `${PUSH} && resource.3.3`,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valueAt(device, '/3/0/3');
    const after = await updated(t, device);
    const { version } = t.firmware;
    const other = content('/3/0/3', version === null ? 'another version' : `version ${version}`, values => {
      const now = values['/3/0/3'];
      return version === null ? now !== before : now === version;
    });
    t.check('version', await after.read('/3/0/3', ContentFormat.tlv), other);
  },
);

clientPurpose(
  {
    id: 'firmware.bv.update-shows-updating',
    title: 'is Updating, with the initial result, once Update was executed',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6.1',
    ets: ['LightweightM2M-1.0-int-770'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    t.done(await device.execute('/5/0/2'), 'the Execute of Update');
    await t.settled();
    const status = await t.firmware.status(device);
    // It may reboot at once, or be done already.
    if (status.kind !== 'response')
      return t.inconclusive('preamble.no-response', 'the client could not be read while it was updating');
    const states = content('/5/0', 'State 3 and result 0, or State 0 and result 1', values => {
      const [state, result] = [values['/5/0/3'], values['/5/0/5']];
      return (state === UPDATING && result === 0) || (state === IDLE && result === 1);
    });
    t.check('status', status, states);
  },
);

clientPurpose(
  {
    id: 'firmware.bv.update-notifies-updating',
    title: 'notifies that it is Updating once Update was executed',
    requirements: ['HLF-003', 'HLF-004', 'HLF-017'],
    clause: 'TS 1.0 E.6.1, §5.5.2',
    level: 'should',
    ets: ['LightweightM2M-1.0-int-760'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    const observation = await t.observed(device, '/5/0/3');
    t.done(await device.execute('/5/0/2'), 'the Execute of Update');
    const told = await toldUntil(t, observation, '/5/0/3', UPDATING);
    t.check(
      'updating',
      told,
      satisfies('3 and nothing before', all => all.length === 1 && all[0] === UPDATING),
    );
  },
);

clientPurpose(
  {
    id: 'firmware.bi.update-twice',
    title: 'answers 4.05 to Update while it is Updating, and installs the package once',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const device = await updating(t);
    t.check('response-code', await device.execute('/5/0/2'), code('4.05'));
    const { status } = await t.firmware.installed(device);
    t.check('result', status, firmwareIs(IDLE, 1));
    t.check('once', await t.server.next(REGISTER, t.silenceSpan * 2), silence('second Register'));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.update-while-downloading',
    title: 'answers 4.05 to Update while it is Downloading, and goes on with the download',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-772'],
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const { register, device } = await t.registered();
    const plan = planBlocks(t.firmware.image('valid').payload, 4);
    const [begun, rest] = [plan.slice(0, 3), plan.slice(3)];
    await t.server.requestInBlocks(register, writePackage(device), begun);
    t.check('response-code', await device.execute('/5/0/2'), code('4.05'));
    t.check('still-downloading', await t.firmware.status(device), firmwareIs(DOWNLOADING, 0));
    await t.server.requestInBlocks(register, writePackage(device), rest);
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.update-fails',
    title: 'keeps its firmware when an installation fails, and has the package Downloaded with result 8',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-779'],
    when: PUSH,
    images: ['valid', 'failing'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device, 'failing');
    t.check('response-code', await device.execute('/5/0/2'), code('2.04'));
    const { status } = await t.firmware.installed(device);
    t.check('result', status, firmwareIs(DOWNLOADED, 8));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.failure-keeps-version',
    title: 'tells the firmware version it had before when an installation has failed',
    requirements: ['HLF-002', 'HLF-003'],
    clause: 'TS 1.0 E.4, E.6.1',
    ets: ['LightweightM2M-1.0-int-779'],
    when: `${PUSH} && resource.3.3`,
    images: ['valid', 'failing'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/3');
    await downloaded(t, device, 'failing');
    t.done(await device.execute('/5/0/2'), 'the Execute of Update');
    const { device: after } = await t.firmware.installed(device);
    t.check('version', await after.read('/3/0/3', ContentFormat.tlv), unchanged('/3/0/3', before));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.update-after-failure',
    title: 'can be updated after an installation has failed',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6.1',
    when: PUSH,
    images: ['valid', 'failing'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device, 'failing');
    t.done(await device.execute('/5/0/2'), 'the Execute of Update');
    const { device: after, status } = await t.firmware.installed(device);
    if (!firmwareIs(DOWNLOADED, 8).judge(status, t.definitions).pass)
      return t.inconclusive('preamble.refused', 'the installation did not fail as it was to');
    t.check('reset', await after.write('/5/0/0', NUL), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(after), firmwareIs(IDLE, 0));
    await downloaded(t, after);
    t.check('response-code', await after.execute('/5/0/2'), code('2.04'));
    t.check('result', (await t.firmware.installed(after)).status, firmwareIs(IDLE, 1));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.download-after-update',
    title: 'forgets the result of an update when the next download begins',
    requirements: ['HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const after = await updated(t, device);
    const [register] = t.server.received.filter(REGISTER.matches).slice(-1);
    if (register === undefined) return t.inconclusive('preamble.not-registered', 'there was no Register');
    const plan = planBlocks(t.firmware.image('valid').payload, 2, stopAfter(2));
    await t.server.requestInBlocks(register, writePackage(after), plan);
    t.check('initial-result', await t.firmware.status(after), firmwareIs(DOWNLOADING, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.result-survives-restart',
    title: 'still tells the result of its update, and runs the new firmware, after a power cycle',
    requirements: ['HLF-002', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: `${PUSH} && resource.3.3`,
    needs: ['restart'],
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const updatedDevice = await updated(t, device);
    const version = await t.valuesAt(updatedDevice, '/3/0/3');
    const restarted = await afterPowerCycle(t);
    t.check('result', await t.firmware.status(restarted), firmwareIs(IDLE, 1));
    t.check('version', await restarted.read('/3/0/3', ContentFormat.tlv), unchanged('/3/0/3', version));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.package-survives-restart',
    title: 'still has the package that it has Downloaded after a power cycle',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6.1',
    level: 'should',
    when: PUSH,
    needs: ['restart'],
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    t.check('downloaded', await t.firmware.status(await afterPowerCycle(t)), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.power-cycle-while-updating',
    title: 'has either succeeded or failed to install its package after a power cycle while it was Updating',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6.1',
    when: PUSH,
    needs: ['restart'],
    images: ['valid'],
  },
  async t => {
    const device = await updating(t);
    await t.sut.restart();
    const { status } = await t.firmware.installed(device);
    const outcomes = content('/5/0', 'State 0 and result 1, or State 2 and result 8', values => {
      const [state, result] = [values['/5/0/3'], values['/5/0/5']];
      return (state === IDLE && result === 1) || (state === DOWNLOADED && result === 8);
    });
    t.check('concluded', status, outcomes);
  },
);

clientPurpose(
  {
    id: 'firmware.bi.write-while-updating',
    title: 'goes on installing when one NUL byte is written as Package while it is Updating',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const device = await updating(t);
    // No text says how it is answered.
    t.check('nul-refused', await device.write('/5/0/0', NUL), code('4.05'), { level: 'may' });
    if (!firmwareIs(UPDATING, 0).judge(await t.firmware.status(device), t.definitions).pass)
      return t.inconclusive('preamble.refused', 'the client was done before the Write could reach it');
    t.check('result', (await t.firmware.installed(device)).status, firmwareIs(IDLE, 1));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.no-update-unasked',
    title: 'does not install a package before Update is executed',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.update',
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    const came = await t.server.next(ANY_REQUEST, t.silenceSpan * 3);
    t.check('no-reboot', came, silence('request of the client'));
    t.check('still-downloaded', await t.firmware.status(device), firmwareIs(DOWNLOADED, 0));
  },
);

/** Preamble: the valid image is installed. @throws Inconclusive otherwise. */
async function updated(t: ClientContext, device: Device): Promise<Device> {
  await downloaded(t, device);
  t.done(await device.execute('/5/0/2'), 'the Execute of Update');
  const { device: after, status } = await t.firmware.installed(device);
  if (!firmwareIs(IDLE, 1).judge(status, t.definitions).pass)
    t.inconclusive('preamble.refused', 'the installation did not succeed');
  return after;
}

/** Preamble: the device is installing the valid image. @throws Inconclusive when it cannot be met in that. */
async function updating(t: ClientContext): Promise<Device> {
  const { device } = await t.registered();
  await downloaded(t, device);
  t.done(await device.execute('/5/0/2'), 'the Execute of Update');
  await t.settled();
  if (!firmwareIs(UPDATING, 0).judge(await t.firmware.status(device), t.definitions).pass)
    t.inconclusive('preamble.refused', 'the client could not be met while it was Updating');
  return device;
}

/** Preamble: the device after a power cycle. @throws Inconclusive when it does not register again. */
async function afterPowerCycle(t: ClientContext): Promise<Device> {
  t.server.disregardPast();
  await t.sut.restart();
  const register = await t.server.next(REGISTER);
  if (register.kind === 'silence') t.inconclusive('preamble.not-registered', 'no Register after the restart');
  await t.settled();
  return t.server.operationsOn(register.message);
}
