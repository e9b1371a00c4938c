/** What a suite file works with: declaring purposes, expectations, patterns, content. Suites import nothing else of the harness. */

export { METHODS } from './coap/codes.ts';
export { OptionNumber } from './coap/option-registry.ts';
export { pathOf, pathOptions, queryOf, stringOption, uintOption, uintValue } from './coap/options.ts';
export { ContentFormat } from './lwm2m/content-format.ts';
export type { ClientContext } from './purpose/client-context.ts';
export { clientPurpose, serverPurpose } from './purpose/declare.ts';
export { content, links, value } from './purpose/expect-content.ts';
export {
  arrives,
  clientError,
  code,
  contentFormat,
  emptyPayload,
  locationUnder,
  message,
  noObserveOption,
  noParameter,
  observeOption,
  parameter,
  silence,
} from './purpose/expect-message.ts';
export { between, equals, satisfies } from './purpose/expect-value.ts';
export { ANY_MESSAGE, ANY_REQUEST, DEREGISTER, REGISTER, requestFor, UPDATE } from './purpose/patterns.ts';
export { bytes, text, tlv } from './purpose/payload.ts';
export type { ServerContext } from './purpose/server-context.ts';
export { locationPath } from './purpose/tester-device.ts';
