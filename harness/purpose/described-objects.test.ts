import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { loadObjectFiles } from '../lwm2m/model/ddf/load-object-files.ts';
import { formatPath } from '../lwm2m/path.ts';
import type { ResultEvent } from '../record/events.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { content, value, wellFormed } from './expect-content.ts';
import { code } from './expect-message.ts';
import { satisfies } from './expect-value.ts';
import { objectList } from './object-list.ts';
import { text, tlv } from './payload.ts';
import { runPurpose } from './run-purpose.ts';
import { testPort } from './testing/cell-port.ts';

const OBJECTS = join(import.meta.dirname, '../../fixtures/objects');
const described = ['acme-greenhouse.xml', 'acme-device.xml'].flatMap(name =>
  loadObjectFiles([join(OBJECTS, name)]).flatMap(({ objects }) => objects),
);
const GREENHOUSE = { object: 33100, instance: 0 };
const at = (resource: number): string => formatPath({ ...GREENHOUSE, resource });

/** Runs a purpose against the embedded client, which has what the object files describe. */
function judge(body: (t: ClientContext) => Promise<void>, objects = described): Promise<ResultEvent> {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.bv.purpose' as PurposeId, title: 'does what it does', role: 'client', level: 'must' },
    ...{ requirements: ['HLF-014'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body,
  };
  return runPurpose(purpose, testPort({ kind: 'in-process' }, objects));
}

describe('objects from object files', () => {
  test('are known to a purpose', async () => {
    const result = await judge(async t => {
      const names = [33100, 3, 1, 99].map(id => t.definitions(id)?.name);
      const known = satisfies<typeof names>(
        'all but 99',
        of => of.filter(name => name !== undefined).length === 3,
      );
      t.check('names', names, known);
    });
    expect(result).toMatchObject({ verdict: 'pass' });
  });

  test('are registered by the embedded client, and read with their types', async () => {
    const result = await judge(async t => {
      const { device, register } = await t.registered();
      t.check(
        'listed',
        objectList(register) ?? [],
        satisfies('33100', paths => paths.includes('/33100/0')),
      );
      const whole = await device.read('/33100/0', ContentFormat.tlv);
      t.check('form', whole, wellFormed('/33100/0'));
      t.check('label', whole, value(at(0), 'Label', '/33100/0'));
      t.check('shelves', whole, value(at(1), 1, '/33100/0'));
      t.check('water', whole, value(at(2), 1, '/33100/0'));
      t.check('humidity', whole, value(at(3), 1.5, '/33100/0'));
      t.check('heating', whole, value(at(4), true, '/33100/0'));
      t.check('planted', whole, value(at(6), 1_700_000_000, '/33100/0'));
      t.check('thermometer', whole, value(at(7), '3:0', '/33100/0'));
      t.check('harvest', whole, value(`${at(9)}/0`, 1, '/33100/0'));
      t.check('mode', whole, value(at(10), 'off', '/33100/0'));
      t.check(
        'key',
        whole,
        content('/33100/0', 'no key', values => values[at(5)] === undefined),
      );
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(result.verdict).toBe('pass');
  });

  test('extend an object that is built in, whose values stay', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const whole = await device.read('/3/0', ContentFormat.tlv);
      t.check('manufacturer', whole, value('/3/0/0', 'Touchstone', '/3/0'));
      t.check('restarts', whole, value('/3/0/26251', 1, '/3/0'));
      t.check('temperature', whole, value('/3/0/26252', 1.5, '/3/0'));
      t.check('enclosure', whole, value('/3/0/26254', '3:0', '/3/0'));
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  test('are written, created and refused by their ranges', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      t.check('write', await device.write(at(1), tlv(at(1), -8, t.definitions)), code('2.04'));
      t.check('written', await device.read(at(1), ContentFormat.tlv), value(at(1), -8));
      t.check('beyond', await device.write(at(1), text('9')), code('4.00'));
      t.check('unknown-mode', await device.write(at(10), text('on')), code('4.00'));
      const created = await device.create('/33100', tlv('/33100', { 0: 'Second', 1: 3 }, t.definitions));
      t.check('create', created, code('2.01'));
      t.check(
        'created',
        await device.read('/33100/1', ContentFormat.tlv),
        value('/33100/1/1', 3, '/33100/1'),
      );
      t.check('execute', await device.execute(at(8)), code('2.04'));
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  test('survive a factory reset of the embedded client', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      t.done(await device.write(at(1), tlv(at(1), 5, t.definitions)), 'the Write');
      t.check('written', await device.read(at(1), ContentFormat.tlv), value(at(1), 5));
      t.done(await device.execute('/3/0/5'), 'the factory reset');
      await t.settled();
      t.check('reset', await device.read(at(1), ContentFormat.tlv), value(at(1), 1));
    });
    expect(result.checks).toMatchObject([{ outcome: 'pass' }, { outcome: 'pass' }]);
  });

  test('are nothing that anybody knows without their files', async () => {
    const result = await judge(async t => {
      const { device, register } = await t.registered();
      t.check(
        'not-listed',
        objectList(register) ?? [],
        satisfies('none', paths => !paths.includes('/33100/0')),
      );
      t.check('not-found', await device.read('/33100/0'), code('4.04'));
      t.check(
        'not-defined',
        t.definitions(33100) === undefined,
        satisfies('true', unknown => unknown),
      );
    }, []);
    expect(result.verdict).toBe('pass');
  });
});
