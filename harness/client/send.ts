import type { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, uintOption } from '../coap/message/options.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { AccessRights } from './access/access-rights.ts';
import type { ServerAccount } from './accounts.ts';
import type { ClientHooks } from './client-hooks.ts';
import { selectedValues } from './composite/read-composite.ts';
import { booleanAt } from './data-model.ts';
import type { Device } from './device-object.ts';

const MUTE_SEND = 23;
const FORMAT = ContentFormat.senmlCbor;

/**
 * Send (TS 1.1 §6.4.6): tells a server values that it has not asked for, with the time of now. Null when nothing is sent:
 * the server has muted it, or there is nothing of what is to be told. A refusal is final.
 */
export async function send(
  device: Device,
  coap: CoapEndpoint,
  access: AccessRights,
  { address, serverInstance }: ServerAccount,
  paths: readonly Lwm2mPath[],
  sending: NonNullable<ClientHooks['sending']> = (_, values) => values,
): Promise<Outcome | null> {
  if (device.configuration.lwm2m === '1.0') return null;
  if (booleanAt(device.model, [1, serverInstance, MUTE_SEND], true)) return null;
  const values = sending(paths, selectedValues(device, access, paths));
  if (values.length === 0) return null;
  return coap.request(address, {
    method: METHODS.post,
    options: [...pathOptions('/dp'), uintOption(OptionNumber.contentFormat, FORMAT)],
    payload: compositeCodec(FORMAT)?.encodeValues(values) ?? new Uint8Array(0),
  });
}
