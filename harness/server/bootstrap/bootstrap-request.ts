import type { CoapMessage, Code } from '../../coap/message/message.ts';
import { queryOf } from '../../coap/message/options.ts';
import { isReadableFormat } from '../../lwm2m/content/content.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';

/** What a Bootstrap-Request says (TS 1.0 §5.2, TS 1.1 §6.1.7). */
export interface BootstrapRequest {
  readonly endpoint: string;
  /** The content format that the device prefers; null where it names none. */
  readonly preferred: number | null;
}

/** Formats that carry a whole instance. */
const HIERARCHICAL: ReadonlySet<number> = new Set([
  ContentFormat.tlv,
  ContentFormat.json,
  ContentFormat.senmlJson,
  ContentFormat.senmlCbor,
  ContentFormat.lwm2mCbor,
]);

/** Reads a Bootstrap-Request, or gives the code that refuses it. LwM2M 1.0 has no preferred format, and ignores it. */
export function parseBootstrapRequest(
  request: CoapMessage,
  lwm2m: '1.0' | '1.1',
): BootstrapRequest | { readonly refused: Code } {
  const query = new Map<string, string>();
  for (const item of queryOf(request)) {
    const [name = '', ...value] = item.split('=');
    if (query.has(name)) return { refused: '4.00' };
    query.set(name, value.join('='));
  }
  const endpoint = query.get('ep');
  const pct = lwm2m === '1.0' ? undefined : query.get('pct');
  if (endpoint === undefined || endpoint === '') return { refused: '4.00' };
  if (pct === undefined) return { endpoint, preferred: null };
  if (!/^\d{1,5}$/.test(pct)) return { refused: '4.00' };
  const preferred = Number(pct);
  return HIERARCHICAL.has(preferred) && isReadableFormat(preferred)
    ? { endpoint, preferred }
    : { refused: '4.15' };
}
