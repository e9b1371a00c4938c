import { exchangeLifetime, maxTransmitWait } from '../coap/exchange/derived-parameters.ts';
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

/** Fills in what is not given, as RFC 7252 §4.8 and §4.8.2 derive it from what is. */
export function transmissionParameters(timers: TransmissionTimers): TransmissionParameters {
  const ackTimeout = milliseconds(timers.ackTimeout) ?? DEFAULT_PARAMETERS.ackTimeout;
  const base = {
    ackTimeout,
    ackRandomFactor: timers.ackRandomFactor ?? DEFAULT_PARAMETERS.ackRandomFactor,
    maxRetransmit: timers.maxRetransmit ?? DEFAULT_PARAMETERS.maxRetransmit,
    processingDelay: milliseconds(timers.processingDelay) ?? ackTimeout,
  };
  return {
    ...base,
    maxTransmitWait: milliseconds(timers.maxTransmitWait) ?? maxTransmitWait(base),
    exchangeLifetime: milliseconds(timers.exchangeLifetime) ?? exchangeLifetime(base),
  };
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
