import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');

/** A page of docs/ that a reader follows, as a test reads it. */
export interface Guide {
  /** The blocks of a language, in their order. */
  shown(language: string): readonly string[];
  /** The commands that a reader types, without comments and redirections, as arguments of touchstone. */
  readonly commands: readonly (readonly string[])[];
}

export function guide(name: string): Guide {
  const text = readFileSync(join(DOCS, name), 'utf8');
  const shown = (language: string): readonly string[] =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block);
  const commands = shown('sh')
    .flatMap(block => block.split('\n'))
    .flatMap(line => /^npx touchstone ([^#>]*)/.exec(line)?.[1]?.trim() ?? [])
    .map(command => command.split(/\s+/).map(word => word.replace(/^'(.*)'$/, '$1')));
  return { shown, commands };
}
