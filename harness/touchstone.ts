/** What a suite file works with: declaring purposes, expectations, patterns, content. Suites import nothing else of the harness. */
export { DEREGISTER, ANY_MESSAGE, ANY_REQUEST, REGISTER, requestFor, UPDATE } from './purpose/patterns.ts';
export { clientPurpose, serverPurpose } from './purpose/declare.ts';
export type { ClientContext } from './purpose/client-context.ts';
export type { ServerContext } from './purpose/server-context.ts';
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
export { locationPath } from './purpose/tester-device.ts';
export { bytes, text, tlv } from './purpose/payload.ts';
export { ContentFormat } from './lwm2m/content-format.ts';
export { METHODS } from './coap/codes.ts';
export { OptionNumber } from './coap/option-registry.ts';
export { pathOf, queryOf, stringOption, uintOption, uintValue, pathOptions } from './coap/options.ts';
