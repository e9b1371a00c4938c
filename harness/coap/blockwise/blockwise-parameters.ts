/** How an endpoint transfers block-wise. */
export interface BlockwiseParameters {
  /** 0–6: blocks of at most 2^(szx+4) bytes are sent and asked for. */
  readonly preferredSzx: number;
  /** Bytes of the longest body that is assembled. */
  readonly maxBody: number;
}

export const DEFAULT_BLOCKWISE: BlockwiseParameters = { preferredSzx: 6, maxBody: 1_048_576 };
