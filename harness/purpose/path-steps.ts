import type { Pattern } from '../coap/exchange/inbox.ts';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { among, type Impairment } from '../transport/path/impairment.ts';
import type { Path } from '../transport/path/path.ts';

const NOWHERE = { host: '', port: 0 };

/** Impairs the datagrams with such a message only, and counts no others. */
export function carrying(pattern: Pattern, impairment: Impairment): Impairment {
  return among(bytes => {
    const message = read(bytes, 0);
    return message !== null && pattern.matches(message);
  }, impairment);
}

/** Every such message that the SUT has put on the path since it was first impaired, those that got lost included. */
export function sentByTheSut(path: Path, { matches }: Pattern): readonly ReceivedMessage[] {
  return path.passages
    .filter(({ way }) => way === 'from-sut')
    .flatMap(({ bytes, at }) => read(bytes, at) ?? [])
    .filter(matches);
}

/** As it left; nobody has received it yet. */
function read(bytes: Uint8Array, at: number): ReceivedMessage | null {
  const { message, deviations } = decodeMessage(bytes);
  return message && { ...message, from: NOWHERE, at, frame: null, deviations, duplicate: false };
}
