import { describe, expect, test } from '@jest/globals';
import {
  exchangeLifetime,
  maxRoundTripTime,
  maxTransmitSpan,
  maxTransmitWait,
  nonLifetime,
} from './derived-parameters.ts';
import { DEFAULT_PARAMETERS } from './parameters.ts';

describe('derived parameters', () => {
  test('come out as RFC 7252 §4.8.2 prints them for the defaults', () => {
    expect(maxTransmitSpan(DEFAULT_PARAMETERS)).toBe(45_000);
    expect(maxTransmitWait(DEFAULT_PARAMETERS)).toBe(93_000);
    expect(maxRoundTripTime(DEFAULT_PARAMETERS)).toBe(202_000);
    expect(exchangeLifetime(DEFAULT_PARAMETERS)).toBe(247_000);
    expect(nonLifetime(DEFAULT_PARAMETERS)).toBe(145_000);
  });

  test('agree with the defaults that are stated as numbers', () => {
    expect(DEFAULT_PARAMETERS.maxTransmitWait).toBe(maxTransmitWait(DEFAULT_PARAMETERS));
    expect(DEFAULT_PARAMETERS.exchangeLifetime).toBe(exchangeLifetime(DEFAULT_PARAMETERS));
  });

  test('follow the base parameters', () => {
    const base = { ackTimeout: 1_000, ackRandomFactor: 1, maxRetransmit: 2, processingDelay: 500 };
    expect(maxTransmitSpan(base)).toBe(3_000);
    expect(maxTransmitWait(base)).toBe(7_000);
    expect(exchangeLifetime(base)).toBe(203_500);
    expect(nonLifetime(base)).toBe(103_000);
  });
});
