import { describe, expect, test } from '@jest/globals';
import type { DeclaredPurpose } from '../purpose/declare.ts';
import { equals } from '../purpose/expect-value.ts';
import { controlled, testPort } from '../purpose/testing/cell-port.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { PurposeExecution } from './purpose-execution.ts';

describe('PurposeExecution', () => {
  test('does not run a negative purpose whose twin has failed', async () => {
    const port = testPort();
    const execution = new PurposeExecution(() => port);
    const ran: string[] = [];
    await expect(execution.run(purpose('a.bv.twin', null, 2, ran))).rejects.toThrow('fail');
    await expect(execution.run(purpose('a.bi.negative', 'a.bv.twin', 1, ran))).rejects.toThrow(
      'twin.not-passed',
    );
    expect(ran).toEqual(['a.bv.twin']);
    expect(results(port)).toEqual(['fail', 'inconclusive']);
  });

  test('runs it when the twin has passed', async () => {
    const port = testPort();
    const execution = new PurposeExecution(() => port);
    const ran: string[] = [];
    await execution.run(purpose('a.bv.twin', null, 1, ran));
    await execution.run(purpose('a.bi.negative', 'a.bv.twin', 1, ran));
    expect(ran).toEqual(['a.bv.twin', 'a.bi.negative']);
    expect(results(port)).toEqual(['pass', 'pass']);
  });

  test('does not run it when the twin was not run at all', async () => {
    const port = testPort();
    const execution = new PurposeExecution(() => port);
    await expect(execution.run(purpose('a.bi.negative', 'a.bv.twin', 1, []))).rejects.toThrow('inconclusive');
  });

  test('names the failed check, what was expected and what came to jest', async () => {
    const execution = new PurposeExecution(() => testPort());
    await expect(execution.run(purpose('a.bv.one', null, 2, []))).rejects.toThrow(
      'a.bv.one/number: expected 1, received 2',
    );
  });

  test('quotes to jest what a SUT that died last wrote', async () => {
    const lastWords = [{ source: 'stderr', text: 'Segmentation fault' }] as const;
    const died = Promise.resolve({ reason: 'acme exited with code 139', lastWords });
    const sut = controlled(() => new Promise(() => {}), died);
    const execution = new PurposeExecution(() => testPort(sut));
    const waits = { ...purpose('a.bv.one', null, 1, []), body: () => new Promise<void>(() => {}) };
    await expect(execution.run(waits)).rejects.toThrow(
      'fail [sut.died]: acme exited with code 139\nit last wrote:\n  stderr: Segmentation fault',
    );
  });
});

function purpose(id: string, twin: string | null, number: number, ran: string[]): DeclaredPurpose {
  return {
    id: id as PurposeId,
    title: 'does what it does',
    role: 'client',
    level: 'must',
    requirements: ['HLF-001'],
    clause: 'none',
    ets: [],
    twin: twin as PurposeId | null,
    when: null,
    needs: [],
    revision: 1,
    body: async t => {
      ran.push(id);
      t.check('number', number, equals(1));
    },
  };
}

function results({ emitted }: ReturnType<typeof testPort>): string[] {
  return emitted.flatMap(event => (event.type === 'result' ? [event.verdict] : []));
}
