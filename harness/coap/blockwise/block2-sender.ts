import { NO_VIOLATIONS, type Violation, violation } from '../exchange/matching-finding.ts';
import type { Reply } from '../exchange/received-message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { uintOption } from '../message/options.ts';
import { type Block, blockOption, blockSize, describeBlock } from './block-option.ts';
import { blockAt } from './body-blocks.ts';
import { entityTag } from './entity-tag.ts';

const NOTHING = new Uint8Array(0);

export interface Served {
  readonly reply: Reply;
  /** The response to cut later blocks from, which has its ETag by now; null when none are to be expected. */
  readonly remaining: Reply | null;
  readonly violations: readonly Violation[];
}

/**
 * Cuts the block out of a response that is asked for (RFC 7959 §2.3, §2.4). A body that fits and that nobody asked for in
 * blocks stays as it is. The first block tells the size of the body; each has an ETag, so that blocks of two states do not mix.
 * @param asked the Block2 option of the request, SZX 0–6; null when it has none.
 */
export function serveBlock(reply: Reply, asked: Block | null, preferredSzx: number): Served {
  const { payload = NOTHING } = reply;
  const szx = Math.min(asked?.szx ?? preferredSzx, preferredSzx);
  // The place is what the client means, whatever size it is counted in.
  const offset = asked === null ? 0 : asked.num * blockSize(asked.szx);
  if (asked === null && payload.length <= blockSize(szx))
    return { reply, remaining: null, violations: NO_VIOLATIONS };
  if (offset > 0 && offset >= payload.length) {
    const text = `Block ${describeBlock(asked ?? { num: 0, more: false, szx })} is beyond the end of ${payload.length} bytes`;
    return { reply: { code: '4.00' }, remaining: null, violations: [violation('block.beyond-end', text)] };
  }
  const { block, payload: part } = blockAt(payload, offset, szx);
  const isWhole = block.num === 0 && !block.more;
  const body = isWhole ? reply : withEntityTag(reply, payload);
  const added = [
    blockOption(OptionNumber.block2, block),
    ...(block.num === 0 && block.more ? [uintOption(OptionNumber.size2, payload.length)] : []),
  ];
  // Only the first block of a notification has an Observe option (RFC 7959 §2.6).
  const kept = (body.options ?? []).filter(
    ({ number }) => block.num === 0 || number !== OptionNumber.observe,
  );
  return {
    reply: { ...body, options: [...kept, ...added], payload: part },
    remaining: isWhole ? null : body,
    violations: NO_VIOLATIONS,
  };
}

function withEntityTag(reply: Reply, payload: Uint8Array): Reply {
  const { options = [] } = reply;
  if (options.some(({ number }) => number === OptionNumber.eTag)) return reply;
  return { ...reply, options: [...options, { number: OptionNumber.eTag, value: entityTag(payload) }] };
}
