import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { ReceivedMessage, Reply } from '../exchange/received-message.ts';
import { METHODS } from '../message/codes.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOptions } from '../message/options.ts';
import { blockOption } from './block-option.ts';
import { BlockwiseServer } from './blockwise-server.ts';

const MAX_BODY = 65_536;

/** Bytes that count how often all of them are looked at. */
class CountedBytes extends Uint8Array {
  readings = 0;

  override [Symbol.iterator](): ReturnType<Uint8Array[typeof Symbol.iterator]> {
    this.readings += 1;
    return super[Symbol.iterator]();
  }
}

function request(code: ReceivedMessage['code'], num: number, path = '/1', port = 1): ReceivedMessage {
  const block = blockOption(OptionNumber.block2, { num, more: false, szx: 0 });
  return {
    ...{ type: 'CON', code, messageId: num, token: new Uint8Array(0), payload: new Uint8Array(0) },
    options: [...pathOptions(path), block],
    ...{ from: { host: '127.0.0.1', port }, at: 0, frame: null, deviations: [], duplicate: false },
  };
}

function server(): BlockwiseServer {
  const parameters = { preferredSzx: 0, maxBody: MAX_BODY };
  return new BlockwiseServer({
    clock: new VirtualClock(),
    lifetime: 247_000,
    parameters,
    violated: () => {},
  });
}

describe('BlockwiseServer', () => {
  test('reads a body once for its ETag and asks for it once, however many blocks it has', () => {
    const body = new CountedBytes(4_000);
    let asked = 0;
    const served = server();
    const codes = Array.from({ length: 250 }, (_, num) => {
      const reply = served.handle(request(METHODS.get, num), () => {
        asked += 1;
        return { code: '2.05', payload: body };
      });
      return reply === null || reply instanceof Promise ? null : reply.code;
    });
    expect(new Set(codes)).toEqual(new Set(['2.05']));
    expect({ asked, readings: body.readings }).toEqual({ asked: 1, readings: 1 });
  });

  test('keeps the bodies of peers and paths apart', () => {
    const served = server();
    const bodyOf = (value: number) => (): Reply => ({
      code: '2.04',
      payload: new Uint8Array(40).fill(value),
    });
    served.handle(request(METHODS.post, 0, '/1', 1), bodyOf(1));
    served.handle(request(METHODS.post, 0, '/2', 1), bodyOf(2));
    served.handle(request(METHODS.post, 0, '/1', 2), bodyOf(3));
    const later = [
      request(METHODS.post, 1, '/1', 1),
      request(METHODS.post, 1, '/2', 1),
      request(METHODS.post, 1, '/1', 2),
    ].map(each => served.handle(each, () => null));
    expect(later).toMatchObject([1, 2, 3].map(value => ({ payload: new Uint8Array(16).fill(value) })));
  });

  test('asks again for a body that it does not have, unless that would do something', () => {
    const reply: Reply = { code: '2.05', payload: new Uint8Array(40) };
    expect(server().handle(request(METHODS.get, 1), () => reply)).toMatchObject({ code: '2.05' });
    expect(server().handle(request(METHODS.post, 1), () => reply)).toEqual({ code: '4.08' });
  });
});
