import {
  blockIn,
  blockOption,
  blockSize,
  type MessageSubject,
  OptionNumber,
  type ReceivedMessage,
  requestFor,
  type ServerContext,
} from '../../harness/touchstone.ts';

/** What a device with a Firmware Update object registers beside what every device does. */
export const FIRMWARE_UPDATE = '/5/0';
export const PACKAGE = '/5/0/0';
export const PUSH = requestFor('put', PACKAGE);
const LARGEST = 6;
/** Not a multiple of any size of blocks, and longer than the two largest together; no two blocks of it are alike. */
export const IMAGE = Buffer.from(
  Array.from({ length: 1_700 }, (_, index) => (index * 7 + (index >> 8)) & 0xff),
);

/** What befalls a block at this offset: a refusal, or the loss of its answer. */
type Trouble = (offset: number) => '4.08' | '4.13' | 'lost' | undefined;

/** What a device has got of a package that came in blocks. */
export interface Receipt {
  /** The last block with the whole body in place of its own; nothing until it has come. */
  readonly whole: () => MessageSubject;
  /** Every block in order of arrival, repetitions of the same message aside. */
  readonly blocks: readonly { readonly offset: number; readonly length: number }[];
  /** Sends the answer once more that got lost. */
  readonly answerAgain: () => void;
}

/**
 * The device takes packages in blocks of 2^(szx+4) bytes at most, as RFC 7959 §2.3 has it: it answers the first block with
 * the size that it wants, and 4.08 to a block that does not continue what it has.
 */
export function takesPackages(
  { device }: ServerContext,
  szx: number,
  trouble: Trouble = () => undefined,
): Receipt {
  const blocks: { offset: number; length: number }[] = [];
  let body = Buffer.alloc(0);
  let whole: MessageSubject = { kind: 'silence', waited: 0, sentFrame: null };
  let answerAgain = (): void => {};
  const take = (request: ReceivedMessage) => {
    const block = blockIn(request, OptionNumber.block1)?.block;
    const at = block ?? { num: 0, more: false, szx: LARGEST };
    const offset = at.num * blockSize(at.szx);
    blocks.push({ offset, length: request.payload.length });
    const troubled = trouble(offset);
    if (troubled === '4.08' || troubled === '4.13') return { code: troubled } as const;
    if (offset === 0) body = Buffer.alloc(0);
    if (offset !== body.length) return { code: '4.08' } as const;
    body = Buffer.concat([body, request.payload]);
    if (!at.more) whole = { kind: 'arrived', message: { ...request, payload: body } };
    const options = block ? [blockOption(OptionNumber.block1, { ...at, szx: Math.min(szx, at.szx) })] : [];
    const reply = { code: at.more ? '2.31' : '2.04', options } as const;
    if (troubled !== 'lost') return reply;
    answerAgain = () => device.piggyback(request, reply);
    return null;
  };
  device.answerBlock(PUSH, take, Number.POSITIVE_INFINITY);
  return { whole: () => whole, blocks, answerAgain: () => answerAgain() };
}
