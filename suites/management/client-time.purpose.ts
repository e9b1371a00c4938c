import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  malformed,
  type RegisteredDevice,
  tlv,
  value,
} from '../../harness/touchstone.ts';

const TIME = '/3/0/13';
const OFFSET = '/3/0/14';
const TIMEZONE = '/3/0/15';
/** Seconds by which a whole second and the way may distort what is read. */
const SLACK = 2;
const WAIT = 5;

clientPurpose(
  {
    id: 'management.bv.current-time-runs',
    title: 'has a Current Time that runs',
    requirements: ['HLF-027'],
    clause: 'TS 1.0 E.4, appendix C',
    when: 'resource.3.13',
  },
  async t => {
    const { device } = await t.registered();
    const before = Number(await t.valueAt(device, TIME));
    const since = t.clock.now();
    await t.clock.wait(WAIT * 1000);
    t.check('runs', await device.read(TIME, ContentFormat.tlv), runningSince(t, before, since));
  },
);

clientPurpose(
  {
    id: 'management.bv.set-current-time',
    title: 'takes the time that a server sets, and goes on from there',
    requirements: ['HLF-010', 'HLF-027'],
    clause: 'TS 1.0 §5.4.3, E.4, appendix C',
    ets: ['LightweightM2M-1.0-int-651'],
    when: 'resource.3.13',
  },
  async t => {
    const { device } = await t.registered();
    const since = t.clock.now();
    t.check('response-code', await device.write(TIME, tlv(TIME, 1_700_000_000)), code('2.04'));
    t.check('taken', await device.read(TIME, ContentFormat.tlv), runningSince(t, 1_700_000_000, since));
    await t.clock.wait(WAIT * 1000);
    t.check('goes-on', await device.read(TIME, ContentFormat.tlv), runningSince(t, 1_700_000_000, since));
  },
);

clientPurpose(
  {
    id: 'management.bv.set-time-after-2038',
    title: 'takes a time that 32 bits do not hold',
    // A Time may have eight bytes; no text says which times a device must know.
    level: 'should',
    requirements: ['HLF-010'],
    clause: 'TS 1.0 appendix C, E.4',
    when: 'resource.3.13',
  },
  async t => {
    const { device } = await t.registered();
    const since = t.clock.now();
    t.check('response-code', await device.write(TIME, tlv(TIME, 4_102_444_800)), code('2.04'));
    t.check('taken', await device.read(TIME, ContentFormat.tlv), runningSince(t, 4_102_444_800, since));
  },
);

clientPurpose(
  {
    id: 'management.bi.set-malformed-time',
    title: 'answers 4.00 to a time of three bytes, and goes on with its own',
    requirements: ['HLF-010', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, appendix C',
    twin: 'management.bv.set-current-time',
    when: 'resource.3.13',
  },
  async t => {
    const { device } = await t.registered();
    const before = Number(await t.valueAt(device, TIME));
    const since = t.clock.now();
    const threeBytes = malformed({
      format: ContentFormat.tlv,
      payload: Buffer.from('C30D010203', 'hex'),
    });
    t.check('response-code', await device.write(TIME, threeBytes), code('4.00'));
    t.check('own-time', await device.read(TIME, ContentFormat.tlv), runningSince(t, before, since));
  },
);

clientPurpose(
  {
    id: 'management.bv.set-utc-offset',
    title: 'takes UTC offsets east and west of Greenwich',
    requirements: ['HLF-010', 'HLF-027'],
    clause: 'TS 1.0 §5.4.3, E.4 (ISO 8601)',
    ets: ['LightweightM2M-1.0-int-651'],
    when: 'resource.3.14',
  },
  async t => {
    const registered = await t.registered();
    await setAndRead(t, registered, 'west', OFFSET, '-05:00');
    await setAndRead(t, registered, 'quarter-of-an-hour', OFFSET, '+05:45');
    await setAndRead(t, registered, 'none', OFFSET, '+00:00');
  },
);

clientPurpose(
  {
    id: 'management.bv.set-timezone',
    title: 'takes a time zone by its name',
    requirements: ['HLF-010', 'HLF-027'],
    clause: 'TS 1.0 §5.4.3, E.4 (RFC 6557)',
    ets: ['LightweightM2M-1.0-int-651'],
    when: 'resource.3.15',
  },
  async t => {
    const registered = await t.registered();
    await setAndRead(t, registered, 'one', TIMEZONE, 'America/Argentina/Buenos_Aires');
    await setAndRead(t, registered, 'another', TIMEZONE, 'Asia/Kathmandu');
  },
);

clientPurpose(
  {
    id: 'management.bv.report-utc-offset',
    title: 'notifies of another UTC offset',
    requirements: ['HLF-028'],
    clause: 'TS 1.0 §5.5.2, E.4',
    when: 'resource.3.14',
  },
  async t => {
    const { device } = await t.registered();
    const other = (await t.valueAt(device, OFFSET)) === '-03:00' ? '+03:00' : '-03:00';
    const observation = await t.observed(device, OFFSET);
    const by = await t.change(device, OFFSET, other);
    const notification = await observation.next(t.patience);
    if (notification.kind === 'silence' && by === 'server') return t.ownWriteUnnoticed(OFFSET);
    t.check('new-value', notification, value(OFFSET, other));
  },
);

async function setAndRead(
  t: ClientContext,
  { device }: RegisteredDevice,
  words: string,
  path: string,
  wanted: string,
): Promise<void> {
  t.check(`${words}-written`, await device.write(path, tlv(path, wanted)), code('2.04'));
  t.check(`${words}-read-back`, await device.read(path, ContentFormat.tlv), value(path, wanted));
}

/** What a clock shows that showed `start` at `since`. */
function runningSince(t: ClientContext, start: number, since: number) {
  const due = start + (t.clock.now() - since) / 1000;
  const slack = SLACK + t.tolerance * WAIT;
  return content(TIME, `about ${Math.round(due)}`, of => Math.abs(Number(of[TIME]) - due) <= slack);
}
