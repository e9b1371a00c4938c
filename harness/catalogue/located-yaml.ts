import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A parsed YAML text that still knows where each value stands. */
export interface LocatedYaml {
  /** As plain data; null when the text is empty. */
  readonly data: unknown;
  /** 1-based line of the value at a JSON pointer; of one of its keys when `key` is given; 1 in an empty text. */
  line(pointer: readonly (string | number)[], key?: string): number;
}

export interface YamlSyntaxFault {
  readonly line: number;
  readonly message: string;
}

/** Parses YAML; a syntax fault comes back as data. */
export function parseLocatedYaml(text: string): LocatedYaml | { readonly fault: YamlSyntaxFault } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    return { fault: { line: lineCounter.linePos(error.pos[0]).line, message: error.message } };
  }
  const lineAt = (node: unknown): number | null =>
    typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
      ? lineCounter.linePos(Number(node.range[0])).line
      : null;
  return {
    data: document.toJS(),
    line(pointer, key) {
      const node = document.getIn(pointer, true);
      if (key !== undefined && isMap(node)) {
        const pair = node.items.find(item => isScalar(item.key) && item.key.value === key);
        const line = lineAt(pair?.key);
        if (line !== null) return line;
      }
      return lineAt(node) ?? 1;
    },
  };
}
