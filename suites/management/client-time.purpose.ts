import {
  bytes,
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
/** Seconds: each of two readings is cut to whole ones. */
const SLACK = 1;
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
    const registered = await t.registered();
    const before = await timed(t, t.valueAt(registered.device, TIME));
    await t.clock.wait(WAIT * 1000);
    await checkRuns(t, registered, 'runs', Number(before.given), before);
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
    const registered = await t.registered();
    const written = await timed(t, registered.device.write(TIME, tlv(TIME, 1_700_000_000)));
    t.check('response-code', written.given, code('2.04'));
    await checkRuns(t, registered, 'taken', 1_700_000_000, written);
    await t.clock.wait(WAIT * 1000);
    await checkRuns(t, registered, 'goes-on', 1_700_000_000, written);
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
    const registered = await t.registered();
    const written = await timed(t, registered.device.write(TIME, tlv(TIME, 4_102_444_800)));
    t.check('response-code', written.given, code('2.04'));
    await checkRuns(t, registered, 'taken', 4_102_444_800, written);
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
    const registered = await t.registered();
    const { device } = registered;
    const before = await timed(t, t.valueAt(device, TIME));
    const threeBytes = malformed(bytes(ContentFormat.tlv, 'C3 0D 01 02 03'));
    t.check('response-code', await device.write(TIME, threeBytes), code('4.00'));
    await checkRuns(t, registered, 'own-time', Number(before.given), before);
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
    await setAndRead(t, registered, 'timezone', TIMEZONE, 'America/Argentina/Buenos_Aires');
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

/** A moment that a clock was seen at or set: some time between these two, in milliseconds. */
interface Moment {
  readonly from: number;
  readonly to: number;
}

/** What an exchange gives, and when it was. */
async function timed<Given>(
  t: ClientContext,
  exchange: Promise<Given>,
): Promise<Moment & { readonly given: Given }> {
  const from = t.clock.now();
  const given = await exchange;
  return { given, from, to: t.clock.now() };
}

/** Reads a clock that showed `start` at a moment: it must show the seconds that have passed since, as far as they are known. */
async function checkRuns(
  t: ClientContext,
  { device }: RegisteredDevice,
  words: string,
  start: number,
  since: Moment,
): Promise<void> {
  const { given, from, to } = await timed(t, device.read(TIME, ContentFormat.tlv));
  const earliest = Math.floor(start + (from - since.to) / 1000) - SLACK;
  const latest = Math.ceil(start + (to - since.from) / 1000) + SLACK;
  const running = content(TIME, `a time from ${earliest} to ${latest}`, of => {
    const seconds = Number(of[TIME]);
    return seconds >= earliest && seconds <= latest;
  });
  t.check(words, given, running);
}
