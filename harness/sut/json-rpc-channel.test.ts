import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock, VirtualTimeStalled } from '../clock/virtual-clock.ts';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import { ControlFailure, UnsupportedVerb } from './control-errors.ts';
import { parseControlMessage } from './control-message.ts';
import { JsonRpcChannel } from './json-rpc-channel.ts';
import { LineMailbox } from './line-duplex.ts';

/** Both ends of a channel: what was sent, and what the test lets arrive. */
function open(role: 'client' | 'server' = 'server') {
  const clock = new VirtualClock();
  const sent: { id: number; method: string; params: unknown }[] = [];
  const garbage: string[] = [];
  const mailbox = new LineMailbox();
  const ended = Promise.withResolvers<string>();
  const channel = new JsonRpcChannel(
    {
      send: line => sent.push(JSON.parse(line)),
      onLine: listener => mailbox.listen(listener),
      ended: ended.promise,
      close: () => ended.resolve('closed'),
    },
    { clock, role, callTimeout: () => 5_000, onGarbage: (line, why) => garbage.push(`${why}: ${line}`) },
  );
  const arrive = (message: object): void => mailbox.deliver(JSON.stringify({ jsonrpc: '2.0', ...message }));
  return {
    clock,
    channel,
    sent,
    garbage,
    arrive,
    deliver: (line: string) => mailbox.deliver(line),
    end: ended.resolve,
  };
}

const ANSWER = { code: '2.05' };

describe('JsonRpcChannel', () => {
  test('gives every call the answer with its id, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), async order => {
        const { channel, sent, arrive } = open();
        const calls = order.map((_, index) => channel.call('read', { path: `/${index}` }));
        for (const index of order)
          arrive({ id: sent[index]?.id, result: { code: '2.05', links: `${index}` } });
        const answers = (await Promise.all(calls)) as { links: string }[];
        expect(answers.map(({ links }) => Number(links))).toEqual([0, 1, 2, 3, 4, 5]);
        expect(sent[0]).toEqual({ jsonrpc: '2.0', id: 1, method: 'read', params: { path: '/0' } });
      }),
    );
  });

  test('tells a verb that is declined from one that fails', async () => {
    const { channel, arrive } = open();
    const declined = channel.call('create', {});
    const failed = channel.call('read', {});
    arrive({ id: 1, error: { code: -32601, message: 'not in this product' } });
    arrive({ id: 2, error: { code: -32000, message: 'no such device' } });
    await expect(declined).rejects.toThrow(UnsupportedVerb);
    await expect(declined).rejects.toThrow(/create: not in this product/);
    await expect(failed).rejects.toThrow(ControlFailure);
    await expect(failed).rejects.toThrow(/read: no such device \(-32000\)/);
  });

  test('gives up a call after its time, and notes the answer that comes too late', async () => {
    const { channel, clock, arrive, garbage } = open();
    await clock.run(() => expect(channel.call('read', {})).rejects.toThrow('read: no answer within 5 s'));
    expect(clock.now()).toBe(5_000);
    arrive({ id: 1, result: ANSWER });
    expect(garbage).toEqual([expect.stringMatching(/^answers no call that waits: /)]);
  });

  test('leaves no timer behind a call that was answered', async () => {
    const { channel, clock, arrive } = open();
    const call = channel.call('read', {});
    arrive({ id: 1, result: ANSWER });
    expect(await clock.run(() => call)).toEqual(ANSWER);
    await expect(clock.run(() => new Promise(() => {}))).rejects.toThrow(VirtualTimeStalled);
    expect(clock.now()).toBe(0);
  });

  test.each([
    ['client', 'start', {}, null],
    ['server', 'start', { uri: 'coap://127.0.0.1:7' }, null],
    ['server', 'start', {}, /the answer breaks the contract: .*uri/],
    ['server', 'read', { code: 205 }, /breaks the contract/],
    ['server', 'read', { code: null }, null],
    ['server', 'listRegistrations', { registrations: [{ endpoint: 'e' }] }, /breaks the contract/],
    ['server', 'hello', null, /breaks the contract/],
    ['server', 'anything-else', null, null],
  ] as const)('holds a %s to the contract: %s answers %j', async (role, verb, result, problem) => {
    const { channel, arrive } = open(role);
    const call = channel.call(verb, {});
    arrive({ id: 1, result });
    if (problem === null) expect(await call).toEqual(result);
    else await expect(call).rejects.toThrow(problem);
  });

  test('fails every call when the connection is lost, and every later one at once', async () => {
    const { channel, clock, end } = open();
    await clock.run(async () => {
      const calls = [channel.call('read', {}), channel.call('write', {})];
      end('fake exited with code 1');
      for (const call of calls) await expect(call).rejects.toThrow(/fake exited with code 1/);
      await expect(channel.call('read', {})).rejects.toThrow(ControlFailure);
    });
  });

  test('lets who waits for the end of the SUT act before the pending calls fail', async () => {
    const { channel, clock, end } = open();
    let failed = false;
    const call = channel.call('read', {}).catch(() => {
      failed = true;
    });
    end('fake exited with code 1');
    for (let job = 0; job < 100; job += 1) await Promise.resolve();
    expect(failed).toBe(false);
    await clock.run(() => call);
    expect(failed).toBe(true);
  });

  test('fails what is pending when it is closed', async () => {
    const { channel, clock } = open();
    await clock.run(async () => {
      const call = channel.call('read', {});
      await channel.close();
      await expect(call).rejects.toThrow(/the control channel is closed/);
    });
  });

  test('hands out events of the contract to every listener, and notes others', () => {
    const { channel, arrive, garbage } = open();
    const heard: unknown[] = [];
    channel.onEvent(event => heard.push(event));
    channel.onEvent(({ event }) => heard.push(event));
    arrive({ method: 'event', params: { event: 'updated', endpoint: 'e' } });
    arrive({ method: 'event', params: { event: 'exploded', endpoint: 'e' } });
    arrive({ method: 'tick' });
    expect(heard).toEqual([{ event: 'updated', endpoint: 'e' }, 'updated']);
    expect(garbage).toHaveLength(2);
  });

  test('survives any line, and still answers', async () => {
    const fields = fc.record(
      {
        jsonrpc: fc.constantFrom('2.0', '1.0', 2),
        id: fc.anything(),
        method: fc.anything(),
        params: fc.anything(),
        result: fc.anything(),
        error: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const line = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.json(),
      fields.map(value => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async lines => {
        const { channel, deliver, arrive, sent } = open();
        for (const one of lines) deliver(one);
        const call = channel.call('read', {});
        arrive({ id: sent[0]?.id, result: ANSWER });
        expect(await call).toEqual(ANSWER);
      }),
    );
  });
});

describe('parseControlMessage', () => {
  test.each([
    ['', 'garbage'],
    ['[]', 'garbage'],
    ['{"jsonrpc":"1.0","id":1,"result":1}', 'garbage'],
    ['{"jsonrpc":"2.0","id":"1","result":1}', 'garbage'],
    ['{"jsonrpc":"2.0","id":1,"method":"read"}', 'garbage'],
    ['{"jsonrpc":"2.0","id":1,"result":null}', 'result'],
    ['{"jsonrpc":"2.0","id":1}', 'error'],
    ['{"jsonrpc":"2.0","id":1,"error":"oops"}', 'error'],
    ['{"jsonrpc":"2.0","id":1,"error":null,"result":1}', 'result'],
    ['{"jsonrpc":"2.0","method":"event"}', 'notification'],
  ])('takes %s for a %s', (line, kind) => {
    expect(parseControlMessage(line).kind).toBe(kind);
  });
});
