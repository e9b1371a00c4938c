import {
  type ClientContext,
  type CoapMessage,
  type Expectation,
  type ReceivedMessage,
  type ServerContext,
  satisfies,
} from '../../harness/touchstone.ts';

type Sent = readonly ReceivedMessage[];

/** Milliseconds by which timers of an operating system may be late. */
const JITTER = 100;

/** Milliseconds until a message that is not acknowledged has been repeated once, and what follows from that has shown. */
export function oneRepetition({ parameters, silenceSpan, tolerance }: ClientContext | ServerContext): number {
  const { ackTimeout, ackRandomFactor } = parameters;
  return ackTimeout * ackRandomFactor * (1 + tolerance) + silenceSpan;
}

/** Milliseconds between one transmission and the next. */
export function intervals(sent: Sent): readonly number[] {
  return sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? at));
}

/** Each interval is twice the one before (RFC 7252 §4.2). */
export function doubling({ tolerance }: ClientContext | ServerContext): Expectation<readonly number[]> {
  return {
    expected: 'each interval twice the one before',
    judge: all => {
      const received = all.map(interval => `${(interval / 1000).toFixed(3)} s`).join(', ') || 'no interval';
      if (all.length < 2) return { pass: false, received, reason: 'message.missing' };
      const off = all.slice(1).map((interval, index) => interval / 2 - (all[index] ?? 0));
      const allowed = all.map(interval => interval * tolerance + JITTER / 2);
      if (off.some((by, index) => by < -(allowed[index] ?? 0)))
        return { pass: false, received, reason: 'timing.early' };
      if (off.some((by, index) => by > (allowed[index] ?? 0)))
        return { pass: false, received, reason: 'timing.late', level: 'should' };
      return { pass: true, received };
    },
  };
}

/** It was sent, and once more at least; of what takes several blocks, one of them. */
export function repeated(): Expectation<Sent> {
  const accepts = (most: number): boolean => most >= 2;
  return transmitted('2 transmissions or more', accepts, 'message.missing');
}

/** It was sent once, and so was each of its blocks. */
export function notRepeated(): Expectation<Sent> {
  return transmitted('1 transmission', most => most === 1, 'message.unexpected');
}

/** What says the same was sent under one message id and one token, however often (RFC 7252 §4.2). */
export function allTheSame(): Expectation<Sent> {
  return {
    expected: 'one message id and one token, each time',
    judge: sent => {
      const received = `${sent.length} transmissions under the ids ${idsOf(sent).join(', ') || 'of nothing'}`;
      if (sent.length === 0) return { pass: false, received, reason: 'message.missing' };
      return byContent(sent).every(same => new Set(same.map(nameOf)).size === 1)
        ? { pass: true, received }
        : { pass: false, received, reason: 'exchange.mismatch' };
    },
  };
}

/** The duplicate of a request is answered, and as the request itself was (RFC 7252 §4.5). */
export function answeredAlike(): Expectation<Sent> {
  return {
    expected: 'two answers that say the same',
    judge: answers => {
      const [first, second] = answers.map(saidBy);
      const received = `${first ?? 'nothing'}, then ${second ?? 'nothing'}`;
      if (second === undefined) return { pass: false, received, reason: 'response.missing' };
      return first === second
        ? { pass: true, received }
        : { pass: false, received, reason: 'response.unexpected' };
    },
  };
}

/** Nothing of the kind was sent. */
export function noneOf(what: string): Expectation<Sent> {
  return {
    expected: `no ${what}`,
    judge: ([first, ...more]) =>
      first === undefined
        ? { pass: true, received: 'none' }
        : { pass: false, received: `${1 + more.length}`, reason: 'message.unexpected', frame: first.frame },
  };
}

/** How many messages there are, repetitions not counted. */
export function messagesAmong(sent: Sent): number {
  return new Set(idsOf(sent)).size;
}

export function acknowledgement({ messageId }: CoapMessage): CoapMessage {
  const nothing = new Uint8Array(0);
  return { type: 'ACK', code: '0.00', messageId, token: nothing, options: [], payload: nothing };
}

/** Judges how often that was sent which was sent most often. */
function transmitted(
  expected: string,
  accepts: (most: number) => boolean,
  reason: 'message.missing' | 'message.unexpected',
): Expectation<Sent> {
  const judged = satisfies<number>(expected, accepts, reason);
  const most = (sent: Sent): number => Math.max(0, ...byContent(sent).map(({ length }) => length));
  return { expected, judge: (sent, definitions) => judged.judge(most(sent), definitions) };
}

/** What says the same, repetitions and all; each block of a body says something else. */
function byContent(sent: Sent): readonly Sent[] {
  return [...Map.groupBy(sent, contentOf).values()];
}

function idsOf(sent: Sent): readonly number[] {
  return [...new Set(sent.map(({ messageId }) => messageId))];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function contentOf({ type, code, options, payload }: CoapMessage): string {
  return JSON.stringify([type, code, options.map(saying), hex(payload)]);
}

function nameOf({ messageId, token }: CoapMessage): string {
  return `${messageId} ${hex(token)}`;
}

/** Code, token, where it created something; the content may have changed meanwhile. */
function saidBy({ type, code, token, options }: CoapMessage): string {
  return [type, code, `token ${hex(token)}`, ...options.filter(isLocation).map(saying)].join(' ');
}

const LOCATION_PATH = 8;
function isLocation({ number }: { readonly number: number }): boolean {
  return number === LOCATION_PATH;
}

function saying({ number, value }: CoapMessage['options'][number]): string {
  return `${number}=${hex(value)}`;
}
