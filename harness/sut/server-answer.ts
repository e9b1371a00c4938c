import { OptionNumber } from '../coap/option-registry.ts';
import { uintValue } from '../coap/options.ts';
import type { Outcome } from '../coap/received-message.ts';
import { ContentFormat } from '../lwm2m/content-format.ts';
import { valuesIn } from '../server/values-in.ts';
import type { ServerAnswer } from './control-contract.ts';

/** What a server tells its user about the outcome of a request. */
export function answerOf(path: string, outcome: Outcome): ServerAnswer {
  if (outcome.kind !== 'response') return { code: null };
  const { message } = outcome;
  const values = valuesIn(path, message);
  const isLinks = uintValue(message, OptionNumber.contentFormat) === ContentFormat.linkFormat;
  return {
    code: message.code,
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(isLinks ? { links: Buffer.from(message.payload).toString('utf8') } : {}),
  };
}
