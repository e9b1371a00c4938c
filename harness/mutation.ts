/** What mutants and legal variants are written with. Their files import nothing else of the harness. */

export type { ClientHooks } from './client/client-hooks.ts';
export type { ReferenceClient } from './client/reference-client.ts';
export { DEFAULT_PARAMETERS } from './coap/exchange/parameters.ts';
export type { Outcome, ReceivedMessage, Reply } from './coap/exchange/received-message.ts';
export type { MessageHook, Passing, Wire } from './coap/hooks/message-hooks.ts';
export { METHODS } from './coap/message/codes.ts';
export { encodeMessage } from './coap/message/encode.ts';
export type { CoapMessage } from './coap/message/message.ts';
export { OptionNumber } from './coap/message/option-registry.ts';
export {
  hasOption,
  locationOptions,
  pathOf,
  pathOptions,
  queryOf,
  stringOption,
  uintOption,
  uintValue,
} from './coap/message/options.ts';
export { ContentFormat } from './lwm2m/content/content-format.ts';
export {
  beforeFinish,
  DONE,
  hasFailed,
  judging,
  rewriting,
  type StepsChange,
  withoutResources,
  withoutSteps,
} from './mutant/bootstrap-steps.ts';
export {
  all,
  type MessageChange,
  withCode,
  withOptions,
  withoutOption,
  withParameter,
  withPayload,
  withQuery,
  withText,
  withType,
  withUint,
} from './mutant/message-changes.ts';
export {
  isAnyRequest,
  isDeregister,
  isEmptyOf,
  isNotification,
  isObserve,
  isRegister,
  isRequestFor,
  isResponse,
  isUpdate,
  type MessageTest,
} from './mutant/message-tests.ts';
export {
  bootstrapServerMutant,
  bootstrapServerVariant,
  clientMutant,
  clientVariant,
  serverMutant,
  serverVariant,
} from './mutant/mutant.ts';
export { answering, performing, replying } from './mutant/operations.ts';
export { acting, changing, delayingOut, dropping } from './mutant/passing.ts';
export type { BootstrapServerHooks } from './server/bootstrap/bootstrap-hooks.ts';
export type { BootstrapStep } from './server/bootstrap/bootstrap-step.ts';
export type { ReferenceBootstrapServer } from './server/bootstrap/reference-bootstrap-server.ts';
export type { PlainResources } from './server/outgoing-content.ts';
export type { ReferenceServer } from './server/reference-server.ts';
export type { ServerHooks } from './server/server-hooks.ts';
