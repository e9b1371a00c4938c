import { describe, expect, test } from '@jest/globals';
import type { PurposeId } from '../../verdict/ids.ts';
import type { DeclaredPurpose } from '../declare.ts';
import { equals } from '../expect-value.ts';
import { requestFor } from '../patterns.ts';
import { runPurpose } from '../run-purpose.ts';
import type { ServerContext } from '../server-context.ts';
import { testPort } from '../testing/cell-port.ts';

const LAMP = '/3311/0/5850';

const run = (body: (t: ServerContext) => Promise<void>) => runPurpose(purpose(body), testPort());

describe('A fleet', () => {
  test('has devices with names, endpoint names and values of their own', async () => {
    const result = await run(async t => {
      const fleet = await t.fleet(
        { name: 'one', holds: { [LAMP]: true } },
        { name: 'two', endpoint: 'urn:imei:490154203237518', holds: { [LAMP]: false } },
      );
      for (const { device } of fleet) await t.registered(device);
      t.check('values', fleet.map(each => each.holds(LAMP)).join(), equals('true,false'));
      const known = [`${t.endpoint}-one`, 'urn:imei:490154203237518'].toSorted().join();
      t.check('known', (await t.sut.endpoints()).join(), equals(known));
    });
    expect(result).toMatchObject({ verdict: 'pass' });
  });

  test('gives the request to the device that it came to, and what it leaves there', async () => {
    const result = await run(async t => {
      const [one, two] = await t.fleet(
        { name: 'one', holds: { [LAMP]: false } },
        { name: 'two', holds: { [LAMP]: false } },
      );
      for (const each of [one, two]) if (each) await t.registered(each.device);
      const order = await two?.order(requestFor('put', LAMP), sut => sut.write(LAMP, true));
      t.check('request', order?.request.kind ?? '', equals<string>('arrived'));
      t.check('values', [one, two].map(each => each?.holds(LAMP)).join(), equals('false,true'));
    });
    expect(result).toMatchObject({ verdict: 'pass' });
  });

  test.each([
    ['a path that is no resource', { '/3311/0': true }],
    ['a value of another type', { [LAMP]: 'on' }],
    ['an object that nobody knows', { '/31999/0/1': true }],
  ])('says that a purpose is wrong which gives a device %s', async (_, holds) => {
    const result = await run(async t => void (await t.fleet({ name: 'one', holds })));
    expect(result).toMatchObject({ verdict: 'error', message: expect.stringContaining('cannot hold this') });
  });
});

describe('A cabinet', () => {
  test('keeps the commands to its devices apart by the paths that they have told', async () => {
    const result = await run(async t => {
      const cabinet = await t.cabinet('corner', LAMP);
      for (const name of ['light-1', 'light-2'])
        await cabinet.register(name, t.registerParameters({ ep: name }));
      await t.sut.towards('light-2').write(LAMP, true);
      await t.sut.towards('light-2').write(LAMP, false);
      t.check('first', cabinet.commandsTo('light-1').join(), equals(''));
      t.check('second', cabinet.commandsTo('light-2').join(), equals('true,false'));
      const { values } = await t.sut.towards('light-2').read(LAMP);
      t.check('state', values?.[LAMP] ?? '', equals<string | number | boolean>(false));
      await t.sut.towards('light-1').write('/3311/0/5851', 50);
      t.check('astray', cabinet.astray.length, equals(1));
    });
    expect(result).toMatchObject({ verdict: 'pass' });
  });
});

function purpose(body: (t: ServerContext) => Promise<void>): DeclaredPurpose {
  return {
    role: 'server',
    id: 'test.bv.purpose' as PurposeId,
    title: 'tests a purpose',
    requirements: ['B.1'],
    level: 'must',
    clause: 'none',
    ets: [],
    twin: null,
    when: null,
    needs: [],
    revision: 1,
    body,
  };
}
