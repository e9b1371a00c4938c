import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  tlv,
  unchanged,
  type Values,
  value,
} from '../../harness/touchstone.ts';

const SOURCES = '/3/0/6';
const VOLTAGE = '/3/0/7';
const CURRENT = '/3/0/8';
const BATTERY = '/3/0/9';
const INTERNAL_BATTERY = 1;
const USB = 5;

clientPurpose(
  {
    id: 'management.bv.power-sources',
    title: 'tells what it can be powered from',
    requirements: ['HLF-005', 'HLF-027'],
    clause: 'TS 1.0 E.4',
    ets: ['LightweightM2M-1.0-int-203'],
    when: 'resource.3.6',
  },
  async t => {
    const { device } = await t.registered();
    const sources = await device.read(SOURCES, ContentFormat.tlv);
    t.check('response-code', sources, code('2.05'));
    const kinds = content(SOURCES, 'codes from 0 to 7', of => Object.values(of).every(isWithin(0, 7)));
    t.check('range', sources, kinds);
    const defined = content(SOURCES, 'no 3, which means nothing', of => !Object.values(of).includes(3));
    t.check('defined', sources, defined, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'management.bv.power-of-each-source',
    title: 'tells voltage and current under the resource instance ids of its power sources',
    requirements: ['HLF-005'],
    clause: 'TS 1.0 E.4',
    ets: ['LightweightM2M-1.0-int-203'],
    when: 'resource.3.6 && resource.3.7 && resource.3.8',
  },
  async t => {
    const { device } = await t.registered();
    const sources = idsIn(await t.valuesAt(device, SOURCES));
    for (const [words, path] of [
      ['voltage', VOLTAGE],
      ['current', CURRENT],
    ] as const) {
      const measured = await device.read(path, ContentFormat.tlv);
      const known = content(path, `none but the instances ${sources.join()}`, of =>
        idsIn(of).every(id => sources.includes(id)),
      );
      t.check(`${words}-of-a-source`, measured, known);
      const all = content(path, `the instances ${sources.join()}`, of =>
        sources.every(id => idsIn(of).includes(id)),
      );
      t.check(`${words}-of-each-source`, measured, all, { level: 'should' });
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.battery-level',
    title: 'tells the level of its battery in percent',
    requirements: ['HLF-005', 'HLF-027'],
    clause: 'TS 1.0 E.4',
    when: 'resource.3.9',
  },
  async t => {
    const { device } = await t.registered();
    const level = content(BATTERY, 'a number from 0 to 100', of => isWithin(0, 100)(of[BATTERY]));
    t.check('range', await device.read(BATTERY, ContentFormat.tlv), level);
    const tellsSources = Object.keys(await t.valuesAt(device, '/3/0')).some(at =>
      at.startsWith(`${SOURCES}/`),
    );
    if (!tellsSources) return;
    const battery = content(SOURCES, 'a battery (1 or 2)', of =>
      Object.values(of).some(isWithin(INTERNAL_BATTERY, 2)),
    );
    t.check('battery-is-a-source', await device.read(SOURCES, ContentFormat.tlv), battery, {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'management.bv.battery-status',
    title: 'tells the status of its battery as a code that is defined',
    requirements: ['HLF-005', 'HLF-027'],
    clause: 'TS 1.0 E.4',
    when: 'resource.3.20',
  },
  async t => {
    const { device } = await t.registered();
    const status = content('/3/0/20', 'a code from 0 to 6', of => isWithin(0, 6)(of['/3/0/20']));
    t.check('range', await device.read('/3/0/20', ContentFormat.tlv), status);
  },
);

clientPurpose(
  {
    id: 'management.bv.report-battery-level',
    title: 'notifies of the level of its battery, down to empty and up to full',
    requirements: ['HLF-005', 'HLF-028'],
    clause: 'TS 1.0 §5.5.2, E.4',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.0-int-660'],
    needs: ['setResource'],
    revision: 2,
    when: 'resource.3.9',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(BATTERY, 40);
    const observation = await t.observed(device, BATTERY);
    for (const [words, level] of [
      ['falls', 39],
      ['empty', 0],
      ['full', 100],
    ] as const) {
      await t.sense(BATTERY, level);
      t.check(`${words}-notified`, await observation.next(t.patience), value(BATTERY, level));
      t.check(`${words}-read`, await device.read(BATTERY, ContentFormat.tlv), value(BATTERY, level));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.report-device-instance',
    title: 'notifies who observes the whole Device object instance of a change in it, with every resource',
    requirements: ['HLF-028', 'HLF-005'],
    clause: 'TS 1.0 §5.5.2, E.4',
    ets: ['LightweightM2M-1.0-int-660'],
    needs: ['setResource'],
    revision: 2,
    when: 'resource.3.9',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(BATTERY, 70);
    const observation = await t.observed(device, '/3/0');
    await t.sense(BATTERY, 30);
    const notification = await observation.next(t.patience);
    t.check('new-value', notification, value(BATTERY, 30, '/3/0'));
    const mandatory = content(
      '/3/0',
      'the mandatory resources 11 and 16 too',
      of => of['/3/0/16'] !== undefined && Object.keys(of).some(at => at.startsWith('/3/0/11/')),
    );
    t.check('whole-instance', notification, mandatory);
  },
);

clientPurpose(
  {
    id: 'management.bv.report-power-sources',
    title: 'notifies of a power source that goes and one that comes',
    requirements: ['HLF-005', 'HLF-028'],
    clause: 'TS 1.0 §5.5.2, E.4',
    needs: ['setResource'],
    revision: 2,
    when: 'resource.3.6',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(SOURCES, { 0: INTERNAL_BATTERY, 1: USB });
    const observation = await t.observed(device, SOURCES);
    await t.sense(SOURCES, { 0: INTERNAL_BATTERY });
    const without = await observation.next(t.patience);
    t.check('gone', without, unchanged(SOURCES, { [`${SOURCES}/0`]: INTERNAL_BATTERY }));
    await t.sense(SOURCES, { 0: INTERNAL_BATTERY, 1: USB });
    const both = { [`${SOURCES}/0`]: INTERNAL_BATTERY, [`${SOURCES}/1`]: USB };
    t.check('came', await observation.next(t.patience), unchanged(SOURCES, both));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-power',
    title: 'answers 4.05 to a Write of its power, which it alone knows',
    requirements: ['HLF-005', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.4',
    twin: 'management.bv.power-of-each-source',
    when: 'resource.3.6 && resource.3.7 && resource.3.8 && resource.3.9',
  },
  async t => {
    const { device } = await t.registered();
    const sources = await t.valuesAt(device, SOURCES);
    const level = content(BATTERY, 'another level than 57', of => of[BATTERY] !== 57);
    t.check('level', await device.write(BATTERY, tlv(BATTERY, 57)), code('4.05'));
    t.check('sources', await device.write(SOURCES, tlv(SOURCES, { 6: 7 })), code('4.05'));
    t.check('voltage', await device.write(VOLTAGE, tlv(VOLTAGE, { 6: 230_000 })), code('4.05'));
    t.check('current', await device.write(CURRENT, tlv(CURRENT, { 6: 16_000 })), code('4.05'));
    t.check('level-not-written', await device.read(BATTERY, ContentFormat.tlv), level);
    t.check('sources-unchanged', await device.read(SOURCES, ContentFormat.tlv), unchanged(SOURCES, sources));
  },
);

clientPurpose(
  {
    id: 'management.bv.memory',
    title: 'tells no more free memory than it has in all',
    // Both are estimates, the text says; yet a server that draws a gauge of them needs them to fit.
    level: 'should',
    requirements: ['HLF-027'],
    clause: 'TS 1.0 E.4',
    when: 'resource.3.10 && resource.3.21',
  },
  async t => {
    const { device } = await t.registered();
    const fitting = content(
      '/3/0',
      '0 ≤ free ≤ total',
      ({ '/3/0/10': free, '/3/0/21': total }) => Number(free) >= 0 && Number(free) <= Number(total),
    );
    t.check('fits', await device.read('/3/0', ContentFormat.tlv), fitting);
  },
);

function isWithin(min: number, max: number) {
  return (each: unknown): boolean => Number.isSafeInteger(each) && Number(each) >= min && Number(each) <= max;
}

/** Resource instance ids of a multiple resource. */
function idsIn(values: Values): readonly string[] {
  return Object.keys(values).map(at => at.split('/')[4] ?? '');
}
