import { blockIn, blockSize, describeBlock } from '../coap/blockwise/block-option.ts';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode, isSuccess } from '../coap/message/codes.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { type MessageSubject, onMessage } from './expect-message.ts';
import type { Expectation, Judgement } from './expectation.ts';

/** Every response of the transfer carries a block of this size at most (RFC 7959 §2.4). */
export function blocksUpTo(szx: number): Expectation<MessageSubject> {
  const size = blockSize(szx);
  return onMessage(`blocks of ${size} bytes or less`, message => {
    if (!isSuccess(message.code)) return refused(message);
    const blocks = message.transfer?.blocks ?? [message];
    const received = blocks.map(shown).join(', ');
    const tooLarge = blocks.find(({ payload }) => payload.length > size);
    return tooLarge === undefined
      ? { pass: true, received }
      : { pass: false, received, reason: 'payload.unexpected', frame: tooLarge.frame };
  });
}

/** The whole body has been transferred, and it is that of `whole`. */
export function sameBodyAs(whole: MessageSubject): Expectation<MessageSubject> {
  const wanted = whole.kind === 'silence' ? new Uint8Array(0) : whole.message.payload;
  return onMessage(`the same ${wanted.length} bytes as in one piece`, message => {
    if (!isSuccess(message.code)) return refused(message);
    const complete = message.transfer?.complete ?? true;
    const received = `${message.payload.length} bytes${complete ? '' : ', and not the rest'}`;
    if (complete && Buffer.from(message.payload).equals(wanted)) return { pass: true, received };
    return { pass: false, received, reason: 'payload.unexpected' };
  });
}

/** The first of several blocks of a request body. */
export function firstOfSeveralBlocks(): Expectation<MessageSubject> {
  return onMessage('the first of several blocks', message => {
    const block = blockIn(message, OptionNumber.block1)?.block ?? null;
    if (block === null) {
      return { pass: false, received: `${message.payload.length} bytes at once`, reason: 'option.missing' };
    }
    const received = `Block1 ${describeBlock(block)}`;
    return block.num === 0 && block.more
      ? { pass: true, received }
      : { pass: false, received, reason: 'option.unexpected' };
  });
}

function shown(message: ReceivedMessage): string {
  const block = blockIn(message, OptionNumber.block2)?.block ?? null;
  return `${block === null ? 'no Block2' : describeBlock(block)} (${message.payload.length} bytes)`;
}

function refused({ code }: ReceivedMessage): Judgement {
  return { pass: false, received: describeCode(code), reason: 'code.unexpected' };
}
