import { isIP } from 'node:net';
import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  tlv,
  unchanged,
  type Values,
} from '../../harness/touchstone.ts';

const MONITORING = '/4/0';
const SIGNAL = '/4/0/2';
const ADDRESSES = '/4/0/4';
const CELL = '/4/0/8';
/** Bearers from 0 to this one are cellular. */
const LAST_CELLULAR = 20;
const WLAN = 21;
/** 28 bits, the longest cell identity (WCDMA, LTE). */
const HIGHEST_CELL = 268_435_455;

clientPurpose(
  {
    id: 'connectivity.bv.read-monitoring',
    title: 'tells how it is connected, with every mandatory resource',
    requirements: ['HLF-023', 'HLF-022', 'HLF-039'],
    clause: 'TS 1.0 §5.4.1, E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    const monitoring = await device.read(MONITORING, ContentFormat.tlv);
    const mandatory = content(MONITORING, 'the mandatory resources 0, 1, 2 and 4', of =>
      [0, 1, 2, 4].every(id => valuesAt(of, id).length > 0),
    );
    t.check('mandatory-resources', monitoring, mandatory);
    const bearer = content(MONITORING, 'a bearer from 0 to 50', of => isWithin(0, 50, of[`${MONITORING}/0`]));
    t.check('bearer', monitoring, bearer);
    const available = content(MONITORING, 'a bearer among those that are available', of =>
      valuesAt(of, 1).includes(of[`${MONITORING}/0`] ?? -1),
    );
    t.check('bearer-is-available', monitoring, available);
    const signal = content(MONITORING, 'a signal below 0 dBm', of => isWithin(-200, 0, of[SIGNAL]));
    t.check('signal', monitoring, signal, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.addresses',
    title: 'tells IP addresses, among them the one that it sends from',
    requirements: ['HLF-039'],
    clause: 'TS 1.0 E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4',
  },
  async t => {
    const { device, register } = await t.registered();
    const addresses = await device.read(ADDRESSES, ContentFormat.tlv);
    const parsed = content(ADDRESSES, 'IPv4 or IPv6 addresses', of =>
      Object.values(of).every(address => isIP(String(address)) !== 0),
    );
    t.check('are-addresses', addresses, parsed);
    const { host } = register.from;
    const own = content(ADDRESSES, `${host} among them`, of => Object.values(of).includes(host));
    // A translation of addresses between the two makes them differ.
    t.check('source-among-them', addresses, own, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.link-utilization',
    title: 'tells how much of its link it uses in percent',
    requirements: ['HLF-023'],
    clause: 'TS 1.0 E.5',
    when: 'object.4 && resource.4.6',
  },
  async t => {
    const { device } = await t.registered();
    const percent = content('/4/0/6', 'a number from 0 to 100', of => isWithin(0, 100, of['/4/0/6']));
    t.check('range', await device.read('/4/0/6', ContentFormat.tlv), percent);
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.cell',
    title: 'tells its radio cell and network in range',
    requirements: ['HLF-025', 'HLF-023'],
    clause: 'TS 1.0 E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4 && resource.4.8 && resource.4.9 && resource.4.10',
  },
  async t => {
    const { device } = await t.registered();
    const monitoring = await device.read(MONITORING, ContentFormat.tlv);
    const inRange = (id: number, max: number) =>
      content(MONITORING, `no /4/0/${id} outside 0 to ${max}`, of =>
        valuesAt(of, id).every(each => isWithin(0, max, each)),
      );
    t.check('cell-id', monitoring, inRange(8, HIGHEST_CELL));
    t.check('network-code', monitoring, inRange(9, 999));
    t.check('country-code', monitoring, inRange(10, 999));
    const there = content(MONITORING, 'a cell id while the bearer is a cellular one', of => {
      const isCellular = isWithin(0, LAST_CELLULAR, of[`${MONITORING}/0`]);
      return !isCellular || of[CELL] !== undefined;
    });
    t.check('cellular-has-a-cell', monitoring, there, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-cell',
    title: 'answers 4.05 to a Write of its radio cell, which stays as it is',
    requirements: ['HLF-025', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, E.5',
    twin: 'connectivity.bv.cell',
    when: 'object.4 && resource.4.8 && resource.4.9 && resource.4.10',
  },
  async t => {
    const { device } = await t.registered();
    const { [CELL]: before } = await t.valuesAt(device, MONITORING);
    // Without a cellular bearer there is none, nor anything to write.
    t.check('refused', await device.write(CELL, tlv(CELL, 1)), code('4.05', '4.04'));
    const same = content(MONITORING, 'the cell as before', of => of[CELL] === before);
    t.check('unchanged', await device.read(MONITORING, ContentFormat.tlv), same);
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.no-cell-on-wlan',
    title: 'tells no radio cell while its bearer is none of a cellular network',
    level: 'should',
    requirements: ['HLF-025'],
    clause: 'TS 1.0 E.5',
    needs: ['setResource'],
    revision: 2,
    when: 'object.4 && resource.4.8',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(`${MONITORING}/0`, WLAN);
    const monitoring = await device.read(MONITORING, ContentFormat.tlv);
    const onWlan = content(
      MONITORING,
      'bearer 21 and no cell id',
      of => of[`${MONITORING}/0`] === WLAN && of[CELL] === undefined,
    );
    t.check('no-cell-id', monitoring, onWlan);
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-monitoring',
    title: 'answers 4.05 to a Write of how it is connected',
    requirements: ['HLF-023', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.5',
    twin: 'connectivity.bv.read-monitoring',
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ADDRESSES);
    const bearer = await t.valuesAt(device, '/4/0/0');
    t.check('bearer', await device.write('/4/0/0', tlv('/4/0/0', 43)), code('4.05'));
    t.check('addresses', await device.write(ADDRESSES, tlv(ADDRESSES, { 0: '192.0.2.1' })), code('4.05'));
    t.check('bearer-unchanged', await device.read('/4/0/0', ContentFormat.tlv), unchanged('/4/0/0', bearer));
    t.check(
      'addresses-unchanged',
      await device.read(ADDRESSES, ContentFormat.tlv),
      unchanged(ADDRESSES, before),
    );
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.create-delete-monitoring',
    title: 'refuses to create and to delete instances of Connectivity Monitoring, which has one for ever',
    requirements: ['HLF-023', 'HLF-032'],
    clause: 'TS 1.0 §5.4.6, §5.4.7, §8.2.5, E.5',
    twin: 'connectivity.bv.read-monitoring',
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    t.check('create', await device.create('/4', tlv('/4', { 2: -70 })), code('4.05'));
    t.check('no-second', await device.read('/4/1', ContentFormat.tlv), code('4.04'));
    t.check('delete', await device.delete(MONITORING), code('4.05'));
    t.check('still-there', await device.read(MONITORING, ContentFormat.tlv), code('2.05'));
  },
);

/** Every value of a resource of Connectivity Monitoring, single or multiple. */
function valuesAt(values: Values, id: number) {
  const path = `${MONITORING}/${id}`;
  return Object.entries(values).flatMap(([at, value]) =>
    at === path || at.startsWith(`${path}/`) ? [value] : [],
  );
}

function isWithin(min: number, max: number, value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}
