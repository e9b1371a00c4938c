import type { Outcome } from '../../coap/exchange/received-message.ts';
import type { Request } from '../../coap/exchange/request.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOptions, stringOption } from '../../coap/message/options.ts';
import { parseCoapUri } from '../../transport/coap-uri.ts';
import type { Address } from '../../transport/datagram.ts';
import { UpdateResult } from './firmware-states.ts';

/** What came of fetching a package: its bytes, or the Update Result that says why there are none. */
export type Fetched = { readonly bytes: Uint8Array } | { readonly result: number };

/** Fetches a body over HTTP; null when there is none. Rejects when the connection is lost. */
export type HttpFetch = (uri: string) => Promise<Uint8Array | null>;

/** The ways to the network that a download may take; without `http` the device cannot fetch over it. */
export interface Downlinks {
  readonly coap: (to: Address, request: Request) => Promise<Outcome>;
  readonly http: HttpFetch | undefined;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(?=.)/;

/** Fetches a package from a Package URI (TS 1.0 E.6, resource 1). Never rejects. */
export function fetchPackage(uri: string, downlinks: Downlinks): Promise<Fetched> {
  const scheme = SCHEME.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined || !URL.canParse(uri)) return failed(UpdateResult.invalidUri);
  switch (scheme) {
    case 'coap':
      return overCoap(uri, downlinks.coap);
    case 'http':
      return downlinks.http === undefined
        ? failed(UpdateResult.unsupportedProtocol)
        : overHttp(uri, downlinks.http);
    default:
      return failed(UpdateResult.unsupportedProtocol);
  }
}

async function overCoap(uri: string, request: Downlinks['coap']): Promise<Fetched> {
  const [origin = '', rest = ''] = split(uri);
  const address = parseCoapUri(origin);
  if (address === null) return { result: UpdateResult.invalidUri };
  const [path = '', ...query] = rest.split('?');
  const parameters = query.join('?').split('&').filter(Boolean);
  const outcome = await request(address, {
    method: METHODS.get,
    options: [
      ...pathOptions(path === '' ? '/' : path),
      ...parameters.map(parameter => stringOption(OptionNumber.uriQuery, parameter)),
    ],
  });
  if (outcome.kind !== 'response') return { result: UpdateResult.connectionLost };
  const { code, payload, transfer } = outcome.message;
  if (code.startsWith('4.') && transfer === undefined) return { result: UpdateResult.invalidUri };
  return code === '2.05' && transfer?.complete !== false
    ? { bytes: payload }
    : { result: UpdateResult.connectionLost };
}

async function overHttp(uri: string, fetch: HttpFetch): Promise<Fetched> {
  try {
    const bytes = await fetch(uri);
    return bytes === null ? { result: UpdateResult.invalidUri } : { bytes };
  } catch {
    return { result: UpdateResult.connectionLost };
  }
}

/** `coap://host:port` and what follows. */
function split(uri: string): readonly string[] {
  return /^([^/]*\/\/[^/?#]*)([^#]*)/.exec(uri)?.slice(1) ?? [];
}

function failed(result: number): Promise<Fetched> {
  return Promise.resolve({ result });
}
