import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../clock/virtual-clock.ts';
import {
  expectNotifications,
  judge,
  type Notified,
  type ObservationInput,
} from '../lwm2m/attributes/oracle/oracle.ts';
import {
  anyObservation,
  anyObservationWithThresholds,
} from '../lwm2m/attributes/oracle/testing/observation.arbitrary.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import { AttributeStore } from './attribute-store.ts';
import { DataModel } from './data-model.ts';
import { NotificationSchedule } from './notification-schedule.ts';

interface Occurrence {
  readonly at: number;
  readonly happen: () => void;
}

/** An account with the two default periods, and what the attributes are written to. */
function modelWith({ defaults = {}, type }: ObservationInput): DataModel {
  const model = new DataModel();
  const definition = (id: number, name: string, of: ObservationInput['type']) => ({
    ...{ id, name, operations: 'RW' as const, multiple: false, mandatory: false, type: of },
  });
  const account = [
    definition(2, 'Default Minimum Period', 'Integer'),
    definition(3, 'Default Maximum Period', 'Integer'),
  ];
  const server = {
    id: 1,
    urn: 'urn:oma:lwm2m:oma:1',
    version: '1.0',
    name: 'Server',
    multiple: true,
    mandatory: true,
    resources: account,
  };
  const sensor = {
    id: 3303,
    urn: 'urn:oma:lwm2m:ext:3303',
    version: '1.0',
    name: 'Sensor',
    multiple: true,
    mandatory: false,
  };
  const periods = [defaults.pmin, defaults.pmax] as const;
  const instance = account.flatMap((resource, index) => {
    const period = periods[index];
    return period === undefined
      ? []
      : [
          [
            resource.id,
            { definition: resource, content: { single: BigInt(period) }, execution: null },
          ] as const,
        ];
  });
  model.addObject(server).instances.set(0, new Map(instance));
  model.addObject({ ...sensor, resources: [definition(5700, 'Value', type)] });
  return model;
}

/** Lets a schedule live through an observation; gives what it sent, and the writes that the device accepted. */
async function lived(input: ObservationInput): Promise<{ input: ObservationInput; sent: Notified[] }> {
  const clock = new VirtualClock();
  const store = new AttributeStore(modelWith(input), { serverInstance: 0 });
  const observed = parsePath(input.observed);
  if (observed === null) throw new RangeError(input.observed);
  const sent: Notified[] = [];
  const accepted: (typeof input.writes & object)[number][] = [];
  let value: Value = input.history[0]?.value ?? 0n;
  let schedule: NotificationSchedule | null = null;

  const changes = input.history.slice(1).map((entry): Occurrence => {
    const happen = (): void => {
      if (value === entry.value) return;
      value = entry.value;
      schedule?.valueChanged();
    };
    return { at: entry.at, happen };
  });
  const writes = (input.writes ?? []).map((write): Occurrence => {
    const happen = (): void => {
      const path = parsePath(write.path);
      const query = write.query === '' ? [] : write.query.split('&');
      if (path === null || store.write(path, query) !== '2.04') return;
      accepted.push(write);
      schedule?.rearm();
    };
    return { at: write.at, happen };
  });
  const occurrences = [...changes, ...writes].sort((a, b) => a.at - b.at);
  for (const { at, happen } of occurrences) if (at <= 0) happen();
  await clock.run(async () => {
    schedule = new NotificationSchedule(
      clock,
      () => store.inForce(observed),
      () =>
        input.observed === input.resource && (typeof value === 'bigint' || typeof value === 'number')
          ? value
          : null,
      () => sent.push({ at: clock.now(), value }),
    );
    for (const { at, happen } of occurrences) if (at > 0) clock.after(at, happen);
    await clock.wait(input.horizon);
    schedule.stop();
  });
  return { input: { ...input, writes: accepted }, sent };
}

describe('NotificationSchedule', () => {
  test.each([
    ['attributes and values', anyObservation()],
    ['thresholds and numbers', anyObservationWithThresholds()],
  ])('sends what the oracle asks for, with arbitrary %s', async (_, observations) => {
    let notifications = 0;
    await fc.assert(
      fc.asyncProperty(observations, async given => {
        const { input, sent } = await lived(given);
        notifications += sent.length;
        expect(judge(expectNotifications(input), sent).findings).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(notifications).toBeGreaterThan(200);
  });

  test('waits longer than the timers of the platform can', async () => {
    const delays: number[] = [];
    const clock = new VirtualClock();
    const counting = {
      now: () => clock.now(),
      wait: (delay: number) => clock.wait(delay),
      after: (delay: number, callback: () => void) => {
        delays.push(delay);
        return clock.after(delay, callback);
      },
    };
    const sent: number[] = [];
    await clock.run(async () => {
      const schedule = new NotificationSchedule(
        counting,
        () => ({ pmax: 6_000_000 }),
        () => null,
        () => sent.push(clock.now()),
      );
      await clock.wait(6_000_000_001);
      schedule.stop();
    });
    expect(sent).toEqual([6_000_000_000]);
    expect(Math.max(...delays)).toBeLessThan(2 ** 31);
  });

  test('keeps 64 bit integers and decimals apart from their neighbours', async () => {
    const base = {
      version: '1.0',
      observed: '/3303/0/5700',
      resource: '/3303/0/5700',
      horizon: 10_000,
    } as const;
    const tolerance = { early: 0, late: 0 };
    const [low, high] = [9_007_199_254_740_991n, 9_007_199_254_740_993n];
    const integers: ObservationInput = {
      ...{ ...base, tolerance, type: 'Integer', first: { at: 0, value: low } },
      history: [
        { at: 0, value: low },
        { at: 1000, value: high },
      ],
      writes: [{ at: -1, path: base.observed, query: 'gt=9007199254740992' }],
    };
    expect((await lived(integers)).sent).toEqual([{ at: 1000, value: high }]);
    const decimals: ObservationInput = {
      ...{ ...base, tolerance, type: 'Float', first: { at: 0, value: 0.2 } },
      history: [
        { at: 0, value: 0.2 },
        { at: 1000, value: 0.3 },
      ],
      writes: [{ at: -1, path: base.observed, query: 'st=0.1' }],
    };
    expect((await lived(decimals)).sent).toEqual([{ at: 1000, value: 0.3 }]);
  });
});
