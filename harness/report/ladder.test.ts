import { describe, expect, test } from '@jest/globals';
import { FrameLog, message } from '../record/testing/sample-frames.ts';
import { check } from '../record/testing/sample-purposes.ts';
import { decodeFrames } from './decoded-frame.ts';
import { type LadderArrow, ladderOf, MAX_ARROWS } from './ladder.ts';

const PURPOSE = 'management.bv.read';
const get = message('0.01', 7, 'aa', { path: '/3/0/0' });
const content = message('2.05', 7, 'aa', { format: 0, payload: 'Acme' });

function ladder(
  log: FrameLog,
  checks = [check(PURPOSE, 'code', { frame: 2 })],
  control: Parameters<typeof ladderOf>[0]['control'] = [],
) {
  return ladderOf({ frames: decodeFrames(log.frames), control, result: { checks }, sut: 'acme' });
}
const arrows = (rows: readonly unknown[]) =>
  rows.filter((row): row is LadderArrow => (row as LadderArrow).kind === 'arrow');

describe('A ladder', () => {
  test('draws each datagram from its sender to its receiver, in words', () => {
    const { lanes, rows } = ladder(new FrameLog('server').sent(1, get).received(4, content));
    expect(lanes).toEqual(['server', 'acme (SUT)']);
    expect(arrows(rows)).toMatchObject([
      { number: 1, at: 1, from: 0, to: 1, label: 'CON 7 GET /3/0/0', passes: 0, failures: [] },
      {
        number: 2,
        at: 4,
        from: 1,
        to: 0,
        label: 'ACK 7 2.05 Content [ct 0] 4 bytes "Acme"',
        passes: 1,
        failures: [],
      },
    ]);
  });

  test('gives every tester peer a lane, the SUT the last one', () => {
    const { lanes, rows } = ladder(
      new FrameLog('server').sent(1, get).sent(2, content, 'server-2').received(3, get, 'server-2'),
    );
    expect(lanes).toEqual(['server', 'server-2', 'acme (SUT)']);
    expect(arrows(rows).map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [1, 2],
      [2, 1],
    ]);
  });

  test.each([
    ['leaves out a datagram that only carries what is shown', 0x17, [2]],
    ['shows a datagram that is something else than what was to be sent', 0x16, [1, 2]],
  ])('%s', (_, type, numbers) => {
    // One record of DTLS 1.2 in epoch 1 (RFC 6347 §4.1), number 1, four bytes that nobody can read.
    const record = Uint8Array.of(type, 0xfe, 0xfd, 0, 1, 0, 0, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4);
    const { frames } = new FrameLog('server').sent(1, record).sent(1, get);
    const [carrier, carried] = frames;
    const secured = [
      { ...carrier, protocol: 'dtls' },
      { ...carried, within: 1 },
    ] as typeof frames;
    const { rows } = ladderOf({ frames: decodeFrames(secured), control: [], result: null, sut: 'acme' });
    expect(arrows(rows).map(({ number }) => number)).toEqual(numbers);
  });

  test('says what the path did to a datagram, and folds none that was lost into one that came', () => {
    const log = new FrameLog('server')
      .sent(1, get, 'server', { effect: 'lost' })
      .sent(2001, get)
      .received(2005, content, 'server', { effect: 'held' })
      .received(5005, content, 'server', { effect: 'late', of: 3 });
    expect(arrows(ladder(log).rows)).toMatchObject([
      { number: 1, path: 'lost', label: '[lost on the way] CON 7 GET /3/0/0', repeats: [] },
      { number: 2, path: null, label: 'CON 7 GET /3/0/0' },
      { number: 3, path: 'held' },
      { number: 4, path: 'late', label: expect.stringMatching(/^\[late: #3\] ACK 7 2.05/) },
    ]);
  });

  test('folds retransmissions into the first one, and keeps what a check says of a later one', () => {
    const log = new FrameLog('server')
      .sent(1, get)
      .sent(2001, get)
      .received(2005, content)
      .received(2006, content);
    const failing = check(PURPOSE, 'once', {
      outcome: 'fail',
      expected: 'one answer',
      received: 'two',
      frame: 4,
      reason: 'message.unexpected',
    });
    const found = arrows(ladder(log, [failing]).rows);
    expect(found.map(({ number, repeats }) => [number, repeats])).toEqual([
      [1, [{ number: 2, at: 2001 }]],
      [3, [{ number: 4, at: 2006 }]],
    ]);
    expect(found[1]?.failures).toEqual(['expected one answer; received two']);
  });

  test('does not fold across peers, directions, or the time in which a message id is reused', () => {
    const log = new FrameLog('server')
      .sent(1, get)
      .sent(2, get, 'server-2')
      .received(3, get)
      .sent(247_001, get);
    expect(arrows(ladder(log).rows)).toHaveLength(4);
  });

  test('shows bytes that are no CoAP, unfolded', () => {
    const junk = Buffer.from('ffff', 'hex');
    const found = arrows(ladder(new FrameLog('server').received(1, junk).received(2, junk)).rows);
    expect(found.map(({ decodable }) => decodable)).toEqual([false, false]);
    expect(found[0]?.label).toMatch(/^not CoAP: /);
  });

  test('ends with what a failed check expected where nothing came', () => {
    const silence = check(PURPOSE, 'answer', {
      outcome: 'fail',
      expected: 'an answer',
      received: 'nothing',
      reason: 'response.missing',
    });
    expect(ladder(new FrameLog('server').sent(1, get), [silence]).rows.at(-1)).toEqual({
      kind: 'note',
      at: null,
      text: 'expected an answer; received nothing',
      failing: true,
    });
  });

  test('places a control call before what it causes, and leaves answers out', () => {
    const call = (at: number, kind: 'call' | 'answer', verb: string) =>
      ({ type: 'control', cell: 'c', purpose: PURPOSE, at, kind, verb, detail: null }) as never;
    const log = new FrameLog('server').sent(1, get).received(5, content);
    const { rows } = ladder(log, [], [call(5, 'call', 'read'), call(6, 'answer', 'read')]);
    expect(rows.map(row => row.kind)).toEqual(['arrow', 'note', 'arrow']);
  });

  test('leaves out the middle of a very long exchange, never a failing datagram', () => {
    const log = new FrameLog('server');
    for (let index = 0; index < 1000; index++) log.sent(index, message('0.01', index, 'aa', { path: '/3' }));
    const failing = check(PURPOSE, 'code', { outcome: 'fail', frame: 700, reason: 'code.unexpected' });
    const { rows } = ladder(log, [failing]);
    const shown = arrows(rows);
    expect(shown).toHaveLength(MAX_ARROWS);
    expect(shown.map(({ number }) => number)).toContain(700);
    expect(shown.at(-1)?.number).toBe(1000);
    const omitted = rows.flatMap(row => (row.kind === 'omission' ? [row.arrows] : []));
    expect(omitted.reduce((sum, count) => sum + count, 0)).toBe(600);
  });

  test('leaves out the control calls that belong to what it leaves out, and counts them', () => {
    const log = new FrameLog('server');
    const control = Array.from({ length: 1000 }, (_, at) => {
      log.sent(at, message('0.01', at, 'aa', { path: '/3' }));
      return {
        type: 'control',
        cell: 'c',
        purpose: PURPOSE,
        at,
        kind: 'call',
        verb: 'read',
        detail: null,
      } as never;
    });
    const { rows } = ladder(log, [], control);
    const kinds = rows.map(({ kind }) => kind);
    expect(kinds.filter(kind => kind === 'note')).toHaveLength(MAX_ARROWS);
    expect(rows.filter(({ kind }) => kind === 'omission')).toEqual([
      { kind: 'omission', arrows: 600, notes: 600 },
    ]);
  });
});
