import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { freshFolder, recordedEvents, touchstone } from './testing/touchstone.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OBJECTS = join(ROOT, 'fixtures', 'objects');
const DEVICE = join(OBJECTS, 'acme-device.xml');
const GREENHOUSE = join(OBJECTS, 'acme-greenhouse.xml');
const EMBEDDED = join(ROOT, 'fixtures', 'suts', 'embedded-client');
/** Reads /3/0 in TLV and tells every value of it. */
const PURPOSE = 'management.bv.read-instance-tlv';
const LONG = 60_000;

interface Header {
  readonly cells: readonly {
    readonly objectFiles?: readonly { path: string; sha256: string; objects: number[] }[];
  }[];
}

async function run(sut: string, ...args: readonly string[]) {
  const out = freshFolder();
  const ended = await touchstone(['run', sut, '--out', out, '--only', PURPOSE, '--seed', '1', ...args]);
  const events = recordedEvents(out);
  return { ...ended, out, events, header: events[0] as unknown as Header };
}

/** What the checks of the purpose saw, and the payloads on the wire as text. */
function seen(events: readonly { readonly [key: string]: unknown }[]): { values: string; wire: string } {
  const results = events.filter(({ type }) => type === 'result') as unknown as {
    checks: { received: string }[];
  }[];
  const frames = events.filter(({ type }) => type === 'frame') as unknown as { frame: { hex: string } }[];
  return {
    values: results.flatMap(({ checks }) => checks.map(({ received }) => received)).join('\n'),
    wire: frames.map(({ frame }) => Buffer.from(frame.hex, 'hex').toString('latin1')).join('\n'),
  };
}

describe('touchstone run --object-file', () => {
  test(
    'lets the embedded client have vendor resources and objects, and a purpose read them with their types',
    async () => {
      const { code, events, header, stderr } = await run(
        EMBEDDED,
        '--object-file',
        DEVICE,
        '--object-file',
        GREENHOUSE,
      );
      expect(code).toBe(0);
      const { values, wire } = seen(events);
      expect(values).toContain('/3/0/26251=1,');
      expect(values).toContain('/3/0/26252=1.5,');
      expect(values).toContain('/3/0/26253=1700000000,');
      expect(values).toContain('/3/0/26254="3:0"');
      expect(values).toContain('/3/0/0="Touchstone"');
      expect(wire).toContain('</33100/0>');
      // Behind those that the embedded client has anyway.
      expect(header.cells[0]?.objectFiles?.slice(-2)).toEqual(
        [DEVICE, GREENHOUSE].map((path, index) => ({
          path: expect.stringContaining(path.split('/').at(-1) ?? '?'),
          sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
          objects: [index === 0 ? 3 : 33100],
        })),
      );
      expect(stderr).toContain('object 3 (Device 1.0) replaces Device 1.0, which is built in');
    },
    LONG,
  );

  test(
    'is the same as objectFiles in the SUT file',
    async () => {
      const folder = freshFolder();
      cpSync(EMBEDDED, folder, { recursive: true });
      cpSync(DEVICE, join(folder, 'device.xml'));
      const file = join(folder, 'sut.yaml');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/^objectFiles: .*$/m, 'objectFiles: [device.xml]'),
      );
      const { code, events, header } = await run(folder);
      expect(code).toBe(0);
      expect(header.cells[0]?.objectFiles).toMatchObject([{ objects: [3] }]);
      expect(seen(events).values).toContain('/3/0/26252=1.5,');
    },
    LONG,
  );

  test('names file, line and remedy of every mistake, and runs nothing', async () => {
    const file = join(freshFolder(), 'wrong.xml');
    writeFileSync(
      file,
      readFileSync(GREENHOUSE, 'utf8').replace('>Float<', '>Flot<').replace('>RW<', '>WR<'),
    );
    const { code, events, stderr } = await run(EMBEDDED, '--object-file', file);
    expect(code).toBe(78);
    expect(events).toEqual([]);
    expect(stderr).toContain('wrong.xml:16: Object[33100].Item[0].Operations: found "WR"');
    expect(stderr).toContain('wrong.xml:49: Object[33100].Item[3].Type: found "Flot"');
    expect(stderr).toContain('line 49: write Float');
  });
});
