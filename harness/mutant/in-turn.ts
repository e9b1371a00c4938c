import type { MessageHook, MessageHooks } from '../coap/hooks/message-hooks.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { encodeMessage } from '../coap/message/encode.ts';

/** Message hooks one after the other: what the first lets pass goes through the next; outgoing messages the other way round. */
export function inTurn(...hooks: readonly Required<MessageHooks>[]): Required<MessageHooks> {
  return {
    messageIn: chained(hooks.map(({ messageIn }) => messageIn)),
    messageOut: chained(hooks.map(({ messageOut }) => messageOut).reverse()),
  };
}

function chained(hooks: readonly MessageHook[]): MessageHook {
  return (passing, wire) => {
    let now = passing;
    for (const hook of hooks) {
      const passed = hook(now, wire);
      if (passed === null) return null;
      // What is passed on as it came keeps its bytes, whatever is wrong with them.
      if (passed === now.message || passed === now.bytes) continue;
      now =
        passed instanceof Uint8Array
          ? { ...passing, bytes: passed, message: decodeMessage(passed).message }
          : { ...passing, bytes: encodeMessage(passed), message: passed };
    }
    return now.bytes;
  };
}
