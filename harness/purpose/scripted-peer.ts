import type { Clock } from '../clock/clock.ts';
import { blockIn } from '../coap/blockwise/block-option.ts';
import { answerPlanned, type PlannedBlock } from '../coap/blockwise/block-plan.ts';
import { serveBlock } from '../coap/blockwise/block2-sender.ts';
import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import { Inbox, type Pattern } from '../coap/exchange/inbox.ts';
import type { MatchingFinding } from '../coap/exchange/matching-finding.ts';
import type { Arrival, ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';

/** Null stays silent; a function looks at the request first. */
type Answer = Reply | null | ((request: ReceivedMessage) => Reply | null);

interface Rule {
  readonly pattern: Pattern;
  readonly reply: Answer;
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
    coap.onMessage(message => this.received.push(message));
  }

  /** The next request of the SUT that matches; waits MAX_TRANSMIT_WAIT unless told otherwise (milliseconds). */
  next(pattern: Pattern, within: number = this.#patience): Promise<Arrival> {
    return this.#inbox.next(pattern, within);
  }

  /** Answers the next `times` matching requests with `reply`; null leaves them unanswered. */
  answer(pattern: Pattern, reply: Answer, times = 1): void {
    this.#rules.push({ pattern, reply, remaining: times });
  }

  /** Answers the n-th request that matches, whichever part of the body it asks for, with the n-th planned block. */
  answerInBlocks(pattern: Pattern, reply: Reply, plan: readonly PlannedBlock[]): void {
    const next = answerPlanned(reply, plan);
    for (const _ of plan) this.answer(pattern, next());
  }

  /** Answers every request that matches with the block of the body that it asks for, of 2^(szx+4) bytes or less. */
  answerByBlock(pattern: Pattern, body: Reply, szx: number): void {
    const reply = (request: ReceivedMessage): Reply => {
      const asked = blockIn(request, OptionNumber.block2)?.block ?? { num: 0, more: false, szx };
      return serveBlock(body, asked, szx).reply;
    };
    this.#rules.push({ pattern, reply, remaining: Number.POSITIVE_INFINITY });
  }

  /** As `answer`, but asked about each block of a request, before it is put together with the others (RFC 7959). */
  answerBlock(pattern: Pattern, reply: Answer, times = 1): void {
    this.#blockRules.push({ pattern, reply, remaining: times });
  }

  /** Answers everything as it ordinarily would, from now on. */
  endScript(): void {
    this.#rules.length = 0;
    this.#blockRules.length = 0;
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

  /**
   * Tells those who wait for it of a request of the SUT, whole, as it is served: what is long comes in blocks.
   * Gives what the script says about it; undefined when it says nothing.
   */
  protected scriptedReply(request: ReceivedMessage): Reply | null | undefined {
    this.#inbox.offer(request);
    return ruleFor(this.#rules, request);
  }
}

function ruleFor(rules: readonly Rule[], request: ReceivedMessage): Reply | null | undefined {
  const rule = rules.find(({ pattern, remaining }) => remaining > 0 && pattern.matches(request));
  if (rule === undefined) return undefined;
  rule.remaining -= 1;
  return typeof rule.reply === 'function' ? rule.reply(request) : rule.reply;
}
