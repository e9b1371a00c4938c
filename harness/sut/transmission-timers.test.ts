import { describe, expect, test } from '@jest/globals';
import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { transmissionParameters } from './transmission-timers.ts';

describe('transmissionParameters', () => {
  test('derives the values that RFC 7252 prints from its defaults', () => {
    expect(transmissionParameters({})).toEqual(DEFAULT_PARAMETERS);
  });

  test('derives the rest from what is given', () => {
    expect(transmissionParameters({ ackTimeout: 1, ackRandomFactor: 1, maxRetransmit: 2 })).toEqual({
      ackTimeout: 1_000,
      ackRandomFactor: 1,
      maxRetransmit: 2,
      maxTransmitWait: 7_000,
      processingDelay: 1_000,
      exchangeLifetime: 3_000 + 200_000 + 1_000,
    });
  });

  test('takes what is given as it is', () => {
    const given = { maxTransmitWait: 10, processingDelay: 0.5, exchangeLifetime: 20 };
    expect(transmissionParameters(given)).toMatchObject({
      maxTransmitWait: 10_000,
      processingDelay: 500,
      exchangeLifetime: 20_000,
    });
  });
});
