import { FRAGMENT_HEADER, type HandshakeFragment } from './fragment-codec.ts';
import type { HandshakeBody } from './handshake-codec.ts';

/**
 * A message in fragments that fit into records of so many bytes (RFC 6347 §4.2.3); one fragment of nothing for an empty body.
 * @param room bytes of content that a record can take, header of the fragment included
 */
export function fragmentsOf(
  { type, body }: HandshakeBody,
  messageSequence: number,
  room: number,
): HandshakeFragment[] {
  const most = Math.max(1, room - FRAGMENT_HEADER);
  const fragments: HandshakeFragment[] = [];
  for (let offset = 0; offset === 0 || offset < body.length; offset += most) {
    const part = body.subarray(offset, offset + most);
    fragments.push({ type, length: body.length, messageSequence, offset, part });
  }
  return fragments;
}
