import type { TransmissionParameters } from './parameters.ts';

/** What the other spans follow from, milliseconds where a time (RFC 7252 §4.8). */
type Base = Pick<TransmissionParameters, 'ackTimeout' | 'ackRandomFactor' | 'maxRetransmit'>;
type WithDelay = Base & Pick<TransmissionParameters, 'processingDelay'>;

/** MAX_LATENCY, milliseconds: RFC 7252 §4.8.2 takes it for granted instead of deriving it. */
export const MAX_LATENCY = 100_000;

/** MAX_TRANSMIT_SPAN: from the first transmission of a confirmable message to its last retransmission (RFC 7252 §4.8.2). */
export function maxTransmitSpan({ ackTimeout, ackRandomFactor, maxRetransmit }: Base): number {
  return ackTimeout * (2 ** maxRetransmit - 1) * ackRandomFactor;
}

/** MAX_TRANSMIT_WAIT: from the first transmission until the sender gives up (RFC 7252 §4.8.2). */
export function maxTransmitWait({ ackTimeout, ackRandomFactor, maxRetransmit }: Base): number {
  return ackTimeout * (2 ** (maxRetransmit + 1) - 1) * ackRandomFactor;
}

/** MAX_RTT (RFC 7252 §4.8.2). */
export function maxRoundTripTime({
  processingDelay,
}: Pick<TransmissionParameters, 'processingDelay'>): number {
  return 2 * MAX_LATENCY + processingDelay;
}

/** EXCHANGE_LIFETIME: how long the message id of a confirmable message stays in use (RFC 7252 §4.8.2). */
export function exchangeLifetime(parameters: WithDelay): number {
  return maxTransmitSpan(parameters) + maxRoundTripTime(parameters);
}

/** NON_LIFETIME: how long the message id of a non-confirmable message stays in use (RFC 7252 §4.8.2). */
export function nonLifetime(parameters: Base): number {
  return maxTransmitSpan(parameters) + MAX_LATENCY;
}
