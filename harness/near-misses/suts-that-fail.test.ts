import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../coap/message/codes.ts';
import { pathOptions } from '../coap/message/options.ts';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import type { SutPort } from '../purpose/cell-port.ts';
import { code } from '../purpose/expect-message.ts';
import { equals } from '../purpose/expect-value.ts';
import { REGISTER } from '../purpose/patterns.ts';
import type { WrittenLine } from '../record/events.ts';
import { judge } from './testing/near-miss.ts';
import { ofClient, ofServer } from './testing/purposes.ts';
import { scripted } from './testing/scripted-peers.ts';

const registers = ofClient('sut.bv.registers', async t => {
  const { device } = await t.registered();
  t.check('reads', await device.read('/3/0/0'), code('2.05'));
});
const again = { ...registers, id: 'sut.bv.registers-again' as typeof registers.id };

/** Claims that it was started, and is not. */
const neverStarts = scripted('client', verb => (verb === 'start' ? Promise.resolve({}) : undefined));
/** Claims to listen where nobody does. */
const neverListens = scripted('server', verb =>
  verb === 'start' ? Promise.resolve({ uri: 'coap://127.0.0.1:1' }) : undefined,
);

describe('a SUT that never says anything', () => {
  test('is inconclusive where the preamble waits for it: exit code 2', async () => {
    const run = await judge({ purposes: [registers], sut: { port: () => of(neverStarts) } });
    expect(run.fate('sut.bv.registers')).toBe('inconclusive, selected, preamble.not-registered, unexpected');
    expect(run.exitCode).toBe(2);
  });

  test('fails where a check waits for it: exit code 1', async () => {
    const purpose = ofClient('sut.bv.arrives', async t => {
      await t.start();
      const arrival = await t.server.next(REGISTER);
      t.check('register', arrival, code('0.02'));
    });
    const run = await judge({ purposes: [purpose], sut: { port: () => of(neverStarts) } });
    expect(run.fate('sut.bv.arrives')).toBe('fail, selected, unexpected');
    expect(run.results[0]?.checks).toMatchObject([{ outcome: 'fail', reason: 'message.missing' }]);
    expect(run.exitCode).toBe(1);
  });

  test('as a server is inconclusive, or fails, in the same way', async () => {
    const registered = ofServer('sut.bv.registered', async t => {
      await t.registered();
      t.check('one', 1, equals(1));
    });
    const answers = ofServer('sut.bv.answers', async t => {
      const outcome = await t.device.request({ method: METHODS.post, options: pathOptions('/rd') });
      t.check('answer', outcome, code('4.00'));
    });
    const run = await judge({
      ...{ role: 'server', purposes: [registered, answers] },
      sut: { port: () => of(neverListens) },
    });
    expect(run.fate('sut.bv.registered')).toBe('inconclusive, selected, preamble.no-response, unexpected');
    expect(run.fate('sut.bv.answers')).toBe('fail, selected, unexpected');
    expect(run.results[1]?.checks).toMatchObject([{ reason: 'response.missing' }]);
    expect(run.exitCode).toBe(1);
  });
});

describe('a SUT that dies', () => {
  const dying = (lastWords: readonly WrittenLine[] = []): SutPort => {
    const death = Promise.withResolvers<{ reason: string; lastWords: readonly WrittenLine[] }>();
    const peer = scripted('client', (verb, params, embedded) =>
      verb === 'start'
        ? embedded.call(verb, params).then(started => {
            death.resolve({ reason: 'scripted exited with code 139', lastWords });
            return started;
          })
        : undefined,
    );
    return { ...of(peer), died: death.promise };
  };

  test('in the middle of a purpose has failed it; the next one gets a fresh one: exit code 1', async () => {
    const run = await judge({
      purposes: [registers, again],
      sut: { port: purpose => (purpose === 0 ? dying() : { kind: 'in-process' }) },
    });
    expect(run.fate('sut.bv.registers')).toBe('fail, selected, sut.died, unexpected');
    expect(run.results[0]?.message).toBe('scripted exited with code 139');
    expect(run.fate('sut.bv.registers-again')).toBe('pass, selected');
    expect(run.diagnostics).toEqual([]);
    expect(run.exitCode).toBe(1);
  });

  test('has what it last wrote in the record, and is judged as one that wrote nothing', async () => {
    const written: WrittenLine[] = [{ source: 'stderr', text: 'Assertion failed: \u0000\ud800' }];
    const quiet = await judge({ purposes: [registers], sut: { port: () => dying() } });
    const loud = await judge({ purposes: [registers], sut: { port: () => dying(written) } });
    expect(loud.results[0]?.lastWords).toEqual(written);
    expect(quiet.results[0]).not.toHaveProperty('lastWords');
    for (const { results } of [quiet, loud])
      expect(results[0]).toMatchObject({ message: 'scripted exited with code 139', checks: [] });
    expect(loud.fate('sut.bv.registers')).toBe(quiet.fate('sut.bv.registers'));
    expect(loud.exitCode).toBe(quiet.exitCode);
  });

  test('is expected to where that is known: exit code 0', async () => {
    const known = {
      purpose: 'sut.bv.registers',
      expect: 'fail',
      reason: 'sut.died',
      clause: 'none',
      note: 'known',
    };
    const run = await judge({ purposes: [registers], sut: { port: () => dying() }, baseline: [known] });
    expect(run.fate('sut.bv.registers')).toBe('fail, selected, sut.died, expected');
    expect(run.exitCode).toBe(0);
  });

  test('and cannot be brought up again is unavailable, whatever the others say: exit code 69', async () => {
    const run = await judge({
      purposes: [registers, again],
      sut: { port: purpose => (purpose === 0 ? dying() : unavailable()) },
    });
    expect(run.fate('sut.bv.registers')).toBe('fail, selected, sut.died, unexpected');
    expect(run.fate('sut.bv.registers-again')).toBe('not run, selected');
    expect(run.diagnostics).toMatchObject([{ code: 'sut.exited-early', exitCode: 69 }]);
    expect(run.cells).toMatchObject([{ ended: { outcome: 'failed' } }]);
    expect(run.exitCode).toBe(69);
  });

  test('before it is up is unavailable: exit code 69', async () => {
    const run = await judge({ purposes: [registers], sut: { launch: unavailable } });
    expect(run.plan).toEqual([]);
    expect(run.diagnostics).toMatchObject([{ code: 'sut.exited-early', exitCode: 69 }]);
    expect(run.exitCode).toBe(69);
  });
});

function of(peer: ReturnType<typeof scripted>): SutPort & { readonly kind: 'in-process' } {
  return { kind: 'in-process', peer };
}

function unavailable(): never {
  throw new SutUnavailableError('sut.exited-early', 'it exited with code 3', { hint: 'look at its log' });
}
