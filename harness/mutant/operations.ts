import type { Clock } from '../clock/clock.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import type { MessageChange } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';

type Proceed = (request?: ReceivedMessage) => Reply | null;
type Operation<Peer> = (request: ReceivedMessage, proceed: Proceed, peer: Peer) => Reply | null;

/** What a peer does with the requests that are meant; everything else goes its ordinary way. */
export function performing<Peer>(test: MessageTest, act: Operation<Peer>): Operation<Peer> {
  return (request, proceed, peer) => (test(request) ? act(request, proceed, peer) : proceed());
}

/** Answers the requests that are meant otherwise, without doing anything. */
export function answering(test: MessageTest, reply: Reply | null): Operation<unknown> {
  return performing(test, () => reply);
}

/** Does what the requests ask for that are meant, and changes the answer. */
export function replying(test: MessageTest, change: (reply: Reply) => Reply | null): Operation<unknown> {
  return performing(test, (_, proceed) => {
    const reply = proceed();
    return reply === null ? null : change(reply);
  });
}

/** Takes the requests that are meant for others, and does what those ask for. */
export function reading(test: MessageTest, change: MessageChange): Operation<unknown> {
  return performing(test, (request, proceed) => proceed({ ...request, ...change(request) }));
}

/** Does what every request asks for at once, and answers it as many milliseconds later. */
export function answeringLate(
  milliseconds: number,
): (request: ReceivedMessage, proceed: Proceed, peer: { readonly clock: Clock }) => Promise<Reply | null> {
  return (_, proceed, { clock }) => {
    const reply = proceed();
    return clock.wait(milliseconds).then(() => reply);
  };
}

/** Does what the requests ask for and answers them, as many milliseconds later. */
export function thinking(
  milliseconds: number,
  test: MessageTest = () => true,
): (
  request: ReceivedMessage,
  proceed: Proceed,
  peer: { readonly clock: Clock },
) => Promise<Reply | null> | Reply | null {
  return (request, proceed, { clock }) =>
    test(request) ? clock.wait(milliseconds).then(() => proceed()) : proceed();
}

const NOTHING = new Uint8Array(0);

/** A change of messages, made to an answer before it is one. What comes of it may be illegal. */
export const inReply =
  (change: MessageChange): ((reply: Reply) => Reply) =>
  ({ code, options = [], payload = NOTHING }) => {
    const message = change({ type: 'ACK', messageId: 0, token: NOTHING, code, options, payload });
    return { code: message.code, options: message.options, payload: message.payload, illegal: true };
  };

/** Does what the requests ask for that are meant, and changes what it says about it. */
export function replyingWith(test: MessageTest, change: MessageChange): Operation<unknown> {
  return replying(test, inReply(change));
}

/** One operation hook after the other: the first sees what the others give. */
export function operationsInTurn<Peer>(...operations: readonly Operation<Peer>[]): Operation<Peer> {
  return operations.reduceRight<Operation<Peer>>(
    (inner, outer) => (request, proceed, peer) =>
      outer(request, (changed = request) => inner(changed, proceed, peer), peer),
    (request, proceed) => proceed(request),
  );
}
