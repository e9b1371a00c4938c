import type fc from 'fast-check';
import type { CodecPeer } from './codec-peer.ts';

/** What two codecs disagree about, in one line that starts the same for the same cause. */
export interface Difference {
  readonly difference: string;
  /** The data and the bytes. */
  readonly example: string;
}

/** One sample of a comparison: asks both codecs, and tells where they differ. */
export type Sample = (peer: CodecPeer) => Promise<Difference | null>;

/** Both codecs asked the same question, over and over. */
export interface Comparison {
  /** `11542 application/vnd.oma.lwm2m+tlv: ours read by the peer` */
  readonly name: string;
  readonly samples: fc.Arbitrary<Sample>;
  /** Asked every time, before the samples: the bounds of every type. */
  readonly bounds?: readonly Sample[];
}
