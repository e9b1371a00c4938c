import { HandshakeType } from '../registry.ts';
import type { DtlsFindingCode } from './finding.ts';

/** A fragment of a server, before its ServerHello has come. */
export interface AnswerFragment {
  readonly type: number;
  readonly messageSequence: number;
  /** Of the record that it came in. */
  readonly recordSequence: number;
}

/** Where the client stands. */
export interface HelloCounters {
  /** Of the server's message that would be next. */
  readonly awaitedMessage: number;
  /** Of our next message, and of our next record in epoch 0: what came before has been used. */
  readonly nextMessage: number;
  readonly nextRecord: number;
}

export interface NumbersOfAnswer {
  /** Whether the server's messages go on from this one. */
  readonly restart: boolean;
  readonly violations: readonly (readonly [DtlsFindingCode, string])[];
}

/**
 * How the numbers of a first answer are to be taken. A server that does not like a cookie says so as its first message again, whose
 * number is past already; one that keeps nothing until the cookie is right takes the number of its ServerHello from the ClientHello;
 * and a HelloVerifyRequest bears the number of the hello's record (RFC 6347 §4.2.1).
 */
export function numbersOfAnswer(fragment: AnswerFragment, counters: HelloCounters): NumbersOfAnswer {
  const { type, messageSequence, recordSequence } = fragment;
  const { awaitedMessage, nextMessage, nextRecord } = counters;
  const isChallenge = type === HandshakeType.helloVerifyRequest;
  if (!isChallenge && type !== HandshakeType.serverHello) return { restart: false, violations: [] };
  const violations: [DtlsFindingCode, string][] = [];
  if (isChallenge && recordSequence >= nextRecord) {
    const text = `A HelloVerifyRequest in record ${recordSequence}, to a ClientHello in record ${nextRecord - 1}`;
    violations.push(['dtls.hello-record-sequence', text]);
  }
  const restart = messageSequence !== awaitedMessage && messageSequence < nextMessage;
  if (restart && !isChallenge && messageSequence < awaitedMessage) {
    const text = `A ServerHello as message ${messageSequence}, where ${awaitedMessage} is due`;
    violations.push(['dtls.message-sequence', text]);
  }
  return { restart, violations };
}
