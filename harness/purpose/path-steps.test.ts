import { describe, expect, test } from '@jest/globals';
import type { Frame } from '../record/frame.ts';
import { duplicate, lose, loseAtRandom } from '../transport/path/impairment.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { DeclaredPurpose } from './declare.ts';
import { reportsValue } from './expect-reported.ts';
import { carrying, sentByTheSut } from './path-steps.ts';
import { ANY_RESPONSE, requestFor } from './patterns.ts';
import { runPurpose } from './run-purpose.ts';
import type { ServerContext } from './server-context.ts';
import { testPort } from './testing/cell-port.ts';

const READ = requestFor('get', '/3/0/0');
const MODEL = reportsValue('/3/0/0', 'Touchstone');

/** Runs a purpose against the embedded server, and gives its result with the frames that it recorded. */
async function judge(body: (t: ServerContext) => Promise<void>) {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.bv.purpose' as PurposeId, title: 'does what it does', role: 'server', level: 'must' },
    ...{ requirements: ['HLF-036'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body,
  };
  const port = testPort();
  const result = await runPurpose(purpose, port);
  const frames: Frame[] = port.emitted.flatMap(event => (event.type === 'frame' ? [event.frame] : []));
  return { result, frames };
}

describe('the path of a purpose', () => {
  test('loses only what it is told to, and marks it in the record', async () => {
    let sent = 0;
    const { result, frames } = await judge(async t => {
      await t.registered();
      t.path.fromSut(carrying(READ, lose(1)));
      t.reported('value', await t.sut.read('/3/0/0'), MODEL);
      sent = sentByTheSut(t.path, READ).length;
    });
    expect(result.verdict).toBe('pass');
    expect(sent).toBe(2);
    const marked = frames.filter(({ path }) => path !== undefined);
    expect(marked).toMatchObject([{ direction: 'received', path: { effect: 'lost' } }]);
    const repetition = frames.find(
      ({ number, hex }) => number > (marked[0]?.number ?? 0) && hex === marked[0]?.hex,
    );
    expect(repetition?.path).toBeUndefined();
  });

  test('records a copy with the frame that it is a copy of', async () => {
    const { frames } = await judge(async t => {
      await t.registered();
      t.path.toSut(carrying(ANY_RESPONSE, duplicate(1, 5)));
      t.reported('value', await t.sut.read('/3/0/0'), MODEL);
      await t.clock.wait(10);
    });
    const copy = frames.find(({ path }) => path?.effect === 'copy');
    const original = frames.find(({ number }) => number === copy?.path?.of);
    expect(original).toMatchObject({ direction: 'sent', hex: copy?.hex });
  });

  test('blames the SUT for nothing that it has done itself', async () => {
    const { result, frames } = await judge(async t => {
      await t.registered();
      t.path.toSut(loseAtRandom(0.4));
      t.path.fromSut(loseAtRandom(0.4));
      for (const words of ['one', 'two', 'three', 'four'])
        t.reported(words, (await t.sut.read('/3/0/0')).code ?? 'none', {
          expected: 'anything',
          judge: received => ({ pass: true, received }),
        });
    });
    expect(frames.filter(({ path }) => path?.effect === 'lost').length).toBeGreaterThan(0);
    expect(result.findings ?? []).toEqual([]);
  });

  test('gives the same run for the same seed', async () => {
    const lossy = async (t: ServerContext): Promise<void> => {
      await t.registered();
      t.path.toSut(loseAtRandom(0.4));
      t.reported('value', await t.sut.read('/3/0/0'), MODEL);
    };
    expect((await judge(lossy)).frames).toEqual((await judge(lossy)).frames);
  });
});
