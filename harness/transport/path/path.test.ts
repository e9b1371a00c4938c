import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { MemoryNetwork } from '../memory-network.ts';
import { seededRandom } from '../random.ts';
import { impairedNetwork, type Sighting } from './impaired-network.ts';
import {
  among,
  cutAfter,
  delay,
  duplicate,
  echo,
  type Impairment,
  lose,
  loseAtRandom,
  loseFor,
  swap,
} from './impairment.ts';
import { Path } from './path.ts';

const SPACING = 100;

interface Journey {
  /** Contents that came at the other side, in order, and when. */
  readonly arrived: readonly (readonly [content: number, at: number])[];
  readonly sightings: readonly Sighting[];
}

/** Sends bytes 1 to `count` at even intervals through a path, to the SUT or from it. */
async function journey(
  count: number,
  impair: (path: Path) => void,
  { way = 'to-sut', seed = 1 }: { way?: 'to-sut' | 'from-sut'; seed?: number } = {},
): Promise<Journey> {
  const clock = new VirtualClock();
  const memory = new MemoryNetwork(clock);
  const path = new Path(seededRandom(seed));
  const sightings: Sighting[] = [];
  const impaired = impairedNetwork(memory, { clock, path, sighted: each => sightings.push(each) });
  const [tester, sut] = [await impaired.bind(), await memory.bind()];
  const arrived: (readonly [number, number])[] = [];
  const [sender, receiver] = way === 'to-sut' ? [tester, sut] : [sut, tester];
  receiver.onDatagram(({ bytes }) => arrived.push([bytes[0] ?? 0, clock.now()]));
  impair(path);
  await clock.run(async () => {
    for (let content = 1; content <= count; content++) {
      sender.send(Uint8Array.of(content), receiver.address);
      await clock.wait(SPACING);
    }
    await clock.wait(100_000);
  });
  return { arrived, sightings };
}

async function contents(count: number, impairment: Impairment): Promise<readonly number[]> {
  return (await journey(count, path => path.toSut(impairment))).arrived.map(([content]) => content);
}

const impairments: fc.Arbitrary<Impairment> = fc.oneof(
  fc.tuple(fc.nat(12), fc.nat(4)).map(([nth, count]) => lose(nth, count)),
  fc.tuple(fc.nat(12), fc.nat(500)).map(([nth, after]) => duplicate(nth, after)),
  fc.tuple(fc.nat(12), fc.nat(500)).map(([nth, by]) => delay(nth, by)),
  fc.nat(12).map(swap),
  fc.nat(12).map(echo),
  fc.nat(500).map(loseFor),
  fc.nat(12).map(cutAfter),
  fc.nat(100).map(share => loseAtRandom(share / 100)),
);

test.each([
  ['loses the second', lose(2), [1, 3, 4]],
  ['loses the second and the third', lose(2, 2), [1, 4]],
  ['copies the second twice', duplicate(2, 10, 150), [1, 2, 2, 3, 2, 4]],
  ['lets the first come once more behind the second', echo(1), [1, 2, 1, 3, 4]],
  ['delays the first by two and a half intervals', delay(1, 250), [2, 3, 1, 4]],
  ['swaps the second and the third', swap(2), [1, 3, 2, 4]],
  ['loses what comes within two intervals', loseFor(2 * SPACING), [3, 4]],
  ['passes two and nothing more', cutAfter(2), [1, 2]],
  ['loses the last, which nothing overtakes', swap(4), [1, 2, 3]],
  ['counts only what it looks at', among(([first = 0]) => first % 2 === 0, lose(2)), [1, 2, 3]],
] as const)('%s', async (_, impairment, expected) => {
  expect(await contents(4, impairment)).toEqual(expected);
});

test('leaves everything as it is when nothing is wrong, and when it is healed', async () => {
  const healed = (path: Path): void => {
    path.toSut(loseAtRandom(1));
    path.heal();
  };
  for (const impair of [() => {}, healed]) {
    const { arrived, sightings } = await journey(5, impair);
    expect(arrived.map(([content]) => content)).toEqual([1, 2, 3, 4, 5]);
    expect(sightings.filter(({ mark }) => mark !== undefined)).toEqual([]);
  }
});

test('impairs each way by itself', async () => {
  const { arrived } = await journey(3, path => path.fromSut(lose(1, 3)), { way: 'to-sut' });
  expect(arrived).toHaveLength(3);
});

test('gives the same fates for the same seed, others for another', async () => {
  const lossy = (seed: number) =>
    journey(60, path => path.fromSut(loseAtRandom(0.3)), { seed, way: 'from-sut' });
  const [once, again, other] = [await lossy(7), await lossy(7), await lossy(8)];
  expect(again).toEqual(once);
  expect(other.arrived).not.toEqual(once.arrived);
  expect(once.arrived.length).toBeGreaterThan(30);
  expect(once.arrived.length).toBeLessThan(54);
});

test('loses no more in a row than it is told to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 3 }), async (seed, inARow) => {
      const { arrived } = await journey(40, path => path.fromSut(loseAtRandom(0.9, inARow)), {
        seed,
        way: 'from-sut',
      });
      const numbers = [0, ...arrived.map(([content]) => content ?? Number.NaN)];
      const gaps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0) - 1);
      expect(Math.max(...gaps)).toBe(inARow);
    }),
  );
});

test('tells of every datagram what became of it, whatever is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(impairments, { maxLength: 3 }),
      fc.constantFrom('to-sut', 'from-sut'),
      async (all, way) => {
        const { arrived, sightings } = await journey(
          10,
          path => {
            for (const each of all) way === 'to-sut' ? path.toSut(each) : path.fromSut(each);
          },
          { way },
        );
        const marked = (effect?: string) => sightings.filter(({ mark }) => mark?.effect === effect);
        // What was sent is seen once as such, and what arrived is what passed, came late, or is a copy.
        expect(
          [...marked(), ...marked('lost'), ...marked('held')].map(({ bytes }) => bytes[0]).toSorted(),
        ).toEqual(Array.from({ length: 10 }, (_, index) => index + 1).toSorted());
        const through = sightings.filter(({ mark }) => mark?.effect !== 'lost' && mark?.effect !== 'held');
        expect(arrived.map(([content]) => content)).toEqual(through.map(({ bytes }) => bytes[0]));
        // A late one and a copy name the frame that they stem from.
        for (const { bytes, mark } of [...marked('late'), ...marked('copy')])
          expect(sightings[(mark?.of ?? 0) - 1]?.bytes).toEqual(bytes);
      },
    ),
    { numRuns: 100 },
  );
});
