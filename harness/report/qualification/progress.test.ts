import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { terminalStyle } from '../terminal-style.ts';
import { qualificationProgress } from './progress.ts';

function written(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', chunk => {
    text += String(chunk);
  });
  return { stream, text: () => text };
}

describe('The progress of a qualification', () => {
  test('is silent for two seconds where nothing can be redrawn, and then tells every ten', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const progress = qualificationProgress({ stream, tty: false, style: terminalStyle(false, 80), clock });
      progress.show(0, 50);
      await clock.wait(1999);
      progress.show(9, 50);
      expect(text()).toBe('');
      await clock.wait(12_000);
      progress.show(40, 50);
      await clock.wait(7000);
      progress.close();
      await clock.wait(60_000);
    });
    expect(text().trimEnd().split('\n')).toEqual([
      '… 9/50 mutants and variants  2.0 s',
      '… 9/50 mutants and variants  12.0 s',
    ]);
  });

  test('says that it is loading before it knows how much there is', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const progress = qualificationProgress({ stream, tty: false, style: terminalStyle(false, 80), clock });
      await clock.wait(2500);
      progress.close();
    });
    expect(text()).toBe('… loading purposes and mutants  2.0 s\n');
  });

  test('redraws one line on a terminal, and leaves nothing behind', async () => {
    const clock = new VirtualClock();
    const { stream, text } = written();
    await clock.run(async () => {
      const progress = qualificationProgress({ stream, tty: true, style: terminalStyle(false, 80), clock });
      progress.show(25, 50);
      expect(text()).toContain(`${'█'.repeat(15)}${'░'.repeat(15)}  25/50 mutants and variants  0 ms`);
      await clock.wait(1000);
      expect(text()).toContain('25/50 mutants and variants  1.0 s');
      progress.close();
      const closed = text();
      await clock.wait(5000);
      expect(text()).toBe(closed);
    });
    // The last thing written erases the line.
    const erasure = text().slice(text().lastIndexOf('variants'));
    expect(erasure).toContain('\u001b[2K');
  });
});
