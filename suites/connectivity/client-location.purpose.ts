import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const LOCATION = '/6/0';
const LATITUDE = '/6/0/0';
const LONGITUDE = '/6/0/1';
const TIMESTAMP = '/6/0/5';

clientPurpose(
  {
    id: 'connectivity.bv.read-location',
    title: 'tells where it is, in degrees that exist, and since when it knows',
    requirements: ['HLF-027'],
    clause: 'TS 1.0 §5.4.1, E.7',
    ets: ['LightweightM2M-1.0-int-801'],
    when: 'object.6',
  },
  async t => {
    const { device } = await t.registered();
    const location = await device.read(LOCATION, ContentFormat.tlv);
    const mandatory = content(LOCATION, 'the mandatory resources 0, 1 and 5', of =>
      [LATITUDE, LONGITUDE, TIMESTAMP].every(at => of[at] !== undefined),
    );
    t.check('mandatory-resources', location, mandatory);
    t.check(
      'latitude',
      location,
      content(LOCATION, '-90 to 90 degrees', of => isWithin(90, of[LATITUDE])),
    );
    t.check(
      'longitude',
      location,
      content(LOCATION, '-180 to 180 degrees', of => isWithin(180, of[LONGITUDE])),
    );
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.location-timestamp',
    title: 'knows where it is since a time that is not in the future of its own clock',
    level: 'should',
    requirements: ['HLF-027'],
    clause: 'TS 1.0 E.4, E.7',
    ets: ['LightweightM2M-1.0-int-810'],
    when: 'object.6 && resource.3.13',
  },
  async t => {
    const { device } = await t.registered();
    const location = await device.read(LOCATION, ContentFormat.tlv);
    const now = Number(await t.valueAt(device, '/3/0/13'));
    const past = content(LOCATION, `a time up to ${now}`, of => Number(of[TIMESTAMP]) <= now);
    t.check('not-in-the-future', location, past);
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.report-location',
    title: 'notifies of another place, south and west of zero too',
    requirements: ['HLF-028'],
    clause: 'TS 1.0 §5.5.2, E.7',
    ets: ['LightweightM2M-1.0-int-810'],
    needs: ['setResource'],
    revision: 2,
    when: 'object.6',
  },
  async t => {
    const { device } = await t.registered();
    const latitude = await t.observed(device, LATITUDE);
    await t.sense(LATITUDE, -33.5);
    t.check('latitude', await latitude.next(t.patience), value(LATITUDE, -33.5));
    const longitude = await t.observed(device, LONGITUDE);
    await t.sense(LONGITUDE, -70.625);
    t.check('longitude', await longitude.next(t.patience), value(LONGITUDE, -70.625));
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-location',
    title: 'answers 4.05 to a Write of where it is',
    requirements: ['HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.7',
    twin: 'connectivity.bv.read-location',
    when: 'object.6',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, LATITUDE);
    t.check('latitude', await device.write(LATITUDE, tlv(LATITUDE, 1.5)), code('4.05'));
    t.check('timestamp', await device.write(TIMESTAMP, tlv(TIMESTAMP, 1)), code('4.05'));
    const after = await device.read(LATITUDE, ContentFormat.tlv);
    t.check('latitude-unchanged', after, unchanged(LATITUDE, before));
  },
);

function isWithin(limit: number, degrees: unknown): boolean {
  return typeof degrees === 'number' && Math.abs(degrees) <= limit;
}
