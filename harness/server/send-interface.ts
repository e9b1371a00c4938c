import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { breaches } from '../coap/message/deviation.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import { sameAddress } from '../transport/datagram.ts';
import type { Registration, Registry } from './registry.ts';

/** Where a device sends values that nobody has asked for (TS 1.1 §6.4.6). */
export const SEND_PATH = '/dp';

/** Send as a server answers it: 4.04 to a device that is not registered, or is one of LwM2M 1.0; 4.00 to what cannot be read. */
export function answerSend(
  registry: Registry,
  request: ReceivedMessage,
  taken: (sender: Registration) => void = () => {},
): Reply {
  const sender = registry.list().find(({ address }) => sameAddress(address, request.from));
  if (sender === undefined || sender.lwm2m === '1.0') return { code: '4.04' };
  if (request.code !== METHODS.post) return { code: '4.05' };
  const codec = compositeCodec(uintValue(request, OptionNumber.contentFormat) ?? -1);
  if (codec === undefined) return { code: '4.15' };
  const { node, deviations } = codec.decodeValues(request.payload, () => undefined);
  if (node === null || breaches(deviations).length > 0) return { code: '4.00' };
  taken(sender);
  return { code: '2.04' };
}
