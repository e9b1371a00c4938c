import { NO_VIOLATIONS, type Violation, violation } from '../exchange/matching-finding.ts';
import { sameBytes } from '../exchange/same-bytes.ts';
import { describeCode } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption, uintValue } from '../message/options.ts';
import { type Block, blockIn, blockSize, describeBlock, RESERVED_SZX } from './block-option.ts';
import type { BlockwiseParameters } from './blockwise-parameters.ts';
import { BodyBuffer } from './body-buffer.ts';

/** How often a body may change while it is fetched before it is given up. */
const MAX_RESTARTS = 3;

/** What a response with a part of a body leads to. `broken`: the rest cannot be fetched in any sensible way. */
export type DownloadStep = { readonly violations: readonly Violation[] } & (
  | { readonly kind: 'ask'; readonly block: Block }
  | { readonly kind: 'complete'; readonly body: Uint8Array }
  | { readonly kind: 'broken' }
);

/** Fetches a response body in blocks (RFC 7959 §2.3, §2.4): which block to ask for after which response. */
export class Block2Receiver {
  readonly #parameters: BlockwiseParameters;
  #asked: Block | null;
  readonly #body = new BodyBuffer();
  #eTag: Uint8Array | null = null;
  #format: number | undefined;
  #restarts = 0;

  /** @param asked the Block2 option of the first request, null when it had none. */
  constructor(parameters: BlockwiseParameters, asked: Block | null) {
    this.#parameters = parameters;
    this.#asked = asked;
  }

  accept(response: CoapMessage): DownloadStep {
    const decoded = blockIn(response, OptionNumber.block2);
    if (decoded === undefined) return this.#withoutOption(response);
    const { block } = decoded;
    // What is wrong with the value itself is told by the reader of the message.
    if (block === null || block.szx === RESERVED_SZX) return broken();
    const violations = this.#violations(block, response);
    if (this.#body.length > 0 && this.#hasChanged(response)) return this.#restart(violations, block.szx);
    if (block.num * blockSize(block.szx) !== this.#body.length) return broken(violations);
    if (block.more && response.payload.length !== blockSize(block.szx)) return broken(violations);
    return this.#append(block, response, violations);
  }

  #append(block: Block, response: CoapMessage, violations: readonly Violation[]): DownloadStep {
    if (this.#body.length === 0) {
      this.#eTag = eTagOf(response);
      this.#format = uintValue(response, OptionNumber.contentFormat);
    }
    this.#body.append(response.payload);
    if (this.#body.length > this.#parameters.maxBody) return broken(violations);
    if (!block.more) return { kind: 'complete', body: this.#body.toBytes(), violations };
    return this.#ask(block.szx, violations);
  }

  #withoutOption(response: CoapMessage): DownloadStep {
    if (this.#asked === null || this.#body.length === 0) {
      return { kind: 'complete', body: response.payload, violations: NO_VIOLATIONS };
    }
    const text = `${describeCode(response.code)} to a request for block ${describeBlock(this.#asked)} has no Block2`;
    return broken([violation('block.missing-option', text)]);
  }

  #violations(block: Block, response: CoapMessage): Violation[] {
    const violations: Violation[] = [];
    const seen = `Block2 ${describeBlock(block)}`;
    const asked = this.#asked;
    if (asked !== null && block.szx > asked.szx) {
      violations.push(violation('block.size-grown', `${seen} answers a request for ${describeBlock(asked)}`));
    }
    if (block.num * blockSize(block.szx) !== (asked === null ? 0 : asked.num * blockSize(asked.szx))) {
      const wanted = asked === null ? 'a request without Block2' : `a request for ${describeBlock(asked)}`;
      violations.push(violation('block.wrong-number', `${seen} answers ${wanted}`));
    }
    if (block.num > 0 && hasOption(response, OptionNumber.observe)) {
      violations.push(violation('block.observe-on-later-block', `${seen} has an Observe option`));
    }
    return violations;
  }

  /** Blocks with different ETags are of different bodies (RFC 7959 §2.4). */
  #hasChanged(response: CoapMessage): boolean {
    const eTag = eTagOf(response);
    const sameTag = eTag === null ? this.#eTag === null : this.#eTag !== null && sameBytes(eTag, this.#eTag);
    return !sameTag || uintValue(response, OptionNumber.contentFormat) !== this.#format;
  }

  #restart(violations: readonly Violation[], szx: number): DownloadStep {
    this.#restarts += 1;
    if (this.#restarts > MAX_RESTARTS) {
      const text = `The body has changed ${this.#restarts} times while it was fetched`;
      return broken([...violations, violation('block.never-complete', text)]);
    }
    this.#body.clear();
    return this.#ask(szx, violations);
  }

  #ask(offered: number, violations: readonly Violation[]): DownloadStep {
    const szx = Math.min(offered, this.#parameters.preferredSzx);
    this.#asked = { num: this.#body.length / blockSize(szx), more: false, szx };
    return { kind: 'ask', block: this.#asked, violations };
  }
}

function broken(violations: readonly Violation[] = NO_VIOLATIONS): DownloadStep {
  return { kind: 'broken', violations };
}

function eTagOf(response: CoapMessage): Uint8Array | null {
  return response.options.find(({ number }) => number === OptionNumber.eTag)?.value ?? null;
}
