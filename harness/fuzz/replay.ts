import { readFileSync } from 'node:fs';
import { UsageError } from '../errors/touchstone-error.ts';
import { prefixGrowthDefect } from './engine/growth.ts';
import type { Defect } from './engine/law.ts';
import { type FuzzTarget, type Selected, select } from './engine/target.ts';

const SHOWN_BYTES = 512;
const SHOWN_DEVIATIONS = 20;

/** The defect that an input shows on its own: of what has to be watched over many inputs, only the time is looked at. */
export function defectOf({ reading, payload }: Selected): Defect | null {
  return reading.judge(payload) ?? prefixGrowthDefect(reading, payload);
}

/** Reads an input once more and tells everything about it. True when it breaks no law. */
export function replay(target: FuzzTarget, file: string, write: (line: string) => void): boolean {
  const input = bytesOf(file);
  const selected = select(target, input);
  if (selected === null) return true;
  const { reading, payload } = selected;
  const hex = Buffer.from(payload.subarray(0, SHOWN_BYTES)).toString('hex');
  const rest = payload.length > SHOWN_BYTES ? '…' : '';
  write(`${target.name}, ${reading.label}, ${payload.length} bytes: ${hex}${rest}`);
  const found = defectOf(selected);
  if (found !== null) {
    write(`breaks ${found.law}: ${found.message}`);
    return false;
  }
  const { value, deviations } = reading.read(payload);
  write(value === null ? 'is not read' : 'is read');
  for (const { code, level, offset, message, clause } of deviations.slice(0, SHOWN_DEVIATIONS)) {
    write(`  ${code} (${level}) at byte ${offset}: ${message}, ${clause}`);
  }
  if (deviations.length > SHOWN_DEVIATIONS) write(`  and ${deviations.length - SHOWN_DEVIATIONS} more`);
  write('breaks no law');
  return true;
}

function bytesOf(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw new UsageError('fuzz.replay', `${file} cannot be read: ${String(cause)}`, {
      hint: 'Give the path of a file with the bytes of one input.',
      cause,
    });
  }
}
