import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { type Deviation, deviationsOf } from '../message/deviation.ts';
import type { CoapMessage, CoapOption } from '../message/message.ts';
import type { OptionNumber } from '../message/option-registry.ts';
import { uintOf, uintOption } from '../message/options.ts';

/** Which part of a body a message carries or asks for (RFC 7959 §2.2). */
export interface Block {
  /** 0–1048575, counted in blocks of this size. */
  readonly num: number;
  readonly more: boolean;
  /** 0–6: the block has 2^(szx+4) bytes, 16–1024. */
  readonly szx: number;
}

export type BlockOptionNumber = typeof OptionNumber.block1 | typeof OptionNumber.block2;

/** The block is null where the value is too long, so that the option counts as not recognized (RFC 7252 §5.4.3). */
export interface DecodedBlock {
  /** With SZX 7 as it was, for the receiver to refuse. */
  readonly block: Block | null;
  readonly deviations: readonly Deviation[];
}

export const MAX_SZX = 6;
export const RESERVED_SZX = 7;
const MAX_NUM = 2 ** 20 - 1;
const MAX_LENGTH = 3;

const deviation = deviationsOf('block', 'RFC 7959 §2.2');

/** Bytes of a block. */
export function blockSize(szx: number): number {
  return 2 ** (szx + 4);
}

/** @throws HarnessBugError `block.range` when a field does not fit; illegal values are built as plain options. */
export function blockOption(number: BlockOptionNumber, { num, more, szx }: Block): CoapOption {
  if (!isInteger(num, MAX_NUM) || !isInteger(szx, MAX_SZX)) {
    throw new HarnessBugError('block.range', `a Block option has no room for number ${num} and size ${szx}`, {
      hint: `Keep the number within 0–${MAX_NUM} and the size exponent within 0–${MAX_SZX}.`,
    });
  }
  return uintOption(number, num * 16 + (more ? 8 : 0) + szx);
}

/** Reads the value of a Block option. Total; offsets are within the value. */
export function decodeBlock(value: Uint8Array): DecodedBlock {
  if (value.length > MAX_LENGTH) {
    const text = `Block value has ${value.length} bytes instead of 0–${MAX_LENGTH}`;
    return { block: null, deviations: [deviation('length', text, MAX_LENGTH)] };
  }
  const bits = uintOf(value);
  const block: Block = { num: Math.floor(bits / 16), more: (bits & 8) !== 0, szx: bits & 7 };
  const deviations: Deviation[] = [];
  if (value.length > 0 && value[0] === 0) {
    const other = { clause: 'RFC 7252 §3.2', level: 'should' } as const;
    deviations.push(deviation('leading-zero', 'Block value starts with a zero byte', 0, other));
  }
  if (block.szx === RESERVED_SZX) {
    deviations.push(deviation('reserved-size', 'Block size exponent 7 is reserved', value.length - 1));
  }
  return { block, deviations };
}

/** The Block option of a message; undefined when it has none. */
export function blockIn(
  message: Pick<CoapMessage, 'options'>,
  number: BlockOptionNumber,
): DecodedBlock | undefined {
  const option = message.options.find(each => each.number === number);
  return option === undefined ? undefined : decodeBlock(option.value);
}

/** `2/1/64`: number, more, size, as the examples of RFC 7959 §3 write it. */
export function describeBlock({ num, more, szx }: Block): string {
  return `${num}/${more ? 1 : 0}/${blockSize(szx)}`;
}

function isInteger(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}
