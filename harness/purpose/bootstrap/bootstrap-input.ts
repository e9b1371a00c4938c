import type { Request } from '../../coap/exchange/endpoint.ts';
import { METHODS } from '../../coap/message/codes.ts';
import type { CoapOption } from '../../coap/message/message.ts';
import { pathOptions, queryOptions } from '../../coap/message/options.ts';
import { BOOTSTRAP_PATH } from '../../server/bootstrap/bootstrap-operations.ts';

/** A Bootstrap-Request with these parameters, and these options beyond those of any (TS 1.0 §5.2). */
export function bootstrapRequest(query: readonly string[], options: readonly CoapOption[] = []): Request {
  return {
    method: METHODS.post,
    options: [...pathOptions(BOOTSTRAP_PATH), ...queryOptions(query), ...options],
  };
}
