import { type Static, Type } from '@sinclair/typebox';
import { fileValidator } from '../yaml/file-validator.ts';
import { FileMistakes } from '../yaml/mistake.ts';
import { readUserFile } from '../yaml/read-user-file.ts';
import { oneOf, text } from '../yaml/schema-words.ts';
import { parseYaml } from '../yaml/yaml-document.ts';

const schema = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          id: text('Permanent name of the entry.', 'leshan-time-overflow'),
          comparison: Type.String({
            description: 'Regular expression over names of comparisons.',
            minLength: 1,
          }),
          difference: Type.String({ description: 'Regular expression over the difference.', minLength: 1 }),
          wrong: oneOf(['peer', 'open']),
          clause: text('What decides it.', 'TS 1.0 appendix C'),
          reason: text('What was seen, and why the peer is wrong or the matter open.', 'Time is …'),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export type KnownDisagreement = Static<typeof schema>['entries'][number];

/** Entries are never about an error of ours: that is fixed, not listed. */
export interface KnownDisagreements {
  /** The entry that covers a difference, null for an unknown one. */
  readonly find: (comparison: string, difference: string) => KnownDisagreement | null;
  /** Entries that covered nothing. */
  readonly stale: () => readonly KnownDisagreement[];
}

const mistakesOf = fileValidator(schema, {});

/** @throws ConfigurationError when the file cannot be read; FileMistakes with every mistake in it. */
export function loadKnownDisagreements(file: string): KnownDisagreements {
  const content = readUserFile(file, 'disagreements.unreadable', 'correct the path');
  const { document, mistakes: syntax, readable } = parseYaml(content);
  const mistakes = readable ? [...syntax, ...mistakesOf(document)] : syntax;
  if (mistakes.length > 0) throw new FileMistakes('disagreements.invalid', file, mistakes);
  return knownDisagreements((document.data as Static<typeof schema>).entries);
}

export function knownDisagreements(entries: readonly KnownDisagreement[]): KnownDisagreements {
  const patterns = entries.map(entry => ({
    entry,
    comparison: new RegExp(entry.comparison),
    difference: new RegExp(entry.difference),
  }));
  const used = new Set<KnownDisagreement>();
  return {
    find: (comparison, difference) => {
      const found = patterns.find(
        each => each.comparison.test(comparison) && each.difference.test(difference),
      );
      if (found === undefined) return null;
      used.add(found.entry);
      return found.entry;
    },
    stale: () => entries.filter(entry => !used.has(entry)),
  };
}
