import type { Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import type { Content } from '../server/device-operations.ts';

/** 2.05 with this content, as a device answers a Read. */
export function withContent({ format, payload, malformed = false }: Content): Reply {
  return { code: '2.05', options: [uintOption(OptionNumber.contentFormat, format)], payload, malformed };
}

/** The same with an Observe option: the answer to an Observe, or a notification (RFC 7641 §2). */
export function notification(observe: number, content: Content): Reply {
  const { options = [], ...rest } = withContent(content);
  return { ...rest, options: [uintOption(OptionNumber.observe, observe), ...options] };
}
