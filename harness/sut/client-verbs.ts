import type { AccountSecurity } from '../lwm2m/account-security.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { ControlResources, ControlValue } from './control-contract.ts';

/** What a client under test can be told to do, beyond `start` and `stop`. */
export const CLIENT_VERBS = [
  'startWith',
  'restart',
  'triggerUpdate',
  'triggerBootstrap',
  'setResource',
  'setErrors',
  'createInstance',
  'deleteInstance',
  'goOffline',
  'goOnline',
  'rebind',
  'setFirmwareOutcome',
  'sendData',
] as const;

/** A server account that a client is given at its factory. */
export interface ClientAccount {
  /** `coap://127.0.0.1:40123` */
  readonly serverUri: string;
  readonly shortServerId: number;
  /** Seconds. */
  readonly lifetime: number;
  readonly binding: string;
  /** Absent: none. */
  readonly security?: AccountSecurity;
}

/** `start` of a client: a fresh instance with one account, factory state otherwise. */
export interface ClientStart extends ClientAccount, ClientVersion {
  readonly endpoint: string;
}

export interface ClientVersion {
  /** The version to speak; only told to a client that is judged in several. */
  readonly lwm2m?: CellVersion;
}

/** `startWith`: as `start`, with several servers, a bootstrap server, or both. */
export interface ClientStartWith extends ClientVersion {
  readonly endpoint: string;
  readonly accounts: readonly ClientAccount[];
  /** Null without one; `holdOff` in seconds (TS 1.0 E.1, resource 11). */
  readonly bootstrap: {
    readonly serverUri: string;
    readonly holdOff: number;
    readonly security?: AccountSecurity;
  } | null;
}

/** `setResource`: a value of the device itself changes, as a sensor would make it. */
export interface ClientSetResource {
  readonly path: string;
  readonly value: ControlValue;
}

/** `setErrors`: what is wrong with the device from now on, as codes of its Error Code (TS 1.0 E.4); empty: nothing is. */
export interface ClientSetErrors {
  readonly codes: readonly number[];
}

/** `createInstance`: the device itself gets an instance of an object, with these resources. */
export interface ClientCreateInstance {
  readonly path: string;
  readonly value: ControlResources;
}

/** `deleteInstance`: the device itself loses an instance of an object. */
export interface ClientDeleteInstance {
  readonly path: string;
}

/** `setFirmwareOutcome`: what the next package that arrives, or is installed, comes to: an Update Result (TS 1.0 E.6). */
export interface ClientFirmwareOutcome {
  readonly result: number;
}

/** `sendData`: the device sends these values of its own accord (TS 1.1 §6.4.6). */
export interface ClientSendData {
  readonly paths: readonly string[];
}
