import type { Clock } from '../../clock/clock.ts';
import type { Block } from '../../coap/blockwise/block-option.ts';
import { serveBlock } from '../../coap/blockwise/block2-sender.ts';
import type { Reply } from '../../coap/exchange/received-message.ts';
import type { Code } from '../../coap/message/message.ts';

/** One request for a package, or for a part of it. */
export interface Asked {
  /** Null when the client leaves the size of blocks to the server. */
  readonly block: Block | null;
  /** How many requests for this package came before. */
  readonly before: number;
}

/** How a package is given out; null is silence. */
export type Offering = (asked: Asked) => Promise<Reply | null> | Reply | null;

/** The whole of it, in blocks of at most 2^(szx+4) bytes. */
export function whole(body: Uint8Array, szx = 6): Offering {
  const response: Reply = { code: '2.05', payload: body };
  // What later blocks are cut from has its entity tag: made anew, it would take all of the body for each of them.
  let tagged: Reply | null = null;
  return ({ block }) => {
    const isLater = (block?.num ?? 0) > 0;
    const { reply, remaining } = serveBlock((isLater ? tagged : null) ?? response, block, szx);
    tagged = remaining ?? tagged;
    return reply;
  };
}

/** Each part as many milliseconds late. */
export function slowly(offering: Offering, milliseconds: number, clock: Clock): Offering {
  return asked => clock.wait(milliseconds).then(() => offering(asked));
}

/** So many parts, and then nothing any more. */
export function dying(offering: Offering, parts: number): Offering {
  return asked => (asked.before < parts ? offering(asked) : null);
}

/** So many parts of one body, and the others of another: its entity tag differs (RFC 7959 §2.4). */
export function exchanged(first: Offering, second: Offering, parts: number): Offering {
  return asked => (asked.before < parts ? first(asked) : second(asked));
}

export function refused(code: Code): Offering {
  return () => ({ code });
}
