import type { Pattern } from '../../coap/exchange/inbox.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOf, queryOf, uintValue } from '../../coap/message/options.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { BOOTSTRAP_PATH } from '../../server/bootstrap/bootstrap-operations.ts';

/** What a device asks a bootstrap server with, and the commands that it gets in return (TS 1.0 §5.2). */
export const BOOTSTRAP_REQUEST: Pattern = {
  name: 'a Bootstrap-Request (POST /bs?ep=…)',
  matches: message =>
    message.code === METHODS.post && pathOf(message) === BOOTSTRAP_PATH && queryOf(message).length > 0,
};

/** Whatever it carries: its form is a matter of its own. */
export const BOOTSTRAP_FINISH: Pattern = {
  name: 'a Bootstrap-Finish (POST /bs)',
  matches: message => message.code === METHODS.post && pathOf(message) === BOOTSTRAP_PATH,
};

export const BOOTSTRAP_DISCOVER: Pattern = {
  name: 'a Bootstrap-Discover (GET, Accept 40)',
  matches: message =>
    message.code === METHODS.get && uintValue(message, OptionNumber.accept) === ContentFormat.linkFormat,
};

export const BOOTSTRAP_DELETE: Pattern = {
  name: 'a Bootstrap-Delete',
  matches: message => message.code === METHODS.delete,
};

/** A Bootstrap-Write, to an object and below where one is given. */
export function bootstrapWrite(object?: number): Pattern {
  const below = object === undefined ? '/' : `/${object}/`;
  return {
    name:
      object === undefined
        ? 'a Bootstrap-Write (PUT)'
        : `a Bootstrap-Write to object ${object} (PUT /${object}…)`,
    matches: message => message.code === METHODS.put && `${pathOf(message)}/`.startsWith(below),
  };
}
