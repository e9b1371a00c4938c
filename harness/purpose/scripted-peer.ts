import type { Clock } from '../clock/clock.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import { Inbox, type Pattern } from '../coap/exchange/inbox.ts';
import type { MatchingFinding } from '../coap/exchange/matching-finding.ts';
import type { Arrival, ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { isRequest } from '../coap/message/codes.ts';

interface Rule {
  readonly pattern: Pattern;
  readonly reply: Reply | null;
  remaining: number;
}

/** A tester's peer whose steps a purpose scripts: what to wait for, and what to answer differently. */
export abstract class ScriptedPeer {
  /** Every message of the SUT, duplicates included, in order of arrival. */
  readonly received: ReceivedMessage[] = [];
  /** What the SUT did wrong between messages, in order of arrival. */
  readonly findings: MatchingFinding[] = [];
  readonly #inbox: Inbox;
  readonly #patience: number;
  readonly #rules: Rule[] = [];
  readonly #blockRules: Rule[] = [];

  /** @param patience milliseconds that `next` waits unless told otherwise. */
  constructor(coap: CoapEndpoint, clock: Clock, patience: number) {
    this.#inbox = new Inbox(clock);
    this.#patience = patience;
    coap.onFinding(finding => this.findings.push(finding));
    coap.interceptBlocks(request => ruleFor(this.#blockRules, request));
    coap.onMessage(message => {
      this.received.push(message);
      if (isRequest(message.code) && !message.duplicate) this.#inbox.offer(message);
    });
  }

  /** The next request of the SUT that matches; waits MAX_TRANSMIT_WAIT unless told otherwise (milliseconds). */
  next(pattern: Pattern, within: number = this.#patience): Promise<Arrival> {
    return this.#inbox.next(pattern, within);
  }

  /** Answers the next `times` matching requests with `reply`; null leaves them unanswered. */
  answer(pattern: Pattern, reply: Reply | null, times = 1): void {
    this.#rules.push({ pattern, reply, remaining: times });
  }

  /** As `answer`, but asked about each block of a request, before it is put together with the others (RFC 7959). */
  answerBlock(pattern: Pattern, reply: Reply | null, times = 1): void {
    this.#blockRules.push({ pattern, reply, remaining: times });
  }

  /** What has arrived so far no longer counts as news. */
  disregardPast(): void {
    this.#inbox.clear();
  }

  /** Every transmission of the message that `message` is one of: the original and its repetitions. */
  transmissionsOf(message: ReceivedMessage): readonly ReceivedMessage[] {
    return this.received.filter(
      ({ messageId, type }) => messageId === message.messageId && type === message.type,
    );
  }

  /** What the script says about a request; undefined when it says nothing. */
  protected scriptedReply(request: ReceivedMessage): Reply | null | undefined {
    return ruleFor(this.#rules, request);
  }
}

function ruleFor(rules: readonly Rule[], request: ReceivedMessage): Reply | null | undefined {
  const rule = rules.find(({ pattern, remaining }) => remaining > 0 && pattern.matches(request));
  if (rule === undefined) return undefined;
  rule.remaining -= 1;
  return rule.reply;
}
