import { blockOption, decodeBlock, RESERVED_SZX } from '../../coap/blockwise/block-option.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { hexWords } from '../words.ts';

const reading = readingOf({
  label: 'value',
  decode: bytes => {
    const { block, deviations } = decodeBlock(bytes);
    return { value: block, deviations };
  },
  // A reserved size is a breach, so this value never comes with one that a strict receiver takes.
  encode: block => (block.szx === RESERVED_SZX ? null : blockOption(OptionNumber.block1, block).value),
});

export const target: FuzzTarget = {
  name: 'block-option',
  title: 'value of Block1 and Block2 (RFC 7959 §2.2)',
  readings: [reading],
  seeds: hexWords('', '06', '0e', '16', 'ffff', 'fffffe', '07', '000e').map(payload => ({
    reading: 0,
    payload,
  })),
  dictionary: hexWords('00', '07', '0f', 'ff'),
};
