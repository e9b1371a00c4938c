/**
 * touchstone-control 1: how the harness makes a SUT act when the wire alone cannot.
 * In process it is called directly; elsewhere it is JSON-RPC 2.0, one message a line (docs/control-protocol.md).
 * Control stimulates, it never judges: what an answer says is only ever reported as "SUT-reported".
 */
import type { BootstrapPlan } from '../server/bootstrap/account.ts';
import type { Role } from '../verdict/purpose-declaration.ts';
import { CLIENT_VERBS } from './client-verbs.ts';
import { SERVER_VERBS } from './server-verbs.ts';

export type { BootstrapAccount, BootstrapPlan, ServerAccount } from '../server/bootstrap/account.ts';
export { CLIENT_VERBS, type ClientStart } from './client-verbs.ts';
export { type CompositeRead, type CompositeWrite, SERVER_VERBS } from './server-verbs.ts';

export const CONTROL_PROTOCOL = 'touchstone-control';
export const CONTROL_VERSION = 1;

/** Verbs every controllable SUT has. */
export const COMMON_VERBS = ['hello', 'start', 'stop'] as const;
export const BOOTSTRAP_SERVER_VERBS = ['configure', 'trigger'] as const;
export const EVENTS = [
  'registered',
  'updated',
  'deregistered',
  'expired',
  'notified',
  'sent',
  'bootstrapRequested',
  'bootstrapFinished',
  'bootstrapFailed',
] as const;

export type ControlVerb =
  | (typeof COMMON_VERBS)[number]
  | (typeof CLIENT_VERBS)[number]
  | (typeof SERVER_VERBS)[number]
  | (typeof BOOTSTRAP_SERVER_VERBS)[number];

/** Verbs that belong to one role. */
export const ROLE_VERBS: Readonly<Record<Role, readonly ControlVerb[]>> = {
  client: CLIENT_VERBS,
  server: SERVER_VERBS,
  'bootstrap-server': BOOTSTRAP_SERVER_VERBS,
};

export interface Hello {
  readonly protocol: typeof CONTROL_PROTOCOL;
  readonly version: typeof CONTROL_VERSION;
  readonly product: { readonly name: string; readonly version: string };
  readonly role: Role;
  /** LwM2M versions, for example `["1.0"]`. */
  readonly lwm2m: readonly string[];
  /** Every verb that is supported, beyond `hello`. */
  readonly verbs: readonly string[];
}

/**
 * `start` of a server: a fresh instance without registrations; of a bootstrap server: one that no device is configured at.
 * It answers with the URI that it listens at.
 */
export interface ServerStart {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}
export interface ServerStarted {
  readonly uri: string;
}

/** `stop`: graceful lets a client de-register; otherwise the instance vanishes without a word. */
export interface Stop {
  readonly graceful: boolean;
}

/** Data of a `write`, `create` or of a value that was read. Keys are resource ids; nested keys are resource instance ids. */
export type ControlValue =
  | string
  | number
  | boolean
  | { readonly [resourceInstance: string]: string | number | boolean };
export type ControlResources = { readonly [resource: string]: ControlValue };

export interface ServerRequest {
  readonly endpoint: string;
  /** `/3/0/0` */
  readonly path: string;
}
export interface ServerWrite extends ServerRequest {
  /** A single value for a resource path, resources for an instance path. */
  readonly value: ControlValue | ControlResources;
  /** `replace` is PUT, `update` is POST. */
  readonly mode: 'replace' | 'update';
}

/** What the server believes the device answered; SUT-reported. Code is dotted (`2.05`), or null when no answer came. */
export interface ServerAnswer {
  readonly code: string | null;
  /** Values by full path, for example `{"/3/0/0": "Acme"}`; absent when there was no readable content. */
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  /** Links as the server shows them, for `discover`. */
  readonly links?: string;
}

export interface ReportedRegistration {
  readonly endpoint: string;
  readonly lifetime: number;
  readonly lwm2m: string;
  readonly binding: string;
  readonly objects: readonly string[];
}

/**
 * `configure` of a bootstrap server: what it hands out to a device from now on, in place of what it was told before.
 * A device that was never configured is unknown to it.
 */
export interface BootstrapConfigure {
  readonly endpoint: string;
  readonly plan: BootstrapPlan;
}

/** `trigger` of a bootstrap server: it begins the bootstrap of a configured device without being asked by it (TS 1.0 §5.2). */
export interface BootstrapTrigger {
  readonly endpoint: string;
  /** Where the device listens, `coap://127.0.0.1:40123`. */
  readonly clientUri: string;
}

/** Asynchronous events a SUT reports: SUT-reported. */
export interface ControlNotification {
  readonly event: (typeof EVENTS)[number];
  readonly endpoint: string;
  readonly path?: string;
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  /** Why a bootstrap failed, in the product's own words. */
  readonly reason?: string;
}

/** A live control channel; what a launcher hands out. */
export interface ControlChannel {
  /**
   * Calls a verb and returns its result.
   * @throws UnsupportedVerb when the SUT declines it; ControlFailure when the SUT or the channel fails.
   */
  call(verb: string, params: unknown): Promise<unknown>;
  onEvent(listener: (event: ControlNotification) => void): void;
  close(): Promise<void>;
}
