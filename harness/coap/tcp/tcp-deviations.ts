import type { Deviation } from '../message/deviation.ts';

/** How a frame can deviate around the message in it; the message itself deviates as it does over UDP. */
export const TCP_DEVIATIONS = {
  'header-truncated': 'RFC 8323 §3.2',
  'token-length': 'RFC 8323 §3.2',
  truncated: 'RFC 8323 §3.2',
  trailing: 'RFC 8323 §3.2',
  'too-large': 'RFC 8323 §5.3.1',
} as const;

export type TcpDeviationCode = keyof typeof TCP_DEVIATIONS;

/** `offset` counts from the first byte of the frame. */
export function tcpDeviation(code: TcpDeviationCode, message: string, offset: number): Deviation {
  return { code: `coap-tcp.${code}`, message, offset, clause: TCP_DEVIATIONS[code], level: 'must' };
}
