import type { TimerHook } from '../clock/named-timers.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { AdmissionHooks } from './admission.ts';
import type { Cancellation, HeldObservation } from './observations.ts';
import type { QueueHooks } from './queue-mode.ts';
import type { ReferenceServer } from './reference-server.ts';
import type { Registration } from './registry.ts';
import type { ShownValues } from './values-in.ts';

/** What the timers of a server are for: the end of a registration. */
export type ServerTimer = 'lifetime';

/** What a server keeps. */
export interface ServerStorage {
  /** A registration about to be stored, with the one it replaces or updates; null stores nothing. */
  readonly registration?: (
    registration: Registration,
    held: Registration | undefined,
    why: 'register' | 'update',
  ) => Registration | null;
  /** Whether a registration is removed, as it must be. */
  readonly removes?: (registration: Registration, why: 'replaced' | 'deregistered') => boolean;
  /** Whether the observations of a device end with its registration (TS 1.0 §5.3.1). */
  readonly endsObservations?: (event: 'registered' | 'deregistered' | 'expired') => boolean;
  /** What ends, and how, when the user asks for the end of one of the observations held (TS 1.0 §5.5.3). */
  readonly cancels?: (asked: Cancellation, held: readonly HeldObservation[]) => readonly Cancellation[];
}

/** What a server tells its user. */
export interface ServerDisplay {
  /** Values by full path, out of the content of a message about `path`. */
  readonly values?: (values: ShownValues, path: string, message: ReceivedMessage) => ShownValues;
}

/** Where a server's behaviour can be extended or overridden; by default each hook does as `proceed` does. */
export interface ServerHooks extends MessageHooks {
  /** Every request of a device, before anything has looked at it. */
  readonly operation?: (
    request: ReceivedMessage,
    proceed: (request?: ReceivedMessage) => Reply | null,
    server: ReferenceServer,
  ) => Promise<Reply | null> | Reply | null;
  readonly timer?: TimerHook<ServerTimer>;
  readonly storage?: ServerStorage;
  readonly display?: ServerDisplay;
  readonly queue?: QueueHooks;
  /** Its socket, where devices must prove themselves. */
  readonly secure?: SecureSocketHook;
  readonly admission?: AdmissionHooks;
}
