import { NO_VIOLATIONS, type Violation, violation } from '../exchange/matching-finding.ts';
import type { Reply } from '../exchange/received-message.ts';
import { sameBytes } from '../exchange/same-bytes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { uintOption, uintValue } from '../message/options.ts';
import { type Block, blockOption, blockSize, describeBlock } from './block-option.ts';
import type { BlockwiseParameters } from './blockwise-parameters.ts';
import { BodyBuffer } from './body-buffer.ts';

/** What becomes of a block: an answer at once, or the whole body, which its owner is to answer. */
export type Received =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly violations: readonly Violation[] }
  | { readonly kind: 'complete'; readonly body: Uint8Array; readonly violations: readonly Violation[] };

/**
 * Assembles one request body from its blocks, all or nothing (RFC 7959 §2.5).
 * A block out of sequence is answered with 4.08, one of the wrong length with 4.00, too long a body with 4.13.
 */
export class Block1Receiver {
  readonly #parameters: BlockwiseParameters;
  readonly #body = new BodyBuffer();
  #started = false;
  #format: number | undefined;
  /** The largest size the client may use from now on. */
  #szx: number;

  constructor(parameters: BlockwiseParameters) {
    this.#parameters = parameters;
    this.#szx = parameters.preferredSzx;
  }

  /** Whether a body is under way; after anything else the receiver may be forgotten. */
  get underway(): boolean {
    return this.#started;
  }

  /** @param block what the Block1 option of the request says, SZX 0–6. */
  accept(block: Block, request: CoapMessage): Received {
    const { payload } = request;
    const format = uintValue(request, OptionNumber.contentFormat);
    const announced = uintValue(request, OptionNumber.size1) ?? 0;
    if (announced > this.#parameters.maxBody) return this.#tooLarge(block);
    if (!hasRightLength(block, payload)) return refuse('4.00', block, NO_VIOLATIONS);
    if (block.num === 0) this.#begin(block, format);
    else if (!this.#started) return refuse('4.08', block, [gap(block, 'the first block is not known')]);
    else if (format !== this.#format) {
      const text = `Block ${describeBlock(block)} has Content-Format ${format ?? 'none'} instead of ${this.#format ?? 'none'}`;
      return refuse('4.08', block, [violation('block.content-format-changed', text)]);
    }
    const ignored = block.szx > this.#szx && block.num > 0;
    const violations = ignored
      ? [
          violation(
            'block.size-not-followed',
            `Block ${describeBlock(block)} after a request for ${blockSize(this.#szx)} bytes`,
          ),
        ]
      : NO_VIOLATIONS;
    return this.#append(block, payload, violations);
  }

  /** Block 0 starts afresh, whatever was under way (RFC 7959 §2.5). */
  #begin({ szx }: Block, format: number | undefined): void {
    this.#body.clear();
    this.#started = true;
    this.#format = format;
    this.#szx = Math.min(szx, this.#parameters.preferredSzx);
  }

  #append(block: Block, payload: Uint8Array, violations: readonly Violation[]): Received {
    const offset = block.num * blockSize(block.szx);
    if (offset < this.#body.length) return this.#repeated(block, offset, payload);
    if (offset > this.#body.length) {
      return refuse('4.08', block, [gap(block, `${this.#body.length} bytes of those before are there`)]);
    }
    if (offset + payload.length > this.#parameters.maxBody) return this.#tooLarge(block);
    this.#body.append(payload);
    if (block.more) return { kind: 'reply', reply: this.#continue(block), violations };
    const body = this.#body.toBytes();
    this.#end();
    return { kind: 'complete', body, violations };
  }

  /** A block once more under another message id: taken if it says the same. */
  #repeated(block: Block, offset: number, payload: Uint8Array): Received {
    const same = block.more && sameBytes(this.#body.part(offset, payload.length), payload);
    if (same) return { kind: 'reply', reply: this.#continue(block), violations: NO_VIOLATIONS };
    const text = `Block ${describeBlock(block)} comes again with other content`;
    return refuse('4.08', block, [violation('block.repeated-differently', text)]);
  }

  #continue({ num, szx }: Block): Reply {
    return answer('2.31', { num, more: true, szx: Math.min(szx, this.#szx) });
  }

  /** Size1 tells how much would be taken (RFC 7959 §4). */
  #tooLarge({ num, szx }: Block): Received {
    this.#end();
    const options = [
      blockOption(OptionNumber.block1, {
        num,
        more: false,
        szx: Math.min(szx, this.#parameters.preferredSzx),
      }),
      uintOption(OptionNumber.size1, this.#parameters.maxBody),
    ];
    return { kind: 'reply', reply: { code: '4.13', options }, violations: NO_VIOLATIONS };
  }

  #end(): void {
    this.#body.clear();
    this.#started = false;
  }
}

/** The reader of the message has told what is wrong when it does not (RFC 7959 §2.2). */
function hasRightLength({ more, szx }: Block, payload: Uint8Array): boolean {
  return more ? payload.length === blockSize(szx) : payload.length <= blockSize(szx);
}

function gap(block: Block, why: string): Violation {
  return violation('block.gap', `Block ${describeBlock(block)} comes though ${why}`);
}

function refuse(code: Reply['code'], block: Block, violations: readonly Violation[]): Received {
  return { kind: 'reply', reply: answer(code, { ...block, more: false }), violations };
}

function answer(code: Reply['code'], block: Block): Reply {
  return { code, options: [blockOption(OptionNumber.block1, block)] };
}
