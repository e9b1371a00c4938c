import type { Random } from '../../transport/random.ts';
import type { Draft } from './draft.ts';

/** What mutations can draw on beside the input itself. */
export interface Material {
  readonly random: Random;
  /** Words of the format and of the code that reads it. */
  readonly dictionary: readonly Uint8Array[];
  /** Any other input of the corpus. */
  readonly other: () => Uint8Array;
}

type Mutator = (draft: Draft, material: Material) => void;

const LONGEST_BLOCK = 32;
const MAX_STEPS = 6;
const INTERESTING = [
  0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0xffff_ffff,
];
const NUMBERS = [
  '0',
  '-0',
  '-1',
  '65535',
  '65536',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775809',
  '18446744073709551615',
  '18446744073709551616',
  '1e400',
  '1.5',
  '0.1e1',
  '00',
].map(text => new TextEncoder().encode(text));

/** Changes the draft in one to six small steps. */
export function mutate(draft: Draft, material: Material): void {
  const { random } = material;
  const steps = 1 + Math.min(random.integer(MAX_STEPS), random.integer(MAX_STEPS));
  for (let step = 0; step < steps; step++) {
    if (draft.length === 0) insertWord(draft, material);
    else pick(random, MUTATORS)?.(draft, material);
  }
}

const flipBit: Mutator = (draft, { random }) => {
  const at = random.integer(draft.length);
  draft.put(at, draft.at(at) ^ (1 << random.integer(8)));
};

const setByte: Mutator = (draft, { random }) => draft.put(random.integer(draft.length), random.integer(256));

const nudgeByte: Mutator = (draft, { random }) => {
  const at = random.integer(draft.length);
  draft.put(at, (draft.at(at) + random.integer(33) - 16) & 0xff);
};

/** Lengths and counts take two bytes or more, in network order. */
const nudgeWord: Mutator = (draft, { random }) => {
  const at = random.integer(draft.length);
  const word = ((draft.at(at) << 8) + draft.at(at + 1) + random.integer(65) - 32) & 0xffff;
  draft.put(at, word >> 8);
  draft.put(at + 1, word & 0xff);
};

const setInteger: Mutator = (draft, { random }) => {
  const bytes = bigEndian(pick(random, INTERESTING) ?? 0, 1 << random.integer(4));
  draft.overwrite(random.integer(draft.length), bytes);
};

const setNumber: Mutator = (draft, { random }) => {
  const start = random.integer(draft.length);
  let end = start;
  while (end < draft.length && isDigit(draft.at(end))) end += 1;
  if (end > start) draft.remove(start, end - start);
  const number = pick(random, NUMBERS);
  if (number !== undefined) draft.insert(start, number);
};

const removeBlock: Mutator = (draft, { random }) => {
  const at = random.integer(draft.length);
  draft.remove(at, blockLength(random, draft.length - at));
};

const truncate: Mutator = (draft, { random }) => {
  const at = random.integer(draft.length);
  draft.remove(at, draft.length - at);
};

const repeatBlock: Mutator = (draft, { random }) => {
  const from = random.integer(draft.length);
  const block = draft.copy(from, blockLength(random, draft.length - from));
  draft.insert(random.integer(draft.length + 1), block);
};

const moveBlock: Mutator = (draft, { random }) => {
  const from = random.integer(draft.length);
  const block = draft.copy(from, blockLength(random, draft.length - from));
  draft.remove(from, block.length);
  draft.insert(random.integer(draft.length + 1), block);
};

const insertRandom: Mutator = (draft, { random }) =>
  draft.insert(random.integer(draft.length + 1), random.bytes(1 + random.integer(8)));

const insertRun: Mutator = (draft, { random }) => {
  const run = new Uint8Array(1 + random.integer(LONGEST_BLOCK)).fill(random.integer(256));
  draft.insert(random.integer(draft.length + 1), run);
};

const insertWord: Mutator = (draft, { random, dictionary }) => {
  const word = pick(random, dictionary) ?? random.bytes(1);
  draft.insert(random.integer(draft.length + 1), word);
};

const overwriteWord: Mutator = (draft, { random, dictionary }) => {
  const word = pick(random, dictionary) ?? random.bytes(1);
  draft.overwrite(random.integer(draft.length), word);
};

/** Goes on as another input does. */
const splice: Mutator = (draft, { random, other }) => {
  const at = random.integer(draft.length + 1);
  const tail = other();
  draft.remove(at, draft.length - at);
  draft.insert(at, tail.subarray(random.integer(tail.length + 1)));
};

const insertOther: Mutator = (draft, { random, other }) => {
  const donor = other();
  const from = random.integer(donor.length + 1);
  const block = donor.subarray(from, from + 1 + random.integer(LONGEST_BLOCK));
  draft.insert(random.integer(draft.length + 1), block);
};

const MUTATORS: readonly Mutator[] = [
  flipBit,
  setByte,
  nudgeByte,
  nudgeWord,
  setInteger,
  setNumber,
  removeBlock,
  truncate,
  repeatBlock,
  moveBlock,
  insertRandom,
  insertRun,
  insertWord,
  insertWord,
  overwriteWord,
  splice,
  insertOther,
];

function pick<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[random.integer(items.length)];
}

/** Short blocks are likelier. */
function blockLength(random: Random, most: number): number {
  return 1 + Math.min(random.integer(most), random.integer(LONGEST_BLOCK));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function bigEndian(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes.subarray(8 - width);
}
