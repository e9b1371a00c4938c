import type { AssociationHooks } from '../dtls/association/hooks.ts';
import { decodeFragments } from '../dtls/handshake/fragment-codec.ts';
import { ContentType, HandshakeType } from '../dtls/registry.ts';

/** What a server begins a handshake with, or begins it again. */
const FIRST: ReadonlySet<number> = new Set([HandshakeType.helloVerifyRequest, HandshakeType.serverHello]);

/**
 * A client without room for what comes too early: it discards every piece of a handshake message but the next one and those that it had
 * (RFC 6347 §4.2.2: SHOULD queue, MAY discard). Stateful.
 */
export function takingPiecesInOrder(): AssociationHooks {
  let next = { message: 0, offset: 0 };
  return {
    recordIn(record, proceed) {
      if (record.epoch > 0 || record.type !== ContentType.handshake) return proceed(record);
      const { fragments } = decodeFragments(record.fragment);
      for (const { type, messageSequence, offset, part, length } of fragments) {
        if (FIRST.has(type) && offset === 0) next = { message: messageSequence, offset };
        const isEarly =
          messageSequence > next.message || (messageSequence === next.message && offset > next.offset);
        if (isEarly) return { kind: 'dropped', reason: 'too-old' };
        if (messageSequence < next.message || offset < next.offset) continue;
        const end = offset + part.length;
        next =
          end < length ? { message: next.message, offset: end } : { message: next.message + 1, offset: 0 };
      }
      return proceed(record);
    },
  };
}
