import { fileValidator } from '../yaml/file-validator.ts';
import { displayedFile, FileMistakes, type Mistake } from '../yaml/mistake.ts';
import { readUserFile } from '../yaml/read-user-file.ts';
import { parseYaml, type YamlDocument } from '../yaml/yaml-document.ts';
import type { BaselineEntry } from './baseline.ts';
import { entryMistakes } from './baseline-rules.ts';
import {
  type BaselineFile,
  type BaselineFileEntry,
  baselineFileSchema,
  type SkipReason,
} from './baseline-schema.ts';
import { type CheckId, isPurposeId, type PurposeId } from './ids.ts';
import type { ReasonCode } from './reason-code.ts';

const CHECK_WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const schemaMistakes = fileValidator(baselineFileSchema, {
  'purpose-id': isPurposeId,
  'check-id': id => {
    const [purpose = '', words = '', ...rest] = id.split('/');
    return isPurposeId(purpose) && CHECK_WORDS.test(words) && rest.length === 0;
  },
  'web-address': address => /^https?:\/\/\S+$/.test(address),
});

/**
 * Loads a baseline.
 * @param file absolute path.
 * @throws ConfigurationError when it cannot be read; FileMistakes (a ConfigurationError) with every mistake in it.
 */
export function loadBaseline(file: string): readonly BaselineEntry[] {
  return parseBaseline(
    readUserFile(file, 'baseline.unreadable', 'correct the path, or create the file with entries: []'),
    file,
  );
}

/** The same for a text already read. */
export function parseBaseline(text: string, file: string): readonly BaselineEntry[] {
  const { document, mistakes: syntax, readable } = parseYaml(text);
  const mistakes = readable ? [...syntax, ...schemaMistakes(document), ...rules(document)] : syntax;
  if (mistakes.length > 0) throw new FileMistakes('baseline.invalid', file, mistakes);
  const { entries } = document.data as BaselineFile;
  const shown = displayedFile(file);
  return entries.map((entry, index) =>
    understood(entry, { file: shown, line: document.locate(['entries', index]).line }),
  );
}

function rules(document: YamlDocument): readonly Mistake[] {
  return entryMistakes(document.data).map(mistake => ({ ...mistake, ...document.locate(mistake.field) }));
}

function understood(
  entry: BaselineFileEntry,
  place: { readonly file: string; readonly line: number },
): BaselineEntry {
  const { check, expect, reason } = entry;
  const purpose = (entry.purpose ?? check?.split('/')[0]) as PurposeId;
  const about = {
    ...place,
    purpose,
    note: entry.note,
    clause: entry.clause ?? null,
    issue: entry.issue ?? null,
    ...(entry.lwm2m === undefined ? {} : { lwm2m: entry.lwm2m }),
    ...(entry.security === undefined ? {} : { security: entry.security }),
  };
  switch (expect) {
    case 'fail':
      return { ...about, expect, check: (check ?? null) as CheckId | null, reason: reason as ReasonCode };
    case 'inconclusive':
      return { ...about, expect, check: null, reason: reason as ReasonCode };
    case 'skip':
      return { ...about, expect, check: null, reason: reason as SkipReason };
  }
}
