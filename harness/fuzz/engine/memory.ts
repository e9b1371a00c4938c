import process from 'node:process';
import { defect } from './judge.ts';
import type { Defect, Reading } from './law.ts';

/** What any decoder may take, and what it may take for each byte of its input. */
const FREE_BYTES = 2 ** 21;
const BYTES_PER_BYTE = 4096;
const ROUNDS = 6;
const MOST_PER_ROUND = 3000;
const ROUND_MS = 200;
/** Compiled code and inline caches settle; what is kept for every input goes on growing. */
const RETAINED_PER_EXECUTION = 16;
const NOISE_BYTES = 16_384;

/** Finds memory that is taken by what the input announces, not by what it holds. */
export function allocationDefect(reading: Reading, input: Uint8Array): Defect | null {
  const limit = FREE_BYTES + BYTES_PER_BYTE * input.length;
  if (taken(reading, input) <= limit) return null;
  const again = taken(reading, input);
  if (again <= limit) return null;
  return defect(
    'linear-memory',
    reading.label,
    `${again} bytes of memory for ${input.length} bytes of input`,
  );
}

function taken(reading: Reading, input: Uint8Array): number {
  const before = used();
  reading.read(input);
  return used() - before;
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes in use after a collection of garbage. */
export type MemoryProbe = () => number;

/** Null where the runtime does not let garbage be collected on demand (--expose-gc). */
export function memoryProbe(): MemoryProbe | null {
  const collect = globalThis.gc;
  if (collect === undefined) return null;
  return () => {
    void collect();
    return used();
  };
}

/** Finds what stays behind: reads the inputs over and over, and looks whether the memory in use rises every time. */
export function retentionDefect(
  readings: readonly { readonly reading: Reading; readonly input: Uint8Array }[],
  probe: MemoryProbe,
): Defect | null {
  if (readings.length === 0) return null;
  const executions = affordable(readings);
  const levels: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let execution = 0; execution < executions; execution++) {
      const each = readings[execution % readings.length];
      each?.reading.read(each.input);
    }
    levels.push(probe());
  }
  const growth = levels.slice(2).map((level, index) => level - (levels[index + 1] ?? level));
  const notable = Math.max(NOISE_BYTES, RETAINED_PER_EXECUTION * executions);
  if (growth.some(each => each < notable)) return null;
  return defect(
    'retains-nothing',
    'decoder',
    `memory in use grows with every round: ${levels.join(', ')} bytes`,
  );
}

/** As many executions as a round has time for. */
function affordable(readings: readonly { readonly reading: Reading; readonly input: Uint8Array }[]): number {
  const start = performance.now();
  let executions = 0;
  for (; executions < MOST_PER_ROUND && performance.now() - start < ROUND_MS; executions++) {
    const each = readings[executions % readings.length];
    each?.reading.read(each.input);
  }
  return executions;
}
