/** What mutants and legal variants are written with. Their files import nothing else of the harness. */

export {
  type AccessEntry,
  addEntry,
  entryAt,
  RIGHT_BITS,
  type Right,
} from './client/access/access-entry.ts';
export type { AccessHook, AccessQuestion } from './client/access/access-rights.ts';
export { adopted } from './client/adopted.ts';
export type { ClientHooks } from './client/client-hooks.ts';
export type { Device } from './client/device-object.ts';
export type { ReferenceClient } from './client/reference-client.ts';
export { type Block, blockIn, blockOption } from './coap/blockwise/block-option.ts';
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
  queryOptions,
  stringOption,
  uintOption,
  uintValue,
} from './coap/message/options.ts';
export { ContentFormat } from './lwm2m/content/content-format.ts';
export type { ObjectDefinition } from './lwm2m/model/object-definition.ts';
export { resourceTable } from './lwm2m/model/object-definition.ts';
export type { Lwm2mNode } from './lwm2m/node.ts';
export type { Value } from './lwm2m/value.ts';
export {
  type AccessTest,
  accessWhile,
  asksFor,
  denying,
  doingWhatItRefuses,
  every,
  granting,
  hasDefault,
  isControlled,
  isListed,
  isOwner,
  never,
  refusingForOnePart,
} from './mutant/access.ts';
export { answersTo, misreading } from './mutant/answers.ts';
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
export { goingBy, notifyingWhen, type PlainChange } from './mutant/changes.ts';
export {
  type CompositeValue,
  compositePathsIn,
  compositeValuesIn,
  inSenml,
  isSenml,
  textValue,
  withPaths,
  withValues,
} from './mutant/composite-changes.ts';
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
export { inFormat, inTlv } from './mutant/content-forms.ts';
export { heldAt, hold, operationsAt, storeAll } from './mutant/device-state.ts';
export { inTurn } from './mutant/in-turn.ts';
export { followedBy, readingOptions, withHeaderByte } from './mutant/lenient-reading.ts';
export { counting, deafAfter, noticing } from './mutant/memory.ts';
export {
  all,
  type MessageChange,
  withAlso,
  withCode,
  withOption,
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
  hasLinks,
  isAnyRequest,
  isAnyResponse,
  isBootstrapPost,
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
  type ExpectedFailures,
  ofEach,
  serverMutant,
  serverVariant,
} from './mutant/mutant.ts';
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
  answeringLate,
  inReply,
  operationsInTurn,
  performing,
  reading,
  replying,
  replyingWith,
  thinking,
} from './mutant/operations.ts';
export { acting, changing, delayingOut, dropping, leavingMalformed } from './mutant/passing.ts';
export {
  answeringRepetitions,
  forgettingMessageIds,
  reactingToRepetitions,
  repeatingNever,
  repeatingWith,
} from './mutant/repetitions.ts';
export { acknowledgedApart, nonConfirmably } from './mutant/separation.ts';
export { othersThan, performForAll, sessionOf } from './mutant/sessions.ts';
export { withTlv, withTlvValue } from './mutant/tlv-changes.ts';
export { relocating, renumbering, retokening } from './mutant/translation.ts';
export { isMalformed, repairing } from './mutant/wire-tests.ts';
export type { BootstrapServerHooks } from './server/bootstrap/bootstrap-hooks.ts';
export type { BootstrapStep } from './server/bootstrap/bootstrap-step.ts';
export type { ReferenceBootstrapServer } from './server/bootstrap/reference-bootstrap-server.ts';
export type { PlainResources } from './server/outgoing-content.ts';
export type { ReferenceServer } from './server/reference-server.ts';
export type { Registration } from './server/registry.ts';
export type { ServerHooks } from './server/server-hooks.ts';
