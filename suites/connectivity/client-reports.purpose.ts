import { isIP } from 'node:net';
import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  noObserveOption,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const MONITORING = '/4/0';
const [BEARER, SIGNAL, ADDRESSES, ROUTERS, CELL] = ['/4/0/0', '/4/0/2', '/4/0/4', '/4/0/5', '/4/0/8'];
const [LTE, WLAN] = [6, 21];
const NEEDS = ['setResource'];
/** The longest cell identity: 28 bits (WCDMA, LTE). */
const HIGHEST_CELL = 268_435_455;

clientPurpose(
  {
    id: 'connectivity.bv.report-whole-monitoring',
    title: 'notifies of the whole of Connectivity Monitoring when a part of it changes',
    requirements: ['HLF-024', 'HLF-017'],
    clause: 'TS 1.0 §5.5.1, §5.5.2, E.5',
    ets: ['LightweightM2M-1.0-int-710'],
    needs: NEEDS,
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(SIGNAL, -80);
    const observation = await t.observed(device, MONITORING);
    await t.sense(SIGNAL, -96);
    const notification = await observation.next(t.patience);
    t.check('signal', notification, value(SIGNAL, -96, MONITORING));
    const rest = content(MONITORING, 'bearers and addresses with it', of =>
      [BEARER, '/4/0/1', ADDRESSES].every(path =>
        Object.keys(of).some(at => `${at}/`.startsWith(`${path}/`)),
      ),
    );
    t.check('the-rest-with-it', notification, rest);
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.observe-absent-monitoring',
    title: 'answers 4.04 to the Observe of a resource that Connectivity Monitoring does not have',
    requirements: ['HLF-024'],
    clause: 'TS 1.0 §5.5.1, §8.2.6',
    twin: 'connectivity.bv.report-whole-monitoring',
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    const observation = await device.observe(`${MONITORING}/99`, ContentFormat.tlv);
    t.check('refused', observation.first, code('4.04'));
    t.check('no-observation', observation.first, noObserveOption());
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.report-cell',
    title: 'notifies of another radio cell, also one of 28 bits',
    requirements: ['HLF-025', 'HLF-024'],
    clause: 'TS 1.0 §5.5.2, E.5',
    needs: NEEDS,
    when: 'object.4 && resource.4.8',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(BEARER, LTE);
    await t.sense(CELL, 4711);
    const observation = await t.observed(device, CELL);
    for (const [words, cell] of [
      ['longest', HIGHEST_CELL],
      ['gsm', 65_535],
      ['none', 0],
    ] as const) {
      await t.sense(CELL, cell);
      t.check(words, await observation.next(t.patience), value(CELL, cell));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.cell-again-after-wlan',
    title: 'tells its radio cell again once it is back from WLAN',
    level: 'should',
    requirements: ['HLF-025', 'HLF-023'],
    clause: 'TS 1.0 E.5',
    needs: NEEDS,
    when: 'object.4 && resource.4.8',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(BEARER, LTE);
    await t.sense(CELL, 4711);
    await t.sense(BEARER, WLAN);
    await t.sense(BEARER, LTE);
    t.check('cell', await device.read(MONITORING, ContentFormat.tlv), value(CELL, 4711, MONITORING));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.report-addresses',
    title: 'notifies of its new addresses, of either family, and of none that it has no more',
    requirements: ['HLF-039', 'HLF-024'],
    clause: 'TS 1.0 §5.5.2, E.5 resource 4',
    needs: NEEDS,
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    const observation = await t.observed(device, ADDRESSES);
    await t.sense(ADDRESSES, { 0: '192.0.2.7', 1: '2001:db8::7' });
    const both = content(ADDRESSES, '192.0.2.7 and 2001:db8::7', of =>
      sameSet(Object.values(of), ['192.0.2.7', '2001:db8::7']),
    );
    t.check('both', await observation.next(t.patience), both);
    await t.sense(ADDRESSES, { 1: '2001:db8::7' });
    const one = content(ADDRESSES, '2001:db8::7 alone', of => sameSet(Object.values(of), ['2001:db8::7']));
    t.check('one-gone', await observation.next(t.patience), one);
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.router-addresses',
    title: 'tells IP addresses of its routers',
    requirements: ['HLF-039', 'HLF-023'],
    clause: 'TS 1.0 E.5 resource 5',
    revision: 2,
    when: 'object.4 && resource.4.5',
  },
  async t => {
    const { device } = await t.registered();
    const routers = await device.read(ROUTERS, ContentFormat.tlv);
    const all = (meaning: string, is: (address: string) => boolean) =>
      content(ROUTERS, meaning, of => Object.values(of).every(address => is(String(address))));
    const readable = all('IPv4 or IPv6 addresses', address => isIP(withoutZeros(address)) !== 0);
    t.check('are-addresses', routers, readable);
    // E.5 names no notation; a decimal with zeros before it is octal to some (RFC 6943 §3.1.1).
    const plain = all('addresses without leading zeros in a decimal', address => isIP(address) !== 0);
    t.check('notation', routers, plain, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-addresses',
    title: 'answers 4.05 to a Write of its router addresses, which stay as they are',
    requirements: ['HLF-039', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, E.5 resource 5',
    twin: 'connectivity.bv.router-addresses',
    when: 'object.4 && resource.4.5',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ROUTERS);
    t.check('refused', await device.write(ROUTERS, tlv(ROUTERS, { 0: '192.0.2.1' })), code('4.05'));
    t.check('unchanged', await device.read(ROUTERS, ContentFormat.tlv), unchanged(ROUTERS, before));
  },
);

/** `192.168.178.1` of `192.168.178.001`. */
const withoutZeros = (address: string): string =>
  address.includes(':') ? address : address.replaceAll(/\b0+(?=\d)/g, '');

function sameSet(told: readonly unknown[], wanted: readonly string[]): boolean {
  return told.length === wanted.length && wanted.every(address => told.includes(address));
}
