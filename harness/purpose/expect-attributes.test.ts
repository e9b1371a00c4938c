import { describe, expect, test } from '@jest/globals';
import type { AttributesRequest } from '../lwm2m/attributes/judge-attributes.ts';
import type { ResultEvent } from '../record/events.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { answersAttributes } from './expect-attributes.ts';
import { notifiesAs } from './expect-schedule.ts';
import { equals } from './expect-value.ts';
import { observeSwitch } from './observed-switch.ts';
import { runPurpose } from './run-purpose.ts';
import { testPort } from './testing/cell-port.ts';
import { WatchedResource } from './watched-resource.ts';

function judge(body: (t: ClientContext) => Promise<void>): Promise<ResultEvent> {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.bv.purpose' as PurposeId, title: 'does what it does', role: 'client', level: 'must' },
    ...{ requirements: ['HLF-018'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body,
  };
  return runPurpose(purpose, testPort());
}

const on = (query: string, depth: AttributesRequest['depth'] = 3): AttributesRequest => ({
  ...{ version: '1.0', query: query.split('&'), depth, type: 'Integer' },
});

describe('answersAttributes', () => {
  test.each([
    ['what is legal', on('pmin=1'), /^2\.04 Changed$/],
    ['what contradicts itself', on('gt=1&lt=2'), /^4\.00 Bad Request \(lt-below-gt/],
    ['what is written in the wrong place', on('gt=1', 2), /^4\.00 .* 4\.05 .*\(attribute-level/],
    ['what is left open', on('pmin=1&pmin=2'), /^2\.04 .* 4\.00 .*\(attribute-repeated/],
  ])('allows the codes of %s', (_, request, expected) => {
    expect(answersAttributes(request).expected).toMatch(expected);
  });
});

describe('an observation', () => {
  test('of an object tells of the resource that is watched', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      const watched = await WatchedResource.of(t, device, '/1/0/1');
      await watched.observe('/1');
      await watched.change(4000);
      const seen = await watched.listen(1_000);
      t.check('value', seen[0]?.value, equals(4000n));
      t.check('schedule', seen, notifiesAs(watched.expected()));
    });
    expect(result.verdict).toBe('pass');
  });

  test('is repeated while it is disregarded, and goes on when it is heeded', async () => {
    const result = await judge(async t => {
      const { observation, flip, notified } = await observeSwitch(t);
      observation.disregard();
      await flip();
      const lost = await notified();
      await t.clock.wait(2 * t.parameters.ackTimeout * t.parameters.ackRandomFactor);
      const transmissions = lost.kind === 'arrived' ? t.server.transmissionsOf(lost.message).length : 0;
      t.check('repeated', transmissions, equals(2));
      observation.heed();
      await flip();
      t.check('goes-on', (await notified()).kind, equals('arrived'));
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(result.verdict).toBe('pass');
  });
});
