import { describe, expect, test } from '@jest/globals';
import type { ResultEvent } from '../record/events.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { code } from './expect-message.ts';
import { notifiesAs } from './expect-schedule.ts';
import { between, equals } from './expect-value.ts';
import { runPurpose } from './run-purpose.ts';
import { testPort } from './testing/cell-port.ts';
import { WatchedResource } from './watched-resource.ts';

function judge(body: (t: ClientContext) => Promise<void>, tolerance = 0): Promise<ResultEvent> {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.ti.purpose' as PurposeId, title: 'does what it does', role: 'client', level: 'must' },
    ...{ requirements: ['HLF-018'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body,
  };
  return runPurpose(purpose, { ...testPort(), tolerance });
}

describe('WatchedResource', () => {
  test('tells the oracle of attributes, values and notifications in the time of the cell', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/1');
      t.check('written', await watched.writeAttributes('pmin=2&pmax=10'), code('2.04'));
      await watched.observe();
      await watched.change(4000);
      await watched.listen(15_000);
      await watched.change(5000);
      const seen = await watched.listen(1_000);
      t.check('count', seen.length, equals(3));
      t.check('first-value', seen[0]?.value, equals(4000n));
      t.check('schedule', seen, notifiesAs(watched.expected()));
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(result.verdict).toBe('pass');
  });

  test('takes a value for news that was written past it', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/6');
      await watched.observe();
      t.done(await device.write('/1/0/6', { format: 0, payload: Buffer.from('0') }), 'the Write');
      t.check('schedule', await watched.listen(1_000), notifiesAs(watched.expected()));
    });
    expect(result.checks).toMatchObject([{ outcome: 'fail', reason: 'value.unexpected' }]);
  });

  test('leaves out attributes that the device has refused', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/6');
      t.check('refused', await watched.writeAttributes('pmax=soon'), code('4.00'));
      await watched.observe();
      t.check('schedule', await watched.listen(100_000), notifiesAs(watched.expected()));
    });
    expect(result.verdict).toBe('pass');
  });

  test('allows the share of the periods that the cell does', async () => {
    await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/6');
      await watched.writeAttributes('pmin=2&pmax=40');
      const asked = t.clock.now();
      await watched.observe();
      const took = t.clock.now() - asked;
      const { tolerance } = watched.expected().input;
      t.check('early', tolerance.early, equals(500 + took));
      // A share of pmax, and the way there and back of the slowest exchange.
      t.check('late', tolerance.late, between(10_000, 10_002));
      t.check('reaction', tolerance.reaction ?? 0, equals(2_500));
    }, 0.25).then(({ checks, verdict }) => {
      expect(checks).toMatchObject([{ outcome: 'pass' }, { outcome: 'pass' }, { outcome: 'pass' }]);
      expect(verdict).toBe('pass');
    });
  });

  test('blames the purpose for what cannot be watched', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/6');
      await watched.listen(1);
    });
    expect(result).toMatchObject({ verdict: 'error', reason: 'purpose.crashed' });
    expect(result.message).toContain('not observed yet');
  });
});
