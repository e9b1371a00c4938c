import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Mistake, Position } from './mistake.ts';

export type FieldPath = readonly (string | number)[];

/** A YAML text as plain data that still knows where each value stands. */
export interface YamlDocument {
  /** Null when the text is empty, or when it cannot be read at all. */
  readonly data: unknown;
  /** Where a key stands, a list item without a key where its value does; the nearest parent when there is no such field. */
  locate(path: FieldPath): Position;
}

export interface ParsedYaml {
  readonly document: YamlDocument;
  readonly mistakes: readonly Mistake[];
  /** False when the text is so broken that looking at the data would only tell lies. */
  readonly readable: boolean;
}

/** Total: whatever the text is, mistakes come back as data, all of them. */
export function parseYaml(text: string): ParsedYaml {
  const lineCounter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const position = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const mistakes = [...parsed.errors, ...parsed.warnings].map(error =>
    syntaxMistake(error, position(error.pos[0])),
  );
  let readable = parsed.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  let data: unknown = null;
  try {
    if (readable) data = parsed.toJS({ maxAliasCount: 100 });
  } catch (error) {
    readable = false;
    const problem = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    mistakes.push({
      line: 1,
      column: 1,
      field: [],
      problem,
      remedy: 'write the values out instead of using aliases',
    });
  }

  const offsetOf = (node: unknown): number | null => (isNode(node) && node.range ? node.range[0] : null);
  const exactly = (path: FieldPath): number | null => {
    const parent = parsed.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find(item => isScalar(item.key) && String(item.key.value) === String(key));
      return offsetOf(pair?.key);
    }
    return offsetOf(parsed.getIn(path, true));
  };
  const locate = (path: FieldPath): Position => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = exactly(path.slice(0, length));
      if (offset !== null) return position(offset);
    }
    return { line: 1, column: 1 };
  };
  return { document: { data, locate }, mistakes, readable };
}

function syntaxMistake({ code, message }: YAMLError, at: Position): Mistake {
  const [problem = message] = message.split('\n');
  return {
    ...at,
    field: [],
    problem: `not well-formed YAML: ${problem}`,
    remedy: REMEDIES[code] ?? OTHER_REMEDY,
  };
}

const OTHER_REMEDY =
  'correct the YAML here; text that holds ": " or " #", or begins with { [ * & ! % @, needs quotes';

const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'keep one of the two',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'indent every key of a map by the same number of spaces',
  MULTIPLE_DOCS: 'keep one document in a file: remove the line of dashes and what follows it',
  TAG_RESOLVE_FAILED: 'remove the tag that begins with !',
  MISSING_CHAR: 'close the quote or bracket that is open here',
};
