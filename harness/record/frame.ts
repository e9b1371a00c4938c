import type { PathMark } from '../transport/path/fate.ts';

/** One datagram at the tester's socket, exactly as it was on the wire. */
export interface Frame {
  /** 1, 2, … within its purpose. */
  readonly number: number;
  /** Milliseconds since the purpose started (virtual time where the cell runs in virtual time). */
  readonly at: number;
  /** Seen from the tester. */
  readonly direction: 'sent' | 'received';
  /** Tester peer that owns the socket: `server`, `device`, `server-2`, … A lane of the ladder. */
  readonly peer: string;
  /** `host:port` of the tester's socket, and of the other side. */
  readonly local: string;
  readonly remote: string;
  /** The whole UDP payload. */
  readonly hex: string;
  /** What the tester's own path did to it; absent where it passed as it should. */
  readonly path?: PathMark;
}
