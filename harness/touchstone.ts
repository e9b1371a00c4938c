/** What a suite file works with: declaring purposes, expectations, patterns, content. Suites import nothing else of the harness. */

export { blockIn, blockOption, blockSize } from './coap/blockwise/block-option.ts';
export {
  type PlannedBlock,
  planBlocks,
  reorder,
  repeat,
  skip,
  stopAfter,
} from './coap/blockwise/block-plan.ts';
export type { Request } from './coap/exchange/endpoint.ts';
export type { Arrival, Outcome, ReceivedMessage } from './coap/exchange/received-message.ts';
export { METHODS } from './coap/message/codes.ts';
export { type IllegalMessage, illegal } from './coap/message/illegal.ts';
export type { CoapMessage } from './coap/message/message.ts';
export { OptionNumber } from './coap/message/option-registry.ts';
export {
  locationOf,
  pathOf,
  pathOptions,
  queryOf,
  queryOptions,
  stringOption,
  uintOption,
  uintValue,
} from './coap/message/options.ts';
export { securityResources } from './lwm2m/account-security.ts';
export { expectNotifications } from './lwm2m/attributes/oracle/oracle.ts';
export { ContentFormat } from './lwm2m/content/content-format.ts';
export { type Link, linkAttribute } from './lwm2m/content/link-format/link-format.ts';
export type { ObjectDefinition, ResourceDefinition } from './lwm2m/model/object-definition.ts';
export type { ValueCase } from './lwm2m/model/value-cases/value-case.ts';
export { casesOfObjects, type ResourceCases, valueCases } from './lwm2m/model/value-cases/value-cases.ts';
export { type PlainValue, toPlain } from './lwm2m/plain-value.ts';
export { formatValue, type ResourceType, type Value, valueFits } from './lwm2m/value.ts';
export { bootstrapRequest } from './purpose/bootstrap/bootstrap-input.ts';
export {
  BOOTSTRAP_DELETE,
  BOOTSTRAP_DISCOVER,
  BOOTSTRAP_FINISH,
  BOOTSTRAP_REQUEST,
  bootstrapWrite,
} from './purpose/bootstrap/bootstrap-patterns.ts';
export type { BootstrapServerContext } from './purpose/bootstrap/bootstrap-server-context.ts';
export {
  type BootstrapTranscript,
  firstOf,
  instancesOf,
  shortServerIds,
} from './purpose/bootstrap/bootstrap-transcript.ts';
export type { BootstrappingClient } from './purpose/bootstrap/bootstrapping-client.ts';
export type { BootstrappingDevice } from './purpose/bootstrap/bootstrapping-device.ts';
export { discovery } from './purpose/bootstrap/expect-discovery.ts';
export {
  each,
  instancesHave,
  valuesInRange,
  wellFormedForItsPath,
} from './purpose/bootstrap/expect-written.ts';
export type { ScriptedBootstrap } from './purpose/bootstrap/scripted-bootstrap.ts';
export type { ClientContext } from './purpose/client-context.ts';
export { compositePaths, compositeValues, pathsSelected, senmlJson } from './purpose/composite-payload.ts';
export {
  type AccessList,
  ControlledInstance,
  entryIn,
  openToBoth,
  type Rights,
} from './purpose/controlled-instance.ts';
export { bootstrapServerPurpose, clientPurpose, serverPurpose } from './purpose/declare.ts';
export type { RegisteredDevice } from './purpose/device-preambles.ts';
export { answersAttributes } from './purpose/expect-attributes.ts';
export { blocksUpTo, firstOfSeveralBlocks, sameBodyAs } from './purpose/expect-blocks.ts';
export {
  type CompositeSubject,
  composite,
  compositeValue,
  exactly,
  nothingOf,
  onlyOf,
  wellFormedComposite,
} from './purpose/expect-composite.ts';
export {
  content,
  links,
  linksIn,
  noValueOf,
  unchanged,
  type Values,
  value,
  wellFormed,
} from './purpose/expect-content.ts';
export { noFindings } from './purpose/expect-findings.ts';
export {
  arrives,
  clientError,
  code,
  comesAfter,
  contentFormat,
  elapsed,
  emptyPayload,
  locationUnder,
  type MessageSubject,
  message,
  noObserveOption,
  noParameter,
  notServed,
  observeOption,
  optionalParameter,
  parameter,
  silence,
} from './purpose/expect-message.ts';
export { newerThan, sameFormatAs } from './purpose/expect-notification.ts';
export { acknowledged, noLocation, rejected, rejectedOrIgnored } from './purpose/expect-reaction.ts';
export {
  doesNotList,
  lists,
  notShown,
  reportsCode,
  reportsNoSuccess,
  reportsNoValue,
  reportsValue,
  shown,
} from './purpose/expect-reported.ts';
export {
  accept,
  confirmable,
  newInstance,
  noContentFormat,
  numericQuery,
  observe,
  query,
  tokenOf,
} from './purpose/expect-request.ts';
export { notifiesAs } from './purpose/expect-schedule.ts';
export { between, equals, lateAsAdvice, satisfies } from './purpose/expect-value.ts';
export type { Expectation } from './purpose/expectation.ts';
export type { Cabinet } from './purpose/fleet/cabinet.ts';
export type { FleetDevice } from './purpose/fleet/fleet-device.ts';
export { objectLinks, objectList, objectRoot } from './purpose/object-list.ts';
export { type ObservedSwitch, observeSwitch } from './purpose/observed-switch.ts';
export { carrying, sentByTheSut } from './purpose/path-steps.ts';
export {
  ANY_ACKNOWLEDGEMENT,
  ANY_REQUEST,
  ANY_RESPONSE,
  DEREGISTER,
  EMPTY_ACKNOWLEDGEMENT,
  NOTIFICATION,
  REGISTER,
  RESET,
  requestFor,
  SEND,
  UPDATE,
} from './purpose/patterns.ts';
export { bytes, canCarry, json, malformed, text, tlv, valueContent } from './purpose/payload.ts';
export { locationPath, locationText, registerRequest } from './purpose/registration-input.ts';
export { notification, unlessTextIsAsked, withContent } from './purpose/reply.ts';
export type { ServerContext } from './purpose/server-context.ts';
export { answerShows, type Sighting, sighting } from './purpose/sighting.ts';
export type { PerServer, RegisteredAccount } from './purpose/two-servers.ts';
export { WatchedResource } from './purpose/watched-resource.ts';
export type { ServerAccount } from './server/bootstrap/account.ts';
export type { Content } from './server/device-operations.ts';
export { dying, exchanged, refused, slowly, whole } from './server/package-server/offering.ts';
export type { ServerObservation } from './server/server-observation.ts';
export { valuesIn } from './server/values-in.ts';
export type { ReportedRegistration } from './sut/control-contract.ts';
export {
  cutAfter,
  delay,
  duplicate,
  echo,
  type Impairment,
  lose,
  loseAtRandom,
  loseFor,
  swap,
} from './transport/path/impairment.ts';
export type { IcsKey } from './verdict/ics.ts';
