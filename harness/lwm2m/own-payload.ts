import { OwnMessageError } from '../coap/exchange/own-message.ts';
import type { OwnContent, PayloadInspection } from '../coap/exchange/own-payloads.ts';
import { METHODS } from '../coap/message/codes.ts';
import { breaches, type Deviation, deviationsOf } from '../coap/message/deviation.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOf, uintValue } from '../coap/message/options.ts';
import type { Lwm2mVersion } from './attributes/lwm2m-version.ts';
import { compositeCodec, decodeContent, decodeNewInstance, isReadableFormat } from './content/content.ts';
import { ContentFormat, describeContentFormat } from './content/content-format.ts';
import { readBootstrapDiscover } from './content/link-format/bootstrap-links.ts';
import { readDiscover } from './content/link-format/discover-links.ts';
import { parseLinkFormat } from './content/link-format/link-format.ts';
import { readObjectList } from './content/link-format/register-links.ts';
import { ARGUMENT_LIST } from './execute-arguments.ts';
import type { DefinitionLookup } from './model/object-definition.ts';
import { type Lwm2mPath, parsePath, pathDepth } from './path.ts';
import { SoundContents } from './sound-contents.ts';

/** What content is read with: the definitions and the version of the cell. */
export interface PayloadReading {
  readonly definitions: DefinitionLookup;
  readonly version: Lwm2mVersion;
}

/** The ids at the end of a path, behind whatever root the device has its objects below. */
const IDS = /(?:\/\d+)+$/;

/**
 * Reads every payload that a peer of ours is about to send as a strict receiver would: object lists, Discover answers,
 * content of Read, Write, Create, notifications, composite operations and Send, arguments of Execute. What has a content format that LwM2M does not
 * know, and what answers nothing, has no meaning that could be wrong.
 */
export function ownPayloadInspection(reading: PayloadReading): PayloadInspection {
  const sound = new SoundContents(reading);
  return (content, request) => {
    const format = uintValue(content, OptionNumber.contentFormat);
    if (format === undefined) return;
    sound.once(content, format, request, () => {
      const [breach] = breaches(deviationsIn(content, format, request, reading));
      if (breach === undefined) return;
      const what = `a malformed payload of format ${describeContentFormat(format)}`;
      throw new OwnMessageError('lwm2m.own-payload', what, breach);
    });
  };
}

function deviationsIn(
  content: OwnContent,
  format: number,
  request: CoapMessage | null,
  reading: PayloadReading,
): readonly Deviation[] {
  if (content.code === '2.05') return inAnswer(content.payload, format, request, reading);
  if (content.code === METHODS.put || content.code === METHODS.post)
    return inRequest(content, format, reading);
  return inComposite(content, format, reading);
}

/** Bodies of Read-Composite, Observe-Composite and Write-Composite. */
function inComposite(
  { code, payload }: OwnContent,
  format: number,
  { definitions }: PayloadReading,
): readonly Deviation[] {
  const codec = compositeCodec(format);
  if (code === METHODS.fetch) return codec?.decodePaths(payload).deviations ?? [];
  return code === METHODS.iPatch ? (codec?.decodeValues(payload, definitions).deviations ?? []) : [];
}

function inRequest(
  { code, options, payload }: OwnContent,
  format: number,
  { definitions, version }: PayloadReading,
): readonly Deviation[] {
  const path = idsIn({ options });
  if (path === null) {
    return format === ContentFormat.linkFormat
      ? readObjectList(payload, definitions, version).deviations
      : (compositeCodec(format)?.decodeValues(payload, definitions).deviations ?? []);
  }
  if (code === METHODS.post && pathDepth(path) === 3)
    return format === ContentFormat.text ? inArguments(payload) : [];
  if (!isReadableFormat(format)) return [];
  return code === METHODS.post && pathDepth(path) === 1
    ? decodeNewInstance(format, path.object, payload, definitions).deviations
    : decodeContent(format, path, payload, definitions).deviations;
}

function inAnswer(
  payload: Uint8Array,
  format: number,
  request: CoapMessage | null,
  { definitions, version }: PayloadReading,
): readonly Deviation[] {
  const path = request === null ? null : idsIn(request);
  if (format === ContentFormat.linkFormat) {
    if (tellsVersion(payload)) return readBootstrapDiscover(payload, definitions, version).deviations;
    return path === null
      ? parseLinkFormat(payload).deviations
      : readDiscover(payload, path, { definitions, version }).deviations;
  }
  if (request?.code === METHODS.fetch)
    return compositeCodec(format)?.decodeValues(payload, definitions).deviations ?? [];
  return path === null || !isReadableFormat(format)
    ? []
    : decodeContent(format, path, payload, definitions).deviations;
}

/** Only what answers a Bootstrap-Discover begins with the version: in front of the links, or at the root. */
function tellsVersion(payload: Uint8Array): boolean {
  return /^(?:<\/>;)?lwm2m=/.test(Buffer.from(payload).toString('latin1'));
}

function inArguments(payload: Uint8Array): readonly Deviation[] {
  const text = Buffer.from(payload).toString('utf8');
  if (text === '' || ARGUMENT_LIST.test(text)) return [];
  return [deviationsOf('execute', 'TS 1.0 §5.4.5')('arguments', `Arguments "${text}"`, 0)];
}

function idsIn(message: Pick<CoapMessage, 'options'>): Lwm2mPath | null {
  const [ids] = IDS.exec(pathOf(message)) ?? [];
  return ids === undefined ? null : parsePath(ids);
}
