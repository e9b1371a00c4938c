import type { Outcome, ReceivedMessage, Reply } from '../exchange/received-message.ts';
import type { Request } from '../exchange/request.ts';
import { isError } from '../message/codes.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { type Block, type BlockOptionNumber, blockIn, blockOption } from './block-option.ts';
import type { Exchange } from './blockwise-client.ts';
import { blockAt, blocksOf } from './body-blocks.ts';

/** A block as a script wants it on the wire, legal or not as far as its fields have room. */
export interface PlannedBlock {
  readonly block: Block;
  readonly payload: Uint8Array;
  /** Instead of the token of the others. */
  readonly token?: Uint8Array;
  /** Instead of the options of the request or response, the Block option aside. */
  readonly options?: Request['options'];
  /** Set on a block that was altered, which may break rules: our strict reader is not asked. Those of a plan are legal by themselves. */
  readonly illegal?: true;
}

/** Turns a plan into one that misbehaves. Positions count what the plan has by then, from 0. */
export type Misbehaviour = (plan: readonly PlannedBlock[]) => readonly PlannedBlock[];

/** The blocks of a body, in order, changed by each misbehaviour in turn: `planBlocks(body, 2, skip(1), repeat(2))`. */
export function planBlocks(
  body: Uint8Array,
  szx: number,
  ...misbehaviours: Misbehaviour[]
): readonly PlannedBlock[] {
  return misbehaviours.reduce<readonly PlannedBlock[]>((plan, change) => change(plan), blocksOf(body, szx));
}

/** Leaves a block out (RFC 7959 §2.5: 4.08). */
export function skip(position: number): Misbehaviour {
  return plan => plan.toSpliced(position, 1);
}

/** Sends a block twice, as two messages. */
export function repeat(position: number): Misbehaviour {
  return plan => plan.flatMap((planned, index) => (index === position ? [planned, planned] : [planned]));
}

/** Sends the blocks in this order; positions that are not named are left out. */
export function reorder(...positions: number[]): Misbehaviour {
  return plan => positions.flatMap(position => plan[position] ?? []);
}

/** Replaces parts of one block: another number, another M bit, another payload, a token of its own. */
export function alter(
  position: number,
  change: (
    planned: PlannedBlock,
  ) => Partial<Omit<PlannedBlock, 'block' | 'illegal'>> & { readonly block?: Partial<Block> },
): Misbehaviour {
  return plan =>
    plan.map((planned, index) => {
      if (index !== position) return planned;
      const { block, ...rest } = change(planned);
      return { ...planned, ...rest, block: { ...planned.block, ...block }, illegal: true };
    });
}

/** From this position on in blocks of another size; what the new size does not divide begins with the next block of it. */
export function resize(position: number, body: Uint8Array, szx: number): Misbehaviour {
  return plan => {
    const kept = plan.slice(0, position);
    const sent = kept.reduce((sum, { payload }) => sum + payload.length, 0);
    const size = 2 ** (szx + 4);
    const rest: PlannedBlock[] = [];
    for (let offset = Math.ceil(sent / size) * size; offset < body.length; offset += size) {
      rest.push(blockAt(body, offset, szx));
    }
    return [...kept, ...rest];
  };
}

/** Sends no more after so many blocks. */
export function stopAfter(count: number): Misbehaviour {
  return plan => plan.slice(0, count);
}

/**
 * Sends a request body as planned, one exchange after the other, and resolves with all outcomes.
 * Ends early at an error response, a reset or silence, unless `regardless`.
 */
export async function sendPlanned(
  exchange: Exchange,
  request: Request,
  plan: readonly PlannedBlock[],
  regardless = false,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { block, payload, token = request.token, options = request.options, illegal } of plan) {
    const outcome = await exchange({
      ...request,
      ...(token === undefined ? {} : { token }),
      ...{ payload, blockwise: false },
      ...(illegal === true ? { illegal } : {}),
      options: [...options, blockOption(OptionNumber.block1, block)],
    });
    outcomes.push(outcome);
    const refused = outcome.kind !== 'response' || isError(outcome.message.code);
    if (refused && !regardless) break;
  }
  return outcomes;
}

/**
 * Answers requests for a body as planned: the n-th request that asks for a part of it gets the n-th planned block.
 * Null, which is silence, when the plan is at its end.
 */
export function answerPlanned(reply: Reply, plan: readonly PlannedBlock[]): () => Reply | null {
  let position = 0;
  return () => {
    const planned = plan[position++];
    if (planned === undefined) return null;
    const { block, payload, options = reply.options ?? [], illegal } = planned;
    return {
      ...reply,
      payload,
      ...(illegal === true ? { illegal } : {}),
      options: [...options, blockOption(OptionNumber.block2, block)],
    };
  };
}

/** Whether a request is for a part of a body other than the first. */
export function asksForLaterBlock(
  request: ReceivedMessage,
  number: BlockOptionNumber = OptionNumber.block2,
): boolean {
  return (blockIn(request, number)?.block?.num ?? 0) > 0;
}
