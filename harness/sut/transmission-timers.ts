import { DEFAULT_PARAMETERS, type TransmissionParameters } from '../coap/exchange/parameters.ts';

/** As `ixit.timers` has them: seconds, except for the factor and the count. */
export interface TransmissionTimers {
  readonly ackTimeout?: number;
  readonly ackRandomFactor?: number;
  readonly maxRetransmit?: number;
  readonly maxTransmitWait?: number;
  readonly processingDelay?: number;
  readonly exchangeLifetime?: number;
}

/** MAX_LATENCY (RFC 7252 §4.8.2), milliseconds. */
const MAX_LATENCY = 100_000;

/** Fills in what is not given, as RFC 7252 §4.8 and §4.8.2 derive it from what is. */
export function transmissionParameters(timers: TransmissionTimers): TransmissionParameters {
  const ackTimeout = milliseconds(timers.ackTimeout) ?? DEFAULT_PARAMETERS.ackTimeout;
  const ackRandomFactor = timers.ackRandomFactor ?? DEFAULT_PARAMETERS.ackRandomFactor;
  const maxRetransmit = timers.maxRetransmit ?? DEFAULT_PARAMETERS.maxRetransmit;
  const processingDelay = milliseconds(timers.processingDelay) ?? ackTimeout;
  const span = (transmissions: number): number => ackTimeout * (2 ** transmissions - 1) * ackRandomFactor;
  return {
    ackTimeout,
    ackRandomFactor,
    maxRetransmit,
    maxTransmitWait: milliseconds(timers.maxTransmitWait) ?? span(maxRetransmit + 1),
    processingDelay,
    exchangeLifetime:
      milliseconds(timers.exchangeLifetime) ?? span(maxRetransmit) + 2 * MAX_LATENCY + processingDelay,
  };
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
