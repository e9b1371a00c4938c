import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import { isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { hasOption, pathOf } from '../coap/message/options.ts';

/**
 * Changes what is answered, notifications included; `change` is told the request that began the exchange. A body that goes
 * in blocks is left alone, as no change could be made to its parts.
 */
export function answersTo(
  change: (answer: CoapMessage, request: CoapMessage, path: string) => CoapMessage,
): Required<MessageHooks> {
  const requests = new Map<string, CoapMessage>();
  return {
    messageIn: ({ bytes, message }) => {
      if (message !== null && isRequest(message.code)) requests.set(tokenOf(message), message);
      return message ?? bytes;
    },
    messageOut: ({ bytes, message }) => {
      if (message === null) return bytes;
      const request = requests.get(tokenOf(message));
      const untouched =
        request === undefined || !/^[2-5]/.test(message.code) || hasOption(message, OptionNumber.block2);
      return untouched ? message : change(message, request, pathOf(request));
    },
  };
}

function tokenOf({ token }: CoapMessage): string {
  return Buffer.from(token).toString('hex');
}
