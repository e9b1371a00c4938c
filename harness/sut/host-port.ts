import type { Address } from '../transport/datagram.ts';

/** `192.0.2.7:5683` or `[2001:db8::1]:5683`; null when it is anything else. */
export function parseHostPort(text: string): Address | null {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text);
  if (match === null) return null;
  const port = Number(match[3]);
  return port > 0 && port <= 0xffff ? { host: match[1] ?? match[2] ?? '', port } : null;
}
