import { parseCoapUri } from '../transport/coap-uri.ts';
import type { Formats } from '../yaml/file-validator.ts';
import { isPlaceholder, placeholdersIn } from './command-placeholders.ts';
import { isExactVersion, isPinnedImage } from './exact-version.ts';
import { parseHostPort } from './host-port.ts';

/** The formats that `sut.schema.json` names. Editors that do not know them leave them to `touchstone`. */
export const descriptorFormats: Formats = {
  'exact-version': isExactVersion,
  'pinned-image': isPinnedImage,
  'host-port': text => parseHostPort(text) !== null,
  'coap-uri': text => parseCoapUri(text) !== null,
  'command-word': word => placeholdersIn(word).every(isPlaceholder),
};
