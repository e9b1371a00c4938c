import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../coap/message/codes.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { ClientContext } from '../purpose/client-context.ts';
import { equals } from '../purpose/expect-value.ts';
import { ANY_REQUEST, requestFor, UPDATE } from '../purpose/patterns.ts';
import { bytes, malformed } from '../purpose/payload.ts';
import { withContent } from '../purpose/reply.ts';
import type { ServerContext } from '../purpose/server-context.ts';
import { judge } from './testing/near-miss.ts';
import { ofClient, ofServer } from './testing/purposes.ts';
import { gracefulClient } from './testing/scripted-peers.ts';

/** Three bytes in an option that has two at most (RFC 7252 §12.3). */
const ILLEGAL = { number: OptionNumber.contentFormat, value: Uint8Array.of(1, 2, 3) };
const ILLEGAL_GET = { method: METHODS.get, options: [...pathOptions('/3/0'), ILLEGAL] };
const CUT_SHORT = bytes(ContentFormat.tlv, 'C8 07');
const OWN_MESSAGE = 'error, selected, harness.own-message, unexpected';

const passing = (t: { check: ClientContext['check'] }): boolean => t.check('one', 1, equals(1));

describe('a purpose with a defect ends in error, never to the blame of the SUT: exit code 70 where it', () => {
  test.each<[string, string, (t: ClientContext) => Promise<void>]>([
    ['checks nothing', 'purpose.no-check', async t => void (await t.registered())],
    [
      'uses a check id twice',
      'purpose.crashed',
      async t => {
        passing(t);
        passing(t);
      },
    ],
    [
      'has a check whose words are malformed',
      'purpose.crashed',
      async t => void t.check('One!', 1, equals(1)),
    ],
    [
      'crashes after a check that failed',
      'purpose.crashed',
      async t => {
        t.check('one', 1, equals(2));
        throw new TypeError('a defect of the purpose');
      },
    ],
    [
      'waits for what can never happen',
      'purpose.stalled',
      async t => {
        passing(t);
        await new Promise(() => {});
      },
    ],
    [
      'never comes to an end',
      'purpose.runaway',
      async t => {
        for (passing(t); ; ) await t.clock.wait(1_000);
      },
    ],
  ])('%s', async (_, reason, body) => {
    const run = await judge({ purposes: [ofClient('defect.bv.purpose', body)] });
    expect(run.fate('defect.bv.purpose')).toBe(`error, selected, ${reason}, unexpected`);
    expect(run.exitCode).toBe(70);
  });
});

describe('a message of ours that is not legal ends the purpose in error: exit code 70 where it is', () => {
  test.each<[string, (t: ClientContext) => Promise<void>]>([
    ['a request', async t => void (await (await t.registered()).device.request(ILLEGAL_GET))],
    [
      'a request of which nobody awaits the answer',
      async t => {
        const { device } = await t.registered();
        device.request(ILLEGAL_GET).catch(() => {});
      },
    ],
    [
      'sent by hand',
      async t =>
        void t.server.transmit((await t.registered()).register, { code: METHODS.get, options: [ILLEGAL] }),
    ],
    [
      'an answer',
      async t => {
        const { device, account } = await t.registered();
        t.server.answer(UPDATE, { code: '2.04', options: [ILLEGAL] });
        await device.execute(`${account}/8`);
        await t.server.next(UPDATE);
        await t.clock.wait(1_000);
      },
    ],
    [
      'a payload that is cut short',
      async t => void (await (await t.registered()).device.write('/1/0', CUT_SHORT)),
    ],
    [
      'a payload of the wrong type',
      async t => {
        const { device } = await t.registered();
        await device.write('/1/0/1', bytes(ContentFormat.text, '73 6F 6F 6E'));
      },
    ],
  ])('%s', async (_, body) => {
    const purpose = ofClient('own.bv.message', async t => {
      passing(t);
      await body(t);
    });
    const run = await judge({ purposes: [purpose] });
    expect(run.fate('own.bv.message')).toBe(OWN_MESSAGE);
    expect(run.exitCode).toBe(70);
  });

  test.each<[string, (t: ServerContext) => Promise<void>]>([
    ['a request of the device', async t => void (await t.device.request(ILLEGAL_GET))],
    ['a composed request', async t => void (await t.device.exchange(t.device.compose(ILLEGAL_GET)))],
    ['an answer to a Read', async t => read(t, { code: '2.05', options: [ILLEGAL] })],
    ['an answer to a Read that is cut short', async t => read(t, withContent(CUT_SHORT))],
    [
      'a separate response',
      async t => {
        const { request } = await withheldRead(t);
        await t.device.deliver(request, { code: '2.05', options: [ILLEGAL] }, 'CON');
      },
    ],
    [
      'a notification that is cut short',
      async t => {
        const { request } = await withheldRead(t);
        await t.device.deliver(request, withContent(CUT_SHORT), 'CON');
      },
    ],
    [
      'an answer in an acknowledgement by hand',
      async t => {
        const { request } = await withheldRead(t);
        t.device.piggyback(request, withContent(CUT_SHORT));
      },
    ],
  ])('%s', async (_, body) => {
    const purpose = ofServer('own.bv.message', async t => {
      passing(t);
      await t.registered();
      await body(t);
    });
    const run = await judge({ role: 'server', purposes: [purpose] });
    expect(run.fate('own.bv.message')).toBe(OWN_MESSAGE);
    expect(run.exitCode).toBe(70);
  });

  test('but leaves and is answered where the purpose says that it is wrong on purpose', async () => {
    const purpose = ofClient('own.bv.message', async t => {
      const { device } = await t.registered();
      const outcomes = [
        await device.request({ ...ILLEGAL_GET, illegal: true }),
        await device.write('/1/0', malformed(CUT_SHORT), 'update'),
      ];
      t.check('answered', outcomes.map(({ kind }) => kind).join(), equals('response,response'));
    });
    const run = await judge({ purposes: [purpose] });
    expect(run.fate('own.bv.message')).toBe('pass, selected');
    expect(run.exitCode).toBe(0);
  });

  test('and is told beside the result where it is met in teardown', async () => {
    const purpose = ofClient('own.bv.message', async t => {
      await t.registered();
      passing(t);
      // The account of the embedded client is gone with it; the tester's server has nothing left to say.
      t.server.answer(ANY_REQUEST, { code: '2.04', options: [ILLEGAL] });
    });
    const run = await judge({
      purposes: [purpose],
      sut: { port: () => ({ kind: 'in-process', peer: gracefulClient }) },
    });
    expect(run.fate('own.bv.message')).toBe('pass, selected');
    expect(run.diagnostics).toMatchObject([{ code: 'purpose.teardown', exitCode: 70 }]);
    expect(run.diagnostics[0]?.message).toContain('harness.own-message');
    expect(run.exitCode).toBe(70);
  });
});

async function read(
  t: ServerContext,
  reply: Parameters<ServerContext['device']['answer']>[1],
): Promise<void> {
  t.device.answer(requestFor('get', '/3/0'), reply);
  await t.sut.read('/3/0');
}

function withheldRead(t: ServerContext) {
  return t.withheld(requestFor('get', '/3/0'), () => t.sut.read('/3/0'));
}
