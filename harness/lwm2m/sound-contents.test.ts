import { describe, expect, test } from '@jest/globals';
import { pathOptions } from '../coap/message/options.ts';
import { definitionsFor } from './model/registry.ts';
import { SoundContents } from './sound-contents.ts';

const reading = () => ({ definitions: definitionsFor('1.0'), version: '1.0' as const });
const content = (path: string, text: string) => ({
  ...{ code: '0.03' as const, options: pathOptions(path), payload: Buffer.from(text) },
});

describe('SoundContents', () => {
  test('has the same content read once, and any other read too', () => {
    const sound = new SoundContents(reading());
    const read: string[] = [];
    const say = (path: string, text: string, format: number): void =>
      sound.once(content(path, text), format, null, () => read.push(`${path} ${text} ${format}`));
    say('/3/0/13', '1', 0);
    say('/3/0/13', '1', 0);
    say('/3/0/13', '2', 0);
    say('/3/0/14', '1', 0);
    say('/3/0/13', '1', 42);
    expect(read).toEqual(['/3/0/13 1 0', '/3/0/13 2 0', '/3/0/14 1 0', '/3/0/13 1 42']);
  });

  test('has content that is wrong read whenever it comes', () => {
    const sound = new SoundContents(reading());
    const refused = (): void =>
      sound.once(content('/3/0/13', 'x'), 0, null, () => {
        throw new RangeError('wrong');
      });
    expect(refused).toThrow('wrong');
    expect(refused).toThrow('wrong');
  });

  test('remembers for all purposes of a cell, and for no other definitions', () => {
    const cell = reading();
    const other = reading();
    let times = 0;
    for (const each of [cell, cell, other, { ...cell, version: '1.1' as const }]) {
      new SoundContents(each).once(content('/3/0/13', '1'), 0, null, () => {
        times += 1;
      });
    }
    expect(times).toBe(3);
  });
});
