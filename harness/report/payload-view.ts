import { describeContentFormat } from '../coap/message/content-format.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { LABEL_OF_KEY } from '../lwm2m/content/cbor/senml-cbor-labels.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { cborLines, type Labels } from './cbor-lines.ts';
import { hexDump } from './hex-dump.ts';
import { tlvLines } from './tlv-lines.ts';
import { visibleText } from './visible-text.ts';

/** A payload as people read it; every line is printable. */
export interface PayloadView {
  /** `0 text/plain`, `no Content-Format`. */
  readonly format: string;
  readonly lines: readonly string[];
}

const TEXT_FORMATS: ReadonlySet<number> = new Set([
  ContentFormat.text,
  ContentFormat.linkFormat,
  ContentFormat.json,
  ContentFormat.senmlJson,
  ContentFormat.senmlEtchJson,
  50, // application/json
]);
const RECORD_FORMATS: ReadonlySet<number> = new Set([
  ContentFormat.json,
  ContentFormat.senmlJson,
  ContentFormat.senmlEtchJson,
]);
/** With the names of the integer keys, where the format has names for them. */
const CBOR_FORMATS: ReadonlyMap<number, Labels> = new Map<number, Labels>([
  [ContentFormat.cbor, new Map()],
  [ContentFormat.senmlCbor, LABEL_OF_KEY],
  [ContentFormat.senmlEtchCbor, LABEL_OF_KEY],
  [ContentFormat.lwm2mCbor, new Map()],
]);
const MAX_TEXT = 4000;
const MAX_LINES = 200;

/** Null when there is no payload. */
export function viewPayload(message: CoapMessage): PayloadView | null {
  const { payload } = message;
  if (payload.length === 0) return null;
  const id = uintValue(message, OptionNumber.contentFormat);
  const format = id === undefined ? 'no Content-Format' : describeContentFormat(id);
  if (id === ContentFormat.tlv) return { format, lines: tlvLines(payload) };
  const labels = id === undefined ? undefined : CBOR_FORMATS.get(id);
  if (labels !== undefined) return { format, lines: cborLines(payload, labels) };
  if (id !== undefined && !TEXT_FORMATS.has(id)) return { format, lines: hexDump(payload) };
  const text = textOf(payload);
  if (text === null) return { format, lines: hexDump(payload) };
  if (id === ContentFormat.linkFormat) return { format, lines: links(text) };
  const shown = visibleText(text, MAX_TEXT);
  return { format, lines: id !== undefined && RECORD_FORMATS.has(id) ? records(shown) : [shown] };
}

/** One record a line: good enough for the eye, whatever the text is. */
function records(text: string): readonly string[] {
  const lines = text.split(/(?<=\},)(?=\s*\{)/);
  const rest = lines.length > MAX_LINES ? [`… ${lines.length - MAX_LINES} more records`] : [];
  return [...lines.slice(0, MAX_LINES), ...rest];
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One link a line (RFC 6690 §2); a comma inside quotes or angle brackets does not separate. */
function links(text: string): readonly string[] {
  const found = visibleText(text, MAX_TEXT).match(/(?:<[^>]*>|"[^"]*"|[^,])+,?/g) ?? [];
  const rest = found.length > MAX_LINES ? [`… ${found.length - MAX_LINES} more links`] : [];
  return [...found.slice(0, MAX_LINES), ...rest];
}
