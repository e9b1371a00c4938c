import { describe, expect, test } from '@jest/globals';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import type { Tri } from '../verdict/ics.ts';
import { clientPurpose, declaredPurposes } from './declare.ts';
import { runPurpose } from './run-purpose.ts';
import { asClaimed, sighting } from './sighting.ts';
import { testPort } from './testing/cell-port.ts';

const judge = (claim: Tri, shown: boolean | null) =>
  asClaimed('object.5', claim).judge(sighting(shown, 'seen', { frame: 3 }), definitionsFor('1.0'));

describe('What is claimed', () => {
  test('is contradicted by its contrary alone, in either direction', () => {
    const claims: Tri[] = [true, false, 'unset'];
    const passes = claims.map(claim => [true, false, null].map(shown => judge(claim, shown).pass));
    expect(passes).toEqual([
      [true, false, true],
      [false, true, true],
      [true, true, true],
    ]);
    expect(judge(true, false)).toMatchObject({ reason: 'ics.contradicted', frame: 3 });
  });
});

clientPurpose(
  {
    id: 'registration.bv.sighting-of-test',
    title: 'sees',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.1',
  },
  async t => {
    t.asDeclared('object.5', sighting(false, 'none'));
    t.asDeclared('object.6', sighting(true, 'one'));
    t.asDeclared('object.7', sighting(true, 'one'));
    t.asDeclared('binding.queue', sighting(null, 'nothing'));
    t.capability('format.senml-json', sighting(true, 'of a later version'));
    t.capability('object.4', sighting(false, 'only noted'));
  },
);

describe('A purpose that sees capabilities', () => {
  test('records what was shown, fails by what is contrary to the claim, and leaves later versions out', async () => {
    const port = testPort();
    const ics = { 'object.4': true, 'object.5': true, 'object.6': true, 'binding.queue': true } as const;
    const [purpose] = declaredPurposes().filter(({ id }) => id === 'registration.bv.sighting-of-test');
    if (purpose === undefined) throw new TypeError('it was declared above');
    const result = await runPurpose(purpose, { ...port, description: { ...port.description, ics } });
    expect(result.verdict).toBe('fail');
    expect(
      result.checks.map(({ id, level, outcome, reason }) => [id.split('/')[1], level, outcome, reason]),
    ).toEqual([
      ['object-5', 'must', 'fail', 'ics.contradicted'],
      ['object-6', 'must', 'pass', null],
      ['object-7', 'may', 'recorded', null],
      ['binding-queue', 'may', 'recorded', null],
    ]);
    const events = port.emitted.filter(({ type }) => type === 'capability');
    expect(events.map(event => 'key' in event && [event.key, event.shown])).toEqual([
      ['object.5', false],
      ['object.6', true],
      ['object.7', true],
      ['object.4', false],
    ]);
  });
});
