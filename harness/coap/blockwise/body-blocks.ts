import { type Block, blockSize } from './block-option.ts';

/** One block of a body with its bytes. */
export interface BodyBlock {
  readonly block: Block;
  readonly payload: Uint8Array;
}

/** The block that begins at `offset`, a multiple of the block size. */
export function blockAt(body: Uint8Array, offset: number, szx: number): BodyBlock {
  const size = blockSize(szx);
  const payload = body.subarray(offset, offset + size);
  return { block: { num: offset / size, more: offset + size < body.length, szx }, payload };
}

/** All blocks in order; an empty body is one empty block. */
export function blocksOf(body: Uint8Array, szx: number): BodyBlock[] {
  const size = blockSize(szx);
  const count = Math.max(1, Math.ceil(body.length / size));
  return Array.from({ length: count }, (_, num) => blockAt(body, num * size, szx));
}
