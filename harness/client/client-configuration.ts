import type { Clock } from '../clock/clock.ts';
import type { BlockwiseParameters } from '../coap/blockwise/blockwise-parameters.ts';
import type { PayloadInspection } from '../coap/exchange/own-payloads.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { AccountSecurity } from '../lwm2m/account-security.ts';
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import type { Address, Network } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import type { SocketLayer } from '../transport/socket-layer.ts';
import type { ClientHooks } from './client-hooks.ts';
import type { HttpFetch } from './firmware/package-fetch.ts';

export interface ClientEnvironment {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  readonly onFault: (fault: unknown) => void;
  /** Block-wise transfer (RFC 7959), with the usual parameters unless given; null turns it off. */
  readonly blockwise?: BlockwiseParameters | null;
  /** Milliseconds by which the way to the server may distort its intervals; 0 unless given. */
  readonly tolerance?: number;
  /** Looks at every payload before it leaves. */
  readonly inspectPayload?: PayloadInspection | undefined;
  readonly hooks?: ClientHooks;
  /** Between the device and its socket, above DTLS. */
  readonly layer?: SocketLayer | undefined;
}

/** A server account as provisioned at the factory. */
export interface Account {
  readonly serverUri: string;
  readonly shortServerId: number;
  /** Seconds. */
  readonly lifetime: number;
  readonly binding: string;
  /** Absent: none. */
  readonly security?: AccountSecurity;
}

export interface ClientConfiguration {
  readonly endpoint: string;
  readonly lwm2m: '1.0' | '1.1';
  /** Server accounts from the factory; without any, the device asks its bootstrap server for them. */
  readonly accounts: readonly Account[];
  readonly bootstrap?: {
    readonly serverUri: string;
    /** Seconds; 0 unless given. */
    readonly holdOff?: number;
    readonly security?: AccountSecurity;
  };
  /** How it fetches over HTTP; absent: it does not. */
  readonly http?: HttpFetch | undefined;
  /** Objects that only object files describe: the device has one instance of each, with every resource. */
  readonly objects?: readonly ObjectDefinition[];
}

/** Of the first server or bootstrap server that it is given. @throws HarnessBugError when no URI of the configuration is one. */
export function firstAddress({ accounts, bootstrap }: ClientConfiguration): Address {
  const uris = [...accounts.map(({ serverUri }) => serverUri), ...(bootstrap ? [bootstrap.serverUri] : [])];
  const address = uris.map(parseCoapUri).find(parsed => parsed !== null);
  if (address !== undefined) return address;
  throw new HarnessBugError('client.uri', `the device is given no CoAP URI: ${uris.join(', ')}`, {
    hint: 'give it the coap URI of a server or of a bootstrap server',
  });
}
