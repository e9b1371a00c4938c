import type { Address } from './datagram.ts';

const DEFAULT_PORT = 5683;

/** `coap://127.0.0.1:40123` or `coap://[::1]`; null when it is anything else (RFC 7252 §6.1). */
export function parseCoapUri(uri: string): Address | null {
  const match = /^coap:\/\/(?:\[([0-9a-fA-F:.]+)\]|([^/:[\]]+))(?::(\d{1,5}))?\/?$/.exec(uri);
  if (match === null) return null;
  const port = match[3] === undefined ? DEFAULT_PORT : Number(match[3]);
  return port <= 0xffff ? { host: match[1] ?? match[2] ?? '', port } : null;
}
