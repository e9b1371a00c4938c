import { breaches } from '../../coap/message/deviation.ts';
import type { CoapMessage, Code } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintValue } from '../../coap/message/options.ts';
import type { PathSelector } from '../../lwm2m/content/codec.ts';
import { compositeCodec } from '../../lwm2m/content/content.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { formatPath } from '../../lwm2m/path.ts';

/** Formats that a device of LwM2M 1.1 reads and writes composite content in. */
export const COMPOSITE_FORMATS: readonly number[] = [ContentFormat.senmlCbor, ContentFormat.senmlJson];

/** What a composite request selects, and the format of the answer. */
export interface Selection {
  readonly paths: readonly PathSelector[];
  readonly format: number;
}

/** Reads the body of a Read-Composite or Observe-Composite, or gives the code that refuses it (TS 1.1 §6.3.8, §6.4.4). */
export function selectionOf(request: CoapMessage): Selection | Code {
  const given = uintValue(request, OptionNumber.contentFormat);
  if (given === undefined) return '4.00';
  const codec = COMPOSITE_FORMATS.includes(given) ? compositeCodec(given) : undefined;
  if (codec === undefined) return '4.15';
  const format = uintValue(request, OptionNumber.accept) ?? given;
  if (!COMPOSITE_FORMATS.includes(format)) return '4.06';
  const { node: paths, deviations } = codec.decodePaths(request.payload);
  return paths === null || breaches(deviations).length > 0 ? '4.00' : { paths, format };
}

/** The same for the same paths, in whatever order. */
export function selectionName(paths: readonly PathSelector[]): string {
  return `composite ${paths.map(selectorText).toSorted().join(' ')}`;
}

export function selectorText(path: PathSelector): string {
  return path === 'root' ? '/' : formatPath(path);
}
