import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { CLIENT_CELL, clientCell, sampleEvents } from '../record/testing/sample-run.ts';
import { plainLiveView, terminalLiveView } from './live-view.ts';
import { terminalStyle } from './terminal-style.ts';

const style = terminalStyle(false, 140);

function written(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', chunk => {
    text += String(chunk);
  });
  return { stream, text: () => text };
}

describe('The plain live view', () => {
  test('writes a line for each purpose that is no pass and one for each cell', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const view = plainLiveView({ stream, style, clock });
      for (const event of sampleEvents()) view.onEvent(event);
      view.close();
    });
    const lines = text().trimEnd().split('\n');
    expect(lines).toEqual([
      '✗ FAIL  management.bi.write-read-only  acme-client/nosec/udp/1.0  expected 4.05 Method Not Allowed; received 2.04 Changed',
      '≈ KNOWN FAILURE  reporting.ti.maximum-period  acme-client/nosec/udp/1.0  expected a notification within 5 s; received silence for 6.2 s',
      '? INCONCLUSIVE  registration.bv.update-lifetime  acme-client/nosec/udp/1.0  no Register arrived within 10 s',
      '! ERROR  transport.bi.unknown-critical-option  acme-client/nosec/udp/1.0  TypeError: cannot read properties of undefined',
      '• acme-client/nosec/udp/1.0  completed  6/6  2 fail  1 inconclusive  1 error  0 ms',
      '• acme-server/nosec/udp/1.0  completed  1/1  0 ms',
    ]);
  });

  test('breaks every silence of thirty seconds, and stops when it is closed', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    const beginning = sampleEvents().slice(
      0,
      sampleEvents().findIndex(event => event.type === 'frame'),
    );
    await clock.run(async () => {
      const view = plainLiveView({ stream, style, clock });
      for (const event of beginning) view.onEvent(event);
      await clock.wait(29_999);
      expect(text()).toBe('');
      await clock.wait(60_002);
      view.close();
      await clock.wait(120_000);
    });
    const lines = text().trimEnd().split('\n');
    const running = '… acme-client/nosec/udp/1.0  running  0/6';
    expect(lines.filter(line => line.startsWith('… acme-client'))).toEqual([
      `${running}  30.0 s  now registration.bv.register`,
      `${running}  1 min 00 s  now registration.bv.register`,
      `${running}  1 min 30 s  now registration.bv.register`,
    ]);
  });

  test('tells what a cell waits for', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    const inTerminal = written();
    await clock.run(async () => {
      const views = [
        plainLiveView({ stream, style, clock }),
        terminalLiveView({ ...inTerminal, style, clock }),
      ];
      for (const view of views) {
        for (const event of sampleEvents().slice(0, 1)) view.onEvent(event);
        view.onProgress(CLIENT_CELL, 'image pull 61 %\u001b[2J');
        view.close();
      }
    });
    expect(text()).toBe('… acme-client/nosec/udp/1.0  image pull 61 %\\x1b[2J\n');
    expect(inTerminal.text()).toContain('acme-client/nosec/udp/1.0  image pull 61 %\\x1b[2J\n');
  });

  test('lets no control character of a SUT through', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const view = plainLiveView({ stream, style, clock });
      for (const event of sampleEvents({ cells: [clientCell([hostilePurpose()])] })) view.onEvent(event);
      view.close();
    });
    expect(text()).toContain('codec.bi.hostile-strings');
    expect(text().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('The terminal live view', () => {
  test('keeps one line per cell with count, failures, time and current purpose', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    const events = sampleEvents();
    const second = events.findLastIndex(
      event => event.type === 'purpose-started' && event.purpose === 'reporting.ti.maximum-period',
    );
    await clock.run(async () => {
      const view = terminalLiveView({ stream, style, clock });
      for (const event of events.slice(0, second + 1)) view.onEvent(event);
      await clock.wait(4000);
      view.close();
    });
    expect(text()).toContain(
      'acme-client/nosec/udp/1.0  ██████████░░░░░░░░░░    3/6  1 fail  4.0 s  reporting.ti.maximum-period',
    );
    expect(text()).toContain('acme-server/nosec/udp/1.0  waiting');
  });

  test('draws nothing more once it is closed', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const view = terminalLiveView({ stream, style, clock });
      const [header, ...rest] = sampleEvents();
      if (header !== undefined) view.onEvent(header);
      view.close();
      const before = text();
      for (const event of rest) view.onEvent(event);
      await clock.wait(10_000);
      view.close();
      expect(text()).toBe(before);
    });
    expect(text()).toContain('waiting');
  });
});
