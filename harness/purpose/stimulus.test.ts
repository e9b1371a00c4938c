import { describe, expect, jest, test } from '@jest/globals';
import type { ResultEvent } from '../record/events.ts';
import type { ControlChannel } from '../sut/control-contract.ts';
import { ControlFailure, UnsupportedVerb } from '../sut/control-errors.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import { ClientSut } from './client-sut.ts';
import type { DeclaredPurpose } from './declare.ts';
import { arrives, silence } from './expect-message.ts';
import { notifiesAs } from './expect-schedule.ts';
import { equals } from './expect-value.ts';
import { observeSwitch } from './observed-switch.ts';
import { UPDATE } from './patterns.ts';
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

/** A device that nobody can tell anything, but over the wire. */
function declines(t: ClientContext): void {
  jest.spyOn(t.sut, 'triggerUpdate').mockResolvedValue(false);
  jest.spyOn(t.sut, 'setResource').mockResolvedValue(false);
}

describe('ClientSut', () => {
  const answering = (call: ControlChannel['call']) =>
    new ClientSut({ call, onEvent: () => {}, close: async () => {} });

  test('tells whether the SUT took what it was told', async () => {
    expect(await answering(async () => ({})).triggerUpdate()).toBe(true);
    const declining = answering(verb => Promise.reject(new UnsupportedVerb(verb)));
    expect(await declining.setResource('/1/0/6', true)).toBe(false);
  });

  test('lets a failure of the adapter pass', async () => {
    const failing = answering(verb => Promise.reject(new ControlFailure(verb, 'gone')));
    await expect(failing.triggerUpdate()).rejects.toThrow('gone');
  });
});

describe('ClientContext', () => {
  test('has an Update sent, by the device itself or by the trigger of its account', async () => {
    const result = await judge(async t => {
      const registered = await t.registered();
      const execute = jest.spyOn(registered.device, 'execute');
      await t.provokeUpdate(registered);
      t.check('by-itself', await t.server.next(UPDATE), arrives('an Update'));
      t.check('not-executed', execute.mock.calls.length, equals(0));
      declines(t);
      await t.provokeUpdate(registered);
      t.check('by-trigger', await t.server.next(UPDATE), arrives('an Update'));
    });
    expect(result.verdict).toBe('pass');
  });

  test('changes a value by the device itself, or with a Write', async () => {
    const result = await judge(async t => {
      const { device } = await t.registered();
      t.check('by-itself', await t.change(device, '/1/0/6', false), equals<string>('device'));
      t.check('value', await t.valueAt(device, '/1/0/6'), equals<string | number | boolean>(false));
      declines(t);
      t.check('written', await t.change(device, '/1/0/6', true), equals<string>('server'));
      t.check('value-written', await t.valueAt(device, '/1/0/6'), equals<string | number | boolean>(true));
    });
    expect(result.verdict).toBe('pass');
  });
});

describe('silence after a change', () => {
  test('is a fault where the device has made the change itself', async () => {
    const result = await judge(async t => {
      const { observation, flip, notified } = await observeSwitch(t);
      observation.end();
      await flip();
      t.check('silent', await notified(), silence('notification'));
    });
    expect(result.verdict).toBe('pass');
  });

  test('is inconclusive after a Write by the observing server', async () => {
    const result = await judge(async t => {
      declines(t);
      const { observation, flip, notified } = await observeSwitch(t);
      observation.end();
      await flip();
      t.check('never', await notified(), arrives('a notification'));
    });
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'preamble.no-response', checks: [] });
  });

  test('is inconclusive for a resource that is watched, too', async () => {
    const watching = (told: boolean) =>
      judge(async t => {
        if (!told) declines(t);
        const { device } = await t.registered();
        const watched = await WatchedResource.of(t, device, '/1/0/1');
        (await watched.observe()).end();
        await watched.change(4000);
        t.check('schedule', await watched.listen(1.5 * t.silenceSpan), notifiesAs(watched.expected()));
      });
    expect(await watching(false)).toMatchObject({ verdict: 'inconclusive', checks: [] });
    expect(await watching(true)).toMatchObject({ checks: [{ outcome: 'fail', reason: 'message.missing' }] });
  });
});
