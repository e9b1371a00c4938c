import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Mistake } from '../../../yaml/mistake.ts';
import { TextLines } from './text-lines.ts';
import type { XmlElement } from './xml-element.ts';

export type ParsedXml =
  | { readonly root: XmlElement; readonly lines: TextLines }
  | { readonly root: null; readonly mistake: Mistake };

/** Object definition files nest five deep. */
const DEEPEST = 20;
/** Characters; no name that anybody knows is longer, and messages hold names. */
const LONGEST_NAME = 60;
const CDATA = '#cdata';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEEPEST,
});

/** Total. @param given without a byte order mark. */
export function parseXml(given: string): ParsedXml {
  // Offsets of the parser count in such a text.
  const text = given.replace(/\r\n?/g, '\n');
  const lines = new TextLines(text);
  const doctype = findDoctype(text);
  if (doctype !== null) {
    return refused(
      lines.positionOf(doctype),
      'found a DOCTYPE or ENTITY declaration, expected elements only',
      'remove the declaration; entities of a file’s own are not resolved',
    );
  }
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) {
    const { msg, line, col } = wellFormed.err;
    const at = { line: Math.max(1, line || 1), column: Math.max(1, col || 1) };
    return refused(at, `not well-formed XML: ${msg}`, 'correct the XML here');
  }
  try {
    const [root, ...others] = elementsOf(parser.parse(text) as readonly ParsedNode[]);
    const [other] = others;
    if (other !== undefined) {
      return refused(lines.positionOf(other.offset), 'a second root element', 'keep one element LWM2M');
    }
    if (root !== undefined) return { root, lines };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused({ line: 1, column: 1 }, `cannot be read as XML: ${why}`, REMEDY);
  }
  return refused({ line: 1, column: 1 }, 'found no element, expected LWM2M', REMEDY);
}

const REMEDY = 'write an object definition file: LWM2M with one Object for each object';

function refused(at: Pick<Mistake, 'line' | 'column'>, problem: string, remedy: string): ParsedXml {
  return { root: null, mistake: { ...at, field: [], problem, remedy } };
}

/** Offset of a declaration that could define entities, outside of comments and CDATA; null when there is none. */
function findDoctype(text: string): number | null {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at)) {
    const closing = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : null;
    if (closing === null) return at;
    const end = text.indexOf(closing, at);
    if (end < 0) return null;
    at = end;
  }
  return null;
}

/** What the parser makes of a node: its name with its children, attributes beside it. */
type ParsedNode = Readonly<Record<string, unknown>>;

function elementsOf(nodes: readonly ParsedNode[]): XmlElement[] {
  return nodes.flatMap(node => {
    const name = Object.keys(node).find(key => key !== ':@');
    if (name === undefined || name === TEXT || name === CDATA || name.startsWith('?')) return [];
    const children = Array.isArray(node[name]) ? (node[name] as readonly ParsedNode[]) : [];
    return [
      {
        name: name.slice(0, LONGEST_NAME),
        attributes: (node[':@'] ?? {}) as Readonly<Record<string, string>>,
        children: elementsOf(children),
        text: textOf(children).trim().replace(/\s+/g, ' '),
        offset: offsetOf(node),
      },
    ];
  });
}

function textOf(children: readonly ParsedNode[]): string {
  return children
    .map(({ [TEXT]: text, [CDATA]: data }) =>
      Array.isArray(data) ? textOf(data as readonly ParsedNode[]) : String(text ?? ''),
    )
    .join('');
}

function offsetOf(node: object): number {
  const metadata = (node as Record<symbol, unknown>)[XMLParser.getMetaDataSymbol() as symbol];
  const { startIndex } = (metadata ?? {}) as { readonly startIndex?: number };
  return startIndex ?? 0;
}
