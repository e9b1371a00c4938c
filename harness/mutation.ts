/** What mutants and legal variants are written with. Their files import nothing else of the harness. */

export type { ClientHooks } from './client/client-hooks.ts';
export type { ReferenceClient } from './client/reference-client.ts';
export { DEFAULT_PARAMETERS } from './coap/exchange/parameters.ts';
export type { ReceivedMessage, Reply } from './coap/exchange/received-message.ts';
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
  queryOptions,
  stringOption,
  uintOption,
  uintValue,
} from './coap/message/options.ts';
export { ContentFormat } from './lwm2m/content/content-format.ts';
export type { Value } from './lwm2m/value.ts';
export { goingBy, notifyingWhen, type PlainChange } from './mutant/changes.ts';
export {
  answeringResources,
  isTlv,
  otherValue,
  type ResourceChange,
  resourcesIn,
  takingResources,
  unwrapped,
  withContent,
  without,
  withResources,
  wrappedInInstance,
} from './mutant/content-changes.ts';
export { heldAt, hold, storeAll } from './mutant/device-state.ts';
export { counting, deafAfter, noticing } from './mutant/memory.ts';
export {
  all,
  type MessageChange,
  withAlso,
  withCode,
  withOptions,
  withoutOption,
  withParameter,
  withPath,
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
export { clientMutant, clientVariant, serverMutant, serverVariant } from './mutant/mutant.ts';
export {
  accepts,
  both,
  carries,
  either,
  has,
  isDiscover,
  isExecute,
  isObserveOf,
  isOn,
  isPartialWrite,
  isPiggybacked,
  isRead,
  isReplace,
  isSuccess,
  isWriteAttributes,
  not,
} from './mutant/operation-tests.ts';
export {
  answering,
  inReply,
  inTurn,
  mistaking,
  performing,
  replying,
  replyingWith,
} from './mutant/operations.ts';
export { acting, changing, delayingOut, dropping } from './mutant/passing.ts';
export { isMalformed, repairing } from './mutant/wire-tests.ts';
export type { ReferenceServer } from './server/reference-server.ts';
export type { ServerHooks } from './server/server-hooks.ts';
