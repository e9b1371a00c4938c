import type { Reply } from '../coap/exchange/received-message.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Content } from '../server/device-operations.ts';

/** 2.05 with this content, as a device answers a Read. */
export function withContent({ format, payload, malformed = false }: Content): Reply {
  return { code: '2.05', options: [uintOption(OptionNumber.contentFormat, format)], payload, malformed };
}

/**
 * This reply, and another one to a request that accepts plain text alone where this is in another format: a device must not send
 * it then (RFC 7252 §5.10.4).
 */
export function unlessTextIsAsked(
  reply: Reply,
  inText: Reply = { code: '4.06' },
): (request: CoapMessage) => Reply {
  return request => (isUnacceptable(request, reply) ? inText : reply);
}

/** Whether a device must not answer with this: the request accepts plain text alone, and it is in another format. */
export function isUnacceptable(request: CoapMessage, { options = [] }: Reply): boolean {
  const format = uintValue({ options }, OptionNumber.contentFormat);
  return uintValue(request, OptionNumber.accept) === ContentFormat.text && format !== ContentFormat.text;
}

/** 2.05 with this content and an Observe option: the answer to an Observe, or a notification (RFC 7641 §2). */
export function notification(observe: number, content: Content): Reply {
  const { options = [], ...rest } = withContent(content);
  return { ...rest, options: [uintOption(OptionNumber.observe, observe), ...options] };
}
