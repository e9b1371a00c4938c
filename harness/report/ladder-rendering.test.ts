import { describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { HOSTILE_TEXT, hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { clientPurposes, type SamplePurpose, serverPurposes } from '../record/testing/sample-purposes.ts';
import { decodeFrames } from './decoded-frame.ts';
import { type Ladder, ladderOf } from './ladder.ts';
import { ladderSvg } from './ladder-svg.ts';
import { ladderText } from './ladder-text.ts';
import { terminalStyle } from './terminal-style.ts';

const plain = terminalStyle(false, 110);

function ladder({ frames, control, result, declaration }: SamplePurpose): Ladder {
  const events = control.map(
    call => ({ type: 'control', cell: 'c', purpose: declaration.id, ...call }) as never,
  );
  return ladderOf({ frames: decodeFrames(frames), control: events, result, sut: 'acme' });
}
function sample(id: string): Ladder {
  const found = [...clientPurposes(), ...serverPurposes(), hostilePurpose()].find(
    ({ declaration }) => declaration.id === id,
  );
  if (found === undefined) throw new Error(`no sample ${id}`);
  return ladder(found);
}

describe('A ladder in text', () => {
  test('shows time, frame number, lanes, arrows and what fails', () => {
    const text = ladderText(sample('management.bi.write-read-only'), plain).join('\n');
    expect(text).toMatch(/ {2}0\.012 s {4}#3 {3}│─ CON 8194 PUT \/3\/0\/0 \[ct 0\] 7 bytes "Mallory" ─+▶│/);
    expect(text).toMatch(/ {2}0\.019 s {4}#4 {3}│◀─+ ACK 8194 2\.04 Changed ─│ ✗/);
    expect(text).toContain('✗ FAIL expected 4.05 Method Not Allowed; received 2.04 Changed');
  });

  test('keeps every arrow between its lanes, also with several peers', () => {
    for (const id of ['registration.bv.accept-register', 'management.bi.write-read-only']) {
      const lines = ladderText(sample(id), plain).filter(line => /#\d/.test(line));
      const last = lines.map(line => line.lastIndexOf('│'));
      expect(new Set(last).size).toBe(1);
      expect(lines.length).toBeGreaterThan(3);
    }
  });

  test('marks what was repeated and what is no CoAP', () => {
    expect(ladderText(sample('reporting.ti.maximum-period'), plain).join('\n')).toContain(
      '↻ again ×1: #4 at 2.012 s',
    );
    expect(ladderText(sample('transport.bi.unknown-critical-option'), plain).join('\n')).toMatch(
      /◀╌+ not CoAP/,
    );
  });

  test('says the same without colour as with it', () => {
    const coloured = ladderText(sample('management.bi.write-read-only'), terminalStyle(true, 110)).join('\n');
    expect(coloured).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes that colour is made of
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(
      ladderText(sample('management.bi.write-read-only'), plain).join('\n'),
    );
  });

  test('keeps hostile text harmless', () => {
    const text = ladderText(sample('codec.bi.hostile-strings'), plain).join('');
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain('alert');
  });
});

describe('A ladder as SVG', () => {
  test('is well-formed, whatever the SUT sent', () => {
    for (const purpose of [...clientPurposes(), ...serverPurposes(), hostilePurpose()]) {
      expect(XMLValidator.validate(ladderSvg(ladder(purpose), HOSTILE_TEXT))).toBe(true);
    }
  });

  test('marks the failing arrow with a word and a class', () => {
    const svg = ladderSvg(sample('management.bi.write-read-only'), 'Messages');
    expect(svg.match(/class="ladder-arrow ladder-fail"/g)).toHaveLength(2);
    expect(svg).toContain('✗ expected 4.05 Method Not Allowed; received 2.04 Changed');
  });

  test('escapes all text of the SUT', () => {
    const svg = ladderSvg(sample('codec.bi.hostile-strings'), 'Messages');
    expect(svg).not.toMatch(/<script|<img|onmouseover="/);
    expect(svg).toContain('&lt;script&gt;');
  });
});
