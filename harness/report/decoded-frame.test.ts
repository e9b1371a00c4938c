import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { FrameLog, message } from '../record/testing/sample-frames.ts';
import { decodeFrame, decodeFrames, stimulusOf } from './decoded-frame.ts';
import { hexDump } from './hex-dump.ts';
import { messageFields } from './message-fields.ts';
import { viewPayload } from './payload-view.ts';

const first = message('0.01', 1, 'a1', { path: '/1' });
const second = message('0.01', 2, 'a2', { path: '/2' });

describe('What a frame answers', () => {
  test('is the request with its token, not simply the last one', () => {
    const log = new FrameLog('server')
      .sent(1, first)
      .sent(2, second)
      .received(3, message('2.05', 1, 'a1'));
    expect(stimulusOf(decodeFrames(log.frames), 3)?.frame.number).toBe(1);
  });

  test('is the message with its id where there is no token', () => {
    const log = new FrameLog('server')
      .sent(1, first)
      .sent(2, second)
      .received(3, message('0.00', 1, '', { type: 'RST' }));
    expect(stimulusOf(decodeFrames(log.frames), 3)?.frame.number).toBe(1);
  });

  test('is nothing where the SUT makes a request of its own', () => {
    const log = new FrameLog('server').sent(1, first).received(2, message('0.02', 9, 'b1', { path: '/rd' }));
    expect(stimulusOf(decodeFrames(log.frames), 2)).toBeNull();
  });

  test('is the message itself where the SUT does not answer it', () => {
    const log = new FrameLog('server')
      .sent(1, first)
      .sent(2, second)
      .received(3, message('2.05', 1, 'a1'));
    expect(stimulusOf(decodeFrames(log.frames), 2)?.frame.number).toBe(2);
  });

  test('is the last message sent where the SUT stays silent or sends junk', () => {
    const log = new FrameLog('server').sent(1, first).sent(2, second).received(3, Buffer.from('00', 'hex'));
    const frames = decodeFrames(log.frames);
    expect(stimulusOf(frames, null)?.frame.number).toBe(2);
    expect(stimulusOf(frames, 3)?.frame.number).toBe(2);
  });
});

describe('A frame', () => {
  test('is shown without a crash and without control characters, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        const [frame] = new FrameLog('server').received(1, bytes).frames;
        if (frame === undefined) throw new Error('one frame was logged');
        const decoded = decodeFrame(frame);
        const shown = [
          decoded.label,
          ...(decoded.message === null ? [] : messageFields(decoded.message).flat()),
          ...(decoded.message === null ? [] : (viewPayload(decoded.message)?.lines ?? [])),
          ...hexDump(bytes),
        ];
        expect(shown.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test('shows a TLV payload as a tree, beside its bytes', () => {
    const tlv = Buffer.from('c8000d41636d652053657276696365738606410001410105', 'hex');
    const [frame] = new FrameLog('server').received(
      1,
      message('2.05', 1, '01', { format: 11542, payload: tlv }),
    ).frames;
    const decoded = frame === undefined ? null : decodeFrame(frame).message;
    const view = decoded === null ? null : viewPayload(decoded);
    expect(view?.format).toBe('11542 application/vnd.oma.lwm2m+tlv');
    expect(view?.lines.slice(0, 4)).toEqual([
      'resource 0 = "Acme Services"',
      'multiple-resource 6',
      '  resource-instance 0 = 0x01 (integer 1)',
      '  resource-instance 1 = 0x05 (integer 5)',
    ]);
    expect(view?.lines.at(-1)).toMatch(/^0010 /);
  });

  test('shows a link-format payload one link a line', () => {
    const payload = '</1/0>;title="a,b",</3/0>';
    const [frame] = new FrameLog('server').received(
      1,
      message('2.05', 1, '01', { format: 40, payload }),
    ).frames;
    const decoded = frame === undefined ? null : decodeFrame(frame).message;
    expect(decoded === null ? null : viewPayload(decoded)?.lines).toEqual(['</1/0>;title="a,b",', '</3/0>']);
  });

  test('is dumped in rows of sixteen bytes', () => {
    expect(hexDump(Buffer.from('0123456789abcdef\u0000'))).toEqual([
      '0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|',
      `0010  00${' '.repeat(46)}  |.|`,
    ]);
  });
});
