/** Transmission parameters (RFC 7252 §4.8), all times in milliseconds. */
export interface TransmissionParameters {
  readonly ackTimeout: number;
  readonly ackRandomFactor: number;
  readonly maxRetransmit: number;
  /** How long a response may take before the exchange is given up (RFC 7252: MAX_TRANSMIT_WAIT, 93 s). */
  readonly maxTransmitWait: number;
  /** How long a server may think before it must acknowledge (RFC 7252: PROCESSING_DELAY, 2 s). */
  readonly processingDelay: number;
  /** How long a message id stays in use (RFC 7252: EXCHANGE_LIFETIME, 247 s). */
  readonly exchangeLifetime: number;
  /** Interactions outstanding at a time with one peer (RFC 7252 §4.7: NSTART); 1 unless given. */
  readonly nstart?: number;
}

export const DEFAULT_NSTART = 1;

export const DEFAULT_PARAMETERS: TransmissionParameters = {
  ackTimeout: 2_000,
  ackRandomFactor: 1.5,
  maxRetransmit: 4,
  maxTransmitWait: 93_000,
  processingDelay: 2_000,
  exchangeLifetime: 247_000,
};
