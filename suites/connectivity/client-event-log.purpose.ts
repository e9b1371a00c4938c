import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  malformed,
  text,
  tlv,
  unchanged,
  type Values,
  value,
} from '../../harness/touchstone.ts';

const LOG = '/20/0';
const [CLASS, START, STOP, STATUS, DATA, FORMAT] = [4010, 4011, 4012, 4013, 4014, 4015].map(
  id => `${LOG}/${id}`,
) as [string, string, string, string, string, string];
/** Bits of LogStatus. */
const [STOPPED, VALID_DATA] = [1, 2];
const WHEN = 'object.20 && log.control';
const TWIN = 'connectivity.bv.log-runs';

clientPurpose(
  {
    id: TWIN,
    title: 'shows its event log as running after LogStart, and as stopped after LogStop',
    requirements: ['HLF-040', 'HLF-006'],
    clause: 'LwM2M Event Log 1.0, resources 4011 to 4013',
    ets: ['LightweightM2M-1.0-int-2000'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    t.check('started', await device.execute(START), code('2.04'));
    await t.settled();
    t.check('running', await device.read(STATUS, ContentFormat.tlv), bit(STOPPED, false));
    t.check('stopped', await device.execute(STOP), code('2.04'));
    await t.settled();
    t.check('not-running', await device.read(STATUS, ContentFormat.tlv), bit(STOPPED, true));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-data',
    title: 'tells by LogStatus whether there is LogData, and gives it when there is',
    requirements: ['HLF-040'],
    clause: 'LwM2M Event Log 1.0, resources 4013 and 4014',
    ets: ['LightweightM2M-1.0-int-2001'],
    when: WHEN,
  },
  async t => {
    const { device } = await logged(t);
    const log = await device.read(LOG, ContentFormat.tlv);
    const agrees = content(LOG, 'LogData exactly where the status says so', of => {
      const said = (Number(of[STATUS]) & VALID_DATA) !== 0;
      return said === String(of[DATA] ?? '').length > 0;
    });
    t.check('status-and-data', log, agrees);
    // What counts as an event is the device's business; a Write of its time zone is the least that any would note.
    const some = content(LOG, 'some LogData', of => String(of[DATA] ?? '').length > 0);
    t.check('noted', log, some, { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-keeps-data-when-stopped',
    title: 'keeps LogData after LogStop, and adds nothing to it',
    requirements: ['HLF-040'],
    clause: 'LwM2M Event Log 1.0, resources 4012 and 4014',
    when: WHEN,
  },
  async t => {
    const { device, change } = await logged(t);
    t.done(await device.execute(STOP), 'the LogStop');
    await t.settled();
    const stopped = await t.valuesAt(device, LOG);
    await change();
    const later = await device.read(LOG, ContentFormat.tlv);
    const same = content(LOG, 'LogData as it was', of => of[DATA] === stopped[DATA]);
    t.check('data', later, same);
    t.check('status', later, statusAsBefore(stopped));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-start-empties',
    title: 'begins with no LogData at the next LogStart',
    requirements: ['HLF-040'],
    clause: 'LwM2M Event Log 1.0, resource 4011',
    when: WHEN,
  },
  async t => {
    const { device } = await logged(t);
    const before = String((await t.valuesAt(device, LOG))[DATA] ?? '');
    t.done(await device.execute(STOP), 'the LogStop');
    t.check('started-again', await device.execute(START), code('2.04'));
    await t.settled();
    const again = await device.read(LOG, ContentFormat.tlv);
    const emptied = content(LOG, 'none of the LogData of before', of => {
      const now = String(of[DATA] ?? '');
      return before === '' || !now.startsWith(before.slice(0, 16));
    });
    t.check('emptied', again, emptied);
    t.check(
      'running',
      again,
      content(LOG, 'a log that runs', of => (Number(of[STATUS]) & STOPPED) === 0),
    );
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-class-and-format',
    title: 'takes a class of events and a format of LogData, and shows them',
    // Which classes and formats a device can do is its own business.
    level: 'should',
    requirements: ['HLF-040', 'HLF-010'],
    clause: 'LwM2M Event Log 1.0, resources 4010 and 4015',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path, wanted] of [
      ['class', CLASS, 1],
      ['format', FORMAT, 0],
    ] as const) {
      t.check(`${words}-written`, await device.write(path, tlv(path, wanted)), code('2.04'));
      t.check(`${words}-shown`, await device.read(path, ContentFormat.tlv), value(path, wanted));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.log-class-out-of-range',
    title: 'refuses a class of events that is no byte, and keeps what it has',
    level: 'should',
    requirements: ['HLF-040'],
    clause: 'LwM2M Event Log 1.0, resource 4010 (255)',
    twin: 'connectivity.bv.log-class-and-format',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, CLASS);
    for (const [words, wanted] of [
      ['above', 256],
      ['below', -1],
    ] as const) {
      t.check(words, await device.write(CLASS, tlv(CLASS, wanted)), code('4.00'));
      t.check(`${words}-unchanged`, await device.read(CLASS, ContentFormat.tlv), unchanged(CLASS, before));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-event-log',
    title: 'answers 4.05 to a Write of LogStatus and LogData, which stay as they are',
    requirements: ['HLF-040', 'HLF-032'],
    clause: 'LwM2M Event Log 1.0, resources 4013 and 4014; TS 1.0 §5.4.3',
    twin: TWIN,
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, STATUS);
    t.check('status', await device.write(STATUS, tlv(STATUS, 6)), code('4.05'));
    t.check('data', await device.write(DATA, tlv(DATA, 'AAAA')), code('4.05'));
    t.check('status-unchanged', await device.read(STATUS, ContentFormat.tlv), unchanged(STATUS, before));
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.read-write-log-control',
    title: 'answers 4.05 to a Read and a Write of LogStart, and does not start',
    // The OMA test reads and writes it (OMA#476).
    requirements: ['HLF-040', 'HLF-032'],
    clause: 'LwM2M Event Log 1.0, resource 4011; TS 1.0 §5.4',
    twin: TWIN,
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.execute(STOP), 'the LogStop');
    await t.settled();
    t.check('read', await device.read(START), code('4.05'));
    t.check('write', await device.write(START, malformed(text('1'))), code('4.05', '4.00'));
    t.check('still-stopped', await device.read(STATUS, ContentFormat.tlv), bit(STOPPED, true));
  },
);

/** Preamble: the log has run while something changed. @throws Inconclusive when it cannot be started. */
async function logged(t: ClientContext) {
  const registered = await t.registered();
  const { device, account } = registered;
  const lifetime = `${account}/1`;
  const change = async (): Promise<void> => {
    const seconds = Number(await t.valueAt(device, lifetime)) + 1;
    t.done(await device.write(lifetime, tlv(lifetime, seconds)), 'the Write of the lifetime');
    await t.settled();
  };
  t.done(await device.execute(START), 'the LogStart');
  await change();
  return { ...registered, change };
}

const bit = (mask: number, set: boolean) =>
  content(
    STATUS,
    `bit value ${mask} ${set ? 'set' : 'clear'}`,
    of => ((Number(of[STATUS]) & mask) !== 0) === set,
  );

const statusAsBefore = (before: Values) =>
  content(LOG, 'LogStatus as it was', of => of[STATUS] === before[STATUS]);
