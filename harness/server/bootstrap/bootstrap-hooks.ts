import type { TimerHook } from '../../clock/named-timers.ts';
import type { Outcome, ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import type { MessageHooks } from '../../coap/hooks/message-hooks.ts';
import type { SecureSocketHook } from '../../dtls/endpoint/secure-socket.ts';
import type { AdmissionHooks } from '../admission.ts';
import type { BootstrapOperations } from './bootstrap-operations.ts';
import type { BootstrapStep } from './bootstrap-step.ts';
import type { ReferenceBootstrapServer } from './reference-bootstrap-server.ts';

/** What the timers of a bootstrap server are for: before the first command of a session, and before each of the others. */
export type BootstrapTimer = 'begin' | 'pause';

/** What a bootstrap server keeps. */
export interface BootstrapStorage {
  /** The sequence for a device, as a session is about to go through it. */
  readonly steps?: (steps: readonly BootstrapStep[], endpoint: string) => readonly BootstrapStep[];
  /** Which of the devices that are configured is meant by an endpoint name; null for none. */
  readonly endpoint?: (endpoint: string, configured: readonly string[]) => string | null;
  /** Whether secrets are handed out over a channel without security, as they must not be. */
  readonly releasesSecrets?: () => boolean;
  /** Whether a session of a device that asks once more ends, as it must for the sequence to begin anew. */
  readonly endsSession?: (endpoint: string) => boolean;
}

/** Where a bootstrap server's behaviour can be extended or overridden; by default each hook does as `proceed` does. */
export interface BootstrapServerHooks extends MessageHooks {
  /** Every request of a device, before anything has looked at it. */
  readonly operation?: (
    request: ReceivedMessage,
    proceed: (request?: ReceivedMessage) => Reply | null,
    server: ReferenceBootstrapServer,
  ) => Promise<Reply | null> | Reply | null;
  /** Every command of a session; what it resolves with is taken for what came of it. */
  readonly step?: (
    step: BootstrapStep,
    proceed: (step?: BootstrapStep) => Promise<Outcome>,
    operations: BootstrapOperations,
  ) => Promise<Outcome>;
  readonly timer?: TimerHook<BootstrapTimer>;
  readonly storage?: BootstrapStorage;
  /** Its socket, where devices must prove themselves. */
  readonly secure?: SecureSocketHook;
  readonly admission?: AdmissionHooks;
}
