import type { TimerHook } from '../clock/named-timers.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import type { MessageHooks } from '../coap/hooks/message-hooks.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { PathValue } from '../lwm2m/content/flat/path-value.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { Address } from '../transport/datagram.ts';
import type { AccessHook } from './access/access-rights.ts';
import type { AttributesInForce } from './attribute-store.ts';
import type { Storing } from './data-model.ts';
import type { Device } from './device-object.ts';
import type { ReturnHook } from './notification-outbox.ts';
import type { ThresholdHook } from './notification-schedule.ts';
import type { ReferenceClient } from './reference-client.ts';
import type { TrustHook } from './server-trust.ts';

/** What the timers of a device are for. */
export type ClientTimer =
  /** The next Update before the lifetime ends. */
  | 'update'
  /** Another Register, or Bootstrap-Request, after one that failed. */
  | 'retry'
  /** Silence after Disable. */
  | 'disabled'
  /** Hold off, patience and account timeout of a bootstrap. */
  | 'bootstrap'
  /** The radio is switched on again. */
  | 'radio'
  /** pmin and pmax. */
  | 'notification'
  /** Installation of a firmware package. */
  | 'firmware'
  /** What a request sets off, once its answer has left. */
  | 'effect';

/** What a device keeps. */
export interface ClientStorage {
  /** Content about to be stored at a resource that exists, by a server or by the device itself. */
  readonly value?: Storing;
  readonly attributes?: AttributesInForce;
  /** Whether observations end with a new registration, as they must (TS 1.0 §5.3.1), and with a De-register. */
  readonly endsObservations?: (event: 'registered' | 'deregistered') => boolean;
  /** What is delivered of the notifications that came due while there was no way to the server. */
  readonly notifications?: ReturnHook;
}

/** Decides in place of `proceed` whether a datagram passes between the device and a peer of it. */
export type ReachHook = (way: 'in' | 'out', peer: Address, proceed: () => boolean) => boolean;

/** Where a device's behaviour can be extended or overridden; by default each hook does as `proceed` does. */
export interface ClientHooks extends MessageHooks {
  /** Every request, whoever sent it, before anything has looked at it. */
  readonly operation?: (
    request: ReceivedMessage,
    proceed: (request?: ReceivedMessage) => Reply | null,
    device: ReferenceClient,
  ) => Promise<Reply | null> | Reply | null;
  readonly timer?: TimerHook<ClientTimer>;
  readonly storage?: ClientStorage;
  /** What a Send tells, of what the device was asked to send (TS 1.1 §6.4.6). */
  readonly sending?: (asked: readonly Lwm2mPath[], values: readonly PathValue[]) => readonly PathValue[];
  /** Whether it hears a server, and may speak to it: not while disabled, and in Queue Mode not while it sleeps. */
  readonly reach?: ReachHook;
  /** Whether a change is to be notified, as far as the thresholds are concerned. */
  readonly threshold?: ThresholdHook;
  /** Whether a server has the right for something. */
  readonly access?: AccessHook;
  /** Changes what it leaves the factory with. */
  readonly factory?: (device: Device) => void;
  /** Its socket, which speaks DTLS with the servers of secured accounts. */
  readonly secure?: SecureSocketHook;
  /** How it judges certificates of servers by their usage (TS 1.1 E.1, /0/x/15). */
  readonly trust?: TrustHook;
}
