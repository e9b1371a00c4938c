import { describe, expect, test } from '@jest/globals';
import { encodeMessage } from '../coap/message/encode.ts';
import { ControlFailure, UnsupportedVerb } from '../sut/control-errors.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { rejected } from './expect-reaction.ts';
import { equals } from './expect-value.ts';
import type { Expectation } from './expectation.ts';
import { runPurpose, unjudged } from './run-purpose.ts';
import { controlled, type TestPort, testPort } from './testing/cell-port.ts';

describe('runPurpose', () => {
  test('passes a purpose whose checks pass', async () => {
    const result = await runPurpose(
      purpose(async t => void t.check('one', 1, equals(1))),
      testPort(),
    );
    expect(result).toMatchObject({ verdict: 'pass', reason: null, applicability: 'selected' });
    expect(result.checks).toMatchObject([
      { id: 'test.bv.purpose/one', outcome: 'pass', expected: '1', received: '1' },
    ]);
  });

  test('ends in error when nothing was checked', async () => {
    expect(
      await runPurpose(
        purpose(async () => {}),
        testPort(),
      ),
    ).toMatchObject({
      verdict: 'error',
      reason: 'purpose.no-check',
    });
  });

  test('ends in error when a check id is used twice', async () => {
    const twice = purpose(async t => {
      t.check('same', 1, equals(1));
      t.check('same', 1, equals(1));
    });
    const result = await runPurpose(twice, testPort());
    expect(result).toMatchObject({ verdict: 'error', reason: 'purpose.crashed' });
    expect(result.message).toContain('test.bv.purpose/same');
  });

  test('ends in error when the purpose crashes, whatever its checks said before', async () => {
    const crashing = purpose(async t => {
      t.check('failed', 1, equals(2));
      throw new TypeError('a defect of the purpose');
    });
    expect(await runPurpose(crashing, testPort())).toMatchObject({
      verdict: 'error',
      reason: 'purpose.crashed',
    });
  });

  test('ends in error when the purpose waits for what can never happen', async () => {
    const stalled = purpose(() => new Promise(() => {}));
    expect(await runPurpose(stalled, testPort())).toMatchObject({
      verdict: 'error',
      reason: 'purpose.stalled',
    });
  });

  test('is inconclusive when the SUT never registers', async () => {
    const silentSut = controlled(async () => ({}));
    const result = await runPurpose(
      purpose(async t => void (await t.registered())),
      testPort(silentSut),
    );
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'preamble.not-registered' });
    expect(result.durationMs).toBe(93_000);
  });

  test('stays failed when a check had failed before the preamble of the rest did not come about', async () => {
    const failing = purpose(async t => {
      t.check('failed', 1, equals(2));
      t.inconclusive('preamble.no-response', 'no answer');
    });
    expect(await runPurpose(failing, testPort())).toMatchObject({
      verdict: 'fail',
      reason: 'preamble.no-response',
    });
  });

  test('bills a failing adapter to the adapter', async () => {
    const broken = controlled(async verb => {
      throw new ControlFailure(verb, 'connection lost');
    });
    const result = await runPurpose(
      purpose(t => t.start()),
      testPort(broken),
    );
    expect(result).toMatchObject({ verdict: 'error', reason: 'control.failed' });
  });

  test('is declined when the SUT refuses a verb that it promised', async () => {
    const declining = controlled(async verb => {
      throw new UnsupportedVerb(verb);
    });
    expect(
      await runPurpose(
        purpose(t => t.start()),
        testPort(declining),
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      applicability: 'declined',
      reason: 'control.declined',
    });
  });

  test('fails when the SUT dies in the middle', async () => {
    const dying = Promise.withResolvers<{ reason: string }>();
    const sut = controlled(async () => {
      dying.resolve({ reason: 'exit code 139' });
      return {};
    }, dying.promise);
    const result = await runPurpose(
      purpose(async t => void (await t.registered())),
      testPort(sut),
    );
    expect(result).toMatchObject({ verdict: 'fail', reason: 'sut.died', message: 'exit code 139' });
  });

  test('keeps what a SUT wrote before it died, where it wrote anything', async () => {
    const lastWords = [{ source: 'stderr', text: 'Segmentation fault' }] as const;
    for (const written of [lastWords, []]) {
      const death = Promise.resolve({ reason: 'exit code 139', lastWords: written });
      const sut = controlled(() => new Promise(() => {}), death);
      const body = purpose(async t => void (await t.registered()));
      const result = await runPurpose(body, testPort(sut));
      expect(result).toMatchObject({ verdict: 'fail', reason: 'sut.died', message: 'exit code 139' });
      expect(result.lastWords).toEqual(written.length === 0 ? undefined : lastWords);
    }
  });

  test('keeps a must purpose passed when only a should-level check fails, and records may-level ones', async () => {
    const mixed = purpose(async t => {
      t.check('must', 1, equals(1));
      t.check('should', 1, equals(2), { level: 'should' });
      t.check('may', 1, equals(2), { level: 'may' });
    });
    const result = await runPurpose(mixed, testPort());
    expect(result.verdict).toBe('pass');
    expect(result.checks.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['pass', null],
      ['fail', 'value.unexpected'],
      ['recorded', null],
    ]);
  });

  test('counts a must check as a should check where only advice is not followed', async () => {
    const advised = purpose(async t => {
      const advice: Expectation<number> = {
        expected: '1',
        judge: () => ({ pass: false, received: '2', reason: 'value.unexpected', level: 'should' }),
      };
      t.check('must', 2, advice);
      t.check('may', 2, advice, { level: 'may' });
    });
    const result = await runPurpose(advised, testPort());
    expect(result.verdict).toBe('pass');
    expect(result.checks).toMatchObject([
      { level: 'should', outcome: 'fail', reason: 'value.unexpected' },
      { level: 'may', outcome: 'recorded' },
    ]);
  });

  test('records what the SUT does wrong between messages, and judges nothing by it', async () => {
    const port = testPort();
    const result = await runPurpose(
      purpose(async t => {
        const { register, device } = await t.registered();
        // Another socket plays the SUT that acknowledges what nobody sent.
        const stranger = await t.stranger();
        const ack = stranger.compose({ type: 'ACK', code: '0.00', token: new Uint8Array(0) });
        const { host, port } = new URL(t.server.uri.replace('coap:', 'http:'));
        stranger.sendBytes(
          { ...register, from: { host: host.split(':')[0] ?? '', port: Number(port) } },
          encodeMessage(ack),
        );
        t.check('alive', await device.ping(), rejected());
      }),
      port,
    );
    expect(result.verdict).toBe('pass');
    expect(result.findings).toMatchObject([{ code: 'matching.ack-unknown-message-id', level: 'must' }]);
    const [{ frame } = { frame: null }] = result.findings ?? [];
    const shown = port.emitted.find(event => event.type === 'frame' && event.frame.number === frame);
    expect(shown).toMatchObject({ frame: { direction: 'received', peer: 'server' } });
  });

  test('leaves findings out where there are none', async () => {
    const calm = purpose(
      async t => void t.check('alive', await (await t.registered()).device.ping(), rejected()),
    );
    expect(await runPurpose(calm, testPort())).not.toHaveProperty('findings');
  });

  test('emits the result before the SUT is stopped', async () => {
    const port = testPort();
    await runPurpose(
      purpose(async t => {
        await t.registered();
        t.check('registered', 1, equals(1));
      }),
      port,
    );
    expect(order(port).indexOf('result')).toBeLessThan(order(port).indexOf('call stop'));
  });

  test('records every datagram with growing numbers and times', async () => {
    const port = testPort();
    const result = await runPurpose(
      purpose(async t => {
        const { device } = await t.registered();
        t.check('alive', (await device.ping()).kind, equals('reset'));
      }),
      port,
    );
    expect(result).toMatchObject({ verdict: 'pass', message: null });
    const frames = port.emitted.flatMap(event => (event.type === 'frame' ? [event.frame] : []));
    expect(frames.map(({ number }) => number)).toEqual(frames.map((_, index) => index + 1));
    expect(frames.map(({ direction }) => direction)).toEqual(['received', 'sent', 'sent', 'received']);
    expect(frames.every(({ at }, index) => at >= (frames[index - 1]?.at ?? 0))).toBe(true);
  });

  test('gives the same frames again for the same seed', async () => {
    const frames = async (): Promise<unknown> => {
      const port = testPort();
      await runPurpose(
        purpose(
          async t => void t.check('ping', (await (await t.registered()).device.ping()).kind, equals('reset')),
        ),
        port,
      );
      return port.emitted.filter(({ type }) => type === 'frame');
    };
    expect(await frames()).toEqual(await frames());
  });

  test('puts the purpose into the endpoint name, with 64 random bits', async () => {
    const { endpoint } = await runPurpose(
      purpose(async t => void t.check('one', 1, equals(1))),
      testPort(),
    );
    expect(endpoint).toMatch(/^touchstone-test-bv-purpose-[0-9a-f]{16}$/);
  });
});

describe('unjudged', () => {
  test('leaves a purpose inconclusive whose twin has not passed, without running it', () => {
    const port = testPort();
    const result = unjudged(
      purpose(async () => {
        throw new Error('never run');
      }),
      port,
    );
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'twin.not-passed' });
    expect(order(port)).toEqual(['purpose-started', 'result']);
  });
});

function purpose(body: (t: ClientContext) => Promise<void>): DeclaredPurpose {
  return {
    id: 'test.bv.purpose' as PurposeId,
    title: 'does what it does',
    role: 'client',
    level: 'must',
    requirements: ['HLF-001'],
    clause: 'none',
    ets: [],
    twin: null,
    when: null,
    needs: [],
    revision: 1,
    body,
  };
}

function order({ emitted }: TestPort): string[] {
  return emitted.map(event => (event.type === 'control' ? `${event.kind} ${event.verb}` : event.type));
}
