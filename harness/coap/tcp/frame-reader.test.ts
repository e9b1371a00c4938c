import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { decodeFrame } from './decode-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import { wellFormedContent } from './frame.arbitrary.ts';
import { FrameReader, type StreamEvent } from './frame-reader.ts';

const LARGE = 1_000_000;

const stream = (frames: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(frames));

/** What a reader makes of the bytes when they come in pieces that end at these places. */
function readIn(bytes: Uint8Array, cuts: readonly number[], maxMessageSize = LARGE): readonly StreamEvent[] {
  const reader = new FrameReader({ maxMessageSize });
  const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).flatMap((end, index) => reader.push(bytes.slice(places[index], end)));
}

describe('FrameReader', () => {
  test('finds the same frames however the stream is chunked', () => {
    const frames = fc.array(wellFormedContent.map(encodeFrame), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 20 }), (list, cuts) => {
        const events = readIn(stream(list), cuts);
        expect(events.map(event => (event.kind === 'frame' ? event.bytes : event))).toEqual(list);
        expect(events).toEqual(readIn(stream(list), []));
      }),
    );
  });

  test('finds the same in arbitrary bytes, whether they come at once or one by one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const oneByOne = Array.from(bytes, (_, index) => index);
        expect(readIn(bytes, oneByOne, 300)).toEqual(readIn(bytes, [], 300));
      }),
      { numRuns: 300 },
    );
  });

  test('tells where in the stream each frame is', () => {
    const events = readIn(hex('01 E2 42 00 00 20 01 FF 31'), [4]);
    expect(events).toEqual([
      { kind: 'frame', at: 0, bytes: hex('01 E2 42'), decoded: decodeFrame(hex('01 E2 42')) },
      { kind: 'frame', at: 3, bytes: hex('00 00'), decoded: decodeFrame(hex('00 00')) },
      { kind: 'frame', at: 5, bytes: hex('20 01 FF 31'), decoded: decodeFrame(hex('20 01 FF 31')) },
    ]);
  });

  test('refuses a length of 4 GiB as soon as it is announced, and takes nothing more', () => {
    const reader = new FrameReader();
    expect(reader.push(hex('01 E2 42 F0 FF FF FF FF'))).toMatchObject([{ kind: 'frame' }]);
    expect(reader.push(hex('45'))).toEqual([
      {
        kind: 'fault',
        at: 3,
        deviation: {
          code: 'coap-tcp.too-large',
          message: 'Frame of 4295033106 bytes announced, 1152 are taken',
          offset: 0,
          clause: 'RFC 8323 §5.3.1',
          level: 'must',
        },
      },
    ]);
    expect(reader.push(hex('01 E2 42'))).toEqual([]);
    expect(reader.end()).toBeNull();
  });

  test('takes a frame of exactly the largest size, and none that is a byte larger', () => {
    const frame = hex('D0 00 45 FF 01 02 03 04 05 06 07 08 09 0A 0B 0C');
    expect(readIn(frame, [], frame.length)).toMatchObject([{ kind: 'frame' }]);
    expect(readIn(frame, [], frame.length - 1)).toMatchObject([{ kind: 'fault' }]);
  });

  test('loses the stream at a reserved token length', () => {
    expect(readIn(hex('09 45 01'), [])).toMatchObject([
      { kind: 'fault', at: 0, deviation: { code: 'coap-tcp.token-length' } },
    ]);
  });

  test('goes on behind a frame whose content is malformed', () => {
    expect(readIn(hex('20 01 B5 61 01 E2 42'), [])).toMatchObject([
      { kind: 'frame', decoded: { message: null } },
      { kind: 'frame', decoded: { message: { code: '7.02' } } },
    ]);
  });

  test.each([
    ['nothing, between frames', '01 E2 42', null],
    ['a header', '01 E2 42 E0', 'coap-tcp.header-truncated'],
    ['a frame', '01 E2 42 01 E2', 'coap-tcp.truncated'],
  ])('tells that the end of the stream cuts off %s', (_, text, code) => {
    const reader = new FrameReader();
    reader.push(hex(text));
    expect(reader.end()?.code ?? null).toBe(code);
  });

  test('copies every byte once or twice, even when they come one by one', () => {
    const payload = new Uint8Array(20_000);
    const frame = encodeFrame({ code: '2.05', token: new Uint8Array(), options: [], payload });
    const copies = jest.spyOn(Uint8Array.prototype, 'set');
    const reader = new FrameReader({ maxMessageSize: LARGE });
    for (let index = 0; index < frame.length; index += 1) reader.push(frame.subarray(index, index + 1));
    const copied = copies.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
    copies.mockRestore();
    expect(copied).toBeGreaterThanOrEqual(frame.length);
    expect(copied).toBeLessThan(2 * frame.length);
  });
});
