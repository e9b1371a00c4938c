import { describe, expect, test } from '@jest/globals';
import { planBlocks, skip } from '../coap/blockwise/block-plan.ts';
import type { ResultEvent } from '../record/events.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { DeclaredPurpose } from './declare.ts';
import { reportsNoSuccess, reportsNoValue, reportsValue } from './expect-reported.ts';
import { requestFor } from './patterns.ts';
import { text } from './payload.ts';
import { withContent } from './reply.ts';
import { runPurpose } from './run-purpose.ts';
import type { ServerContext } from './server-context.ts';
import { testPort } from './testing/cell-port.ts';

const READ = requestFor('get', '/3/0/0');
const NAME = 'longer than one block of sixteen bytes';

function judge(body: (t: ServerContext) => Promise<void>): Promise<ResultEvent> {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.bv.purpose' as PurposeId, title: 'does what it does', role: 'server', level: 'must' },
    ...{ requirements: ['HLF-036'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body,
  };
  return runPurpose(purpose, testPort());
}

describe('the script of a peer', () => {
  test('answers as planned, block after block, and then as usual again', async () => {
    const result = await judge(async t => {
      await t.registered();
      t.device.answerInBlocks(READ, withContent(text('')), planBlocks(Buffer.from(NAME), 0));
      t.reported('planned', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', NAME));
      t.reported('usual', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'Touchstone'));
    });
    expect(result.verdict).toBe('pass');
  });

  test('answers with the block that is asked for until the script ends', async () => {
    const result = await judge(async t => {
      await t.registered();
      t.device.answerByBlock(READ, withContent(text(NAME)), 0);
      t.reported('scripted', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', NAME));
      t.device.endScript();
      t.reported('usual', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'Touchstone'));
    });
    expect(result.verdict).toBe('pass');
  });

  test('shows that a server reports nothing of a body whose rest never came', async () => {
    const result = await judge(async t => {
      await t.registered();
      t.device.answerInBlocks(READ, withContent(text('')), planBlocks(Buffer.from(NAME), 0, skip(1)));
      const answer = await t.sut.read('/3/0/0');
      t.reported('no-part', answer, reportsNoValue());
      t.reported('no-success', answer, reportsNoSuccess());
    });
    expect(result.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });
});
