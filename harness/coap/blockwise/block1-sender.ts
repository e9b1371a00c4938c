import { type Violation, violation } from '../exchange/matching-finding.ts';
import { describeCode, isSuccess } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { type Block, blockIn, blockSize, describeBlock } from './block-option.ts';
import { type BodyBlock, blockAt } from './body-blocks.ts';

const CONTINUE = '2.31';
/** With a smaller size it asks for that one (RFC 7959 §2.9.3). */
export const TOO_LARGE = '4.13';

/** What a response to a block leads to: another block, or the end of the upload with this response. */
export interface UploadStep {
  readonly next: BodyBlock | null;
  readonly violations: readonly Violation[];
}

/** Sends a request body in blocks (RFC 7959 §2.3, §2.5): which block follows which response. */
export class Block1Sender {
  readonly #body: Uint8Array;
  #szx: number;
  #offset = 0;

  constructor(body: Uint8Array, szx: number) {
    this.#body = body;
    this.#szx = szx;
  }

  /** The block to send now. */
  get current(): BodyBlock {
    return blockAt(this.#body, this.#offset, this.#szx);
  }

  on(response: CoapMessage): UploadStep {
    const { block } = this.current;
    const answered = blockIn(response, OptionNumber.block1)?.block ?? null;
    if (response.code === TOO_LARGE && answered !== null && answered.szx < this.#szx) {
      return this.#restart(answered.szx);
    }
    if (!isSuccess(response.code)) return { next: null, violations: [] };
    const violations = this.#violations(response, block, answered);
    // Without the option the server did not see a block, so the response is to the request as a whole.
    const goesOn = block.more && (response.code === CONTINUE || answered !== null);
    if (!goesOn) return { next: null, violations };
    this.#offset += blockSize(block.szx);
    if (answered !== null) this.#szx = Math.min(this.#szx, answered.szx);
    return { next: this.current, violations };
  }

  /** 4.13 with a smaller size is a hint to try that one, from the start (RFC 7959 §2.9.3). */
  #restart(szx: number): UploadStep {
    this.#szx = szx;
    this.#offset = 0;
    return { next: this.current, violations: [] };
  }

  #violations(response: CoapMessage, sent: Block, answered: Block | null): Violation[] {
    const { code } = response;
    const violations: Violation[] = [];
    if (!sent.more && code === CONTINUE) {
      violations.push(
        violation('block.continue-at-end', `2.31 Continue answers the last block ${describeBlock(sent)}`),
      );
    }
    if (answered === null) {
      const text = `${describeCode(code)} to block ${describeBlock(sent)} has no Block1`;
      return [...violations, violation('block.missing-option', text, sent.more ? 'must' : 'should')];
    }
    const seen = `${describeBlock(answered)} answers block ${describeBlock(sent)}`;
    if (answered.num !== sent.num) violations.push(violation('block.wrong-number', `Block1 ${seen}`));
    if (answered.szx > sent.szx) violations.push(violation('block.size-grown', `Block1 ${seen}`));
    if (!sent.more && answered.more) violations.push(violation('block.more-after-last', `Block1 ${seen}`));
    return violations;
  }
}
