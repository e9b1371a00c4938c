import type { ReceivedMessage } from '../exchange/received-message.ts';
import { tokenKey } from '../exchange/tokens.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';

/** Options in which the requests of one transfer may differ. */
const VARYING: ReadonlySet<number> = new Set([
  OptionNumber.block1,
  OptionNumber.block2,
  OptionNumber.size1,
  OptionNumber.size2,
  OptionNumber.observe,
  // A changed format is a fault of the same transfer, not another transfer.
  OptionNumber.contentFormat,
]);

/** Equal for the requests of one transfer: same endpoint, method and resource (RFC 7959 §2.5). */
export function requestKey(request: ReceivedMessage): string {
  const options = request.options
    .filter(({ number }) => !VARYING.has(number))
    .map(({ number, value }) => `${number}:${value.length}:${latin1(value)}`);
  return [peerKey(request), request.code, ...options].join(' ');
}

/** Equal for one token of one endpoint. */
export function observerKey(from: ReceivedMessage['from'], token: CoapMessage['token']): string {
  return `${peerKey({ from })} ${tokenKey(token)}`;
}

function peerKey({ from }: Pick<ReceivedMessage, 'from'>): string {
  return `${from.host} ${from.port}`;
}

function latin1(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1');
}
