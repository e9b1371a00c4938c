import type { CborItem } from '../lwm2m/content/cbor/cbor-item.ts';
import { readCbor } from '../lwm2m/content/cbor/cbor-read.ts';
import { hexDump } from './hex-dump.ts';
import { visibleText } from './visible-text.ts';

/** Names of integer keys, shown as comments. */
export type Labels = ReadonlyMap<unknown, string>;

const NO_LABELS: Labels = new Map();
const MAX_LINES = 200;
const MAX_VALUE = 200;
const SIMPLE: ReadonlyMap<number, string> = new Map([
  [22, 'null'],
  [23, 'undefined'],
]);

/** A CBOR payload in diagnostic notation (RFC 8949 §8), one entry of a map or array a line, then its bytes. */
export function cborLines(payload: Uint8Array, labels: Labels = NO_LABELS): readonly string[] {
  const { item, deviations } = readCbor(payload);
  const notes = deviations.map(({ message, offset }) => `! byte ${offset}: ${visibleText(message, 200)}`);
  const tree = item === null ? [] : itemLines(item, { label: '', indent: '', labels });
  const rest = tree.length > MAX_LINES ? [`… ${tree.length - MAX_LINES} more lines`] : [];
  return [
    ...notes,
    ...tree.slice(0, MAX_LINES),
    ...rest,
    ...(tree.length > 0 ? [''] : []),
    ...hexDump(payload),
  ];
}

interface Place {
  /** What stands before the item on its first line: the key of a map entry. */
  readonly label: string;
  readonly indent: string;
  readonly labels: Labels;
}

function itemLines(item: CborItem, place: Place): readonly string[] {
  const { label, indent, labels } = place;
  const start = `${indent}${label}`;
  const flat = flatText(item);
  if (flat !== null) return [`${start}${flat}`];
  const inside = (key: string): Place => ({ label: key, indent: `${indent}  `, labels });
  if (item.kind === 'array') {
    return [`${start}[`, ...item.items.flatMap(each => itemLines(each, inside(''))), `${indent}]`];
  }
  if (item.kind === 'map') {
    const entries = item.entries.flatMap(({ key, value }) => itemLines(value, inside(keyText(key, labels))));
    return [`${start}{`, ...entries, `${indent}}`];
  }
  return item.kind === 'tag' ? itemLines(item.content, { ...place, label: `${label}${item.tag} ` }) : [];
}

/** `-2 /bn/: `, or without the comment where the key has no name. */
function keyText(key: CborItem, labels: Labels): string {
  const text = flatText(key) ?? key.kind;
  const name = key.kind === 'integer' ? labels.get(key.value) : undefined;
  return name === undefined ? `${text}: ` : `${text} /${name}/: `;
}

/** On one line; null for what holds other items, except an array of scalars such as a path. */
function flatText(item: CborItem): string | null {
  switch (item.kind) {
    case 'integer':
      return String(item.value);
    case 'float':
      return floatText(item.value);
    case 'bytes':
      return visibleText(`h'${Buffer.from(item.value).toString('hex')}'`, MAX_VALUE);
    case 'text':
      return visibleText(JSON.stringify(item.value), MAX_VALUE);
    case 'boolean':
      return String(item.value);
    case 'simple':
      return SIMPLE.get(item.value) ?? `simple(${item.value})`;
    case 'tag': {
      const content = flatText(item.content);
      return content === null ? null : `${item.tag}(${content})`;
    }
    case 'array': {
      const items = item.items.map(each => (each.kind === 'array' ? null : flatText(each)));
      return items.includes(null) ? null : `[${items.join(', ')}]`;
    }
    case 'map':
      return item.entries.length === 0 ? '{}' : null;
  }
}

/** With its fraction even where that is zero, so that it is told from an integer. */
function floatText(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
