import type { Address } from './datagram.ts';

/** Where a CoAP URI without path leads to, and whether by way of DTLS. */
export interface CoapOrigin extends Address {
  readonly scheme: 'coap' | 'coaps';
}

const DEFAULT_PORTS = { coap: 5683, coaps: 5684 } as const;

/** `coap://127.0.0.1:40123` or `coaps://[::1]`; null when it is anything else (RFC 7252 §6.1, §6.2). */
export function parseCoapUri(uri: string): CoapOrigin | null {
  const match = /^(coaps?):\/\/(?:\[([0-9a-fA-F:.]+)\]|([^/:[\]]+))(?::(\d{1,5}))?\/?$/.exec(uri);
  if (match === null) return null;
  const scheme = match[1] as CoapOrigin['scheme'];
  const port = match[4] === undefined ? DEFAULT_PORTS[scheme] : Number(match[4]);
  return port <= 0xffff ? { scheme, host: match[2] ?? match[3] ?? '', port } : null;
}
