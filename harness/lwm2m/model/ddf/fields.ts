import type { Mistake } from '../../../yaml/mistake.ts';
import { nearestName } from '../../../yaml/nearest-name.ts';
import { MAX_ID } from '../../path.ts';
import type { Findings } from './findings.ts';
import type { XmlElement } from './xml-element.ts';

/** Characters of a text that a message shows. */
const SHOWN = 40;

/** Names of child elements, and whether one must be there. */
export type Shape = Readonly<Record<string, 'required' | 'optional'>>;

/** The children of an element that has each at most once, read one by one; every mistake goes to the findings. */
export class Fields {
  readonly element: XmlElement;
  readonly #path: Mistake['field'];
  readonly #findings: Findings;
  readonly #byName = new Map<string, XmlElement>();

  constructor(element: XmlElement, path: Mistake['field'], shape: Shape, findings: Findings) {
    this.element = element;
    this.#path = path;
    this.#findings = findings;
    const names = Object.keys(shape);
    for (const child of element.children) {
      const first = this.#byName.get(child.name);
      if (!Object.hasOwn(shape, child.name)) this.#unknown(child, names);
      else if (first !== undefined) {
        this.mistake(child, `found twice, first in line ${findings.lineOf(first)}`, 'keep one of the two');
      } else this.#byName.set(child.name, child);
    }
    for (const name of names) {
      if (shape[name] === 'required' && !this.#byName.has(name)) this.#missing(name);
    }
  }

  get(name: string): XmlElement | undefined {
    return this.#byName.get(name);
  }

  /** Its text; empty where there is none. */
  text(name: string): string {
    return this.get(name)?.text ?? '';
  }

  /** The meaning of a word out of a fixed set; null, told, when it is another word. */
  word<Meaning>(name: string, words: ReadonlyMap<string, Meaning>): Meaning | null {
    const element = this.get(name);
    if (element === undefined) return null;
    const meaning = words.get(element.text);
    if (meaning !== undefined) return meaning;
    const known = [...words.keys()].map(word => (word === '' ? 'nothing' : word));
    // Every operation is near every other: a guess would mislead.
    const nearest = element.text.length < 4 ? null : nearestName(element.text.slice(0, SHOWN), words.keys());
    this.mistake(
      element,
      `found ${quoted(element.text)}, expected one of ${known.join(', ')}`,
      nearest === null || nearest === '' ? `write ${known.join(' or ')}` : `write ${nearest}`,
    );
    return null;
  }

  /** An id below 65535, which is reserved at every level (TS 1.0 §6.1); null, told, when it is none. */
  id(name: string): number | null {
    const element = this.get(name);
    return element === undefined ? null : this.idIn(element, element.text);
  }

  idIn(element: XmlElement, text: string): number | null {
    const id = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    if (id >= 0 && id <= MAX_ID) return id;
    const reserved = id === MAX_ID + 1 ? ', which is reserved' : '';
    this.mistake(
      element,
      `found ${quoted(text)}${reserved}, expected a whole number from 0 to ${MAX_ID}`,
      'write the id',
    );
    return null;
  }

  /** A version such as `1.0`; `otherwise` where there is none, null, told, when it is something else. */
  version(name: string, otherwise: string): string | null {
    const element = this.get(name);
    if (element === undefined || element.text === '') return otherwise;
    if (/^\d{1,4}\.\d{1,4}$/.test(element.text)) return element.text;
    this.mistake(element, `found ${quoted(element.text)}, expected a version`, 'write it as 1.0');
    return null;
  }

  /** A name, not empty; null, told, when it is. */
  name(name: string): string | null {
    const element = this.get(name);
    if (element === undefined || element.text !== '') return element?.text ?? null;
    this.mistake(element, 'found nothing, expected a name', 'write a name');
    return null;
  }

  mistake(element: XmlElement, problem: string, remedy: string): void {
    this.#findings.mistake(element, this.#fieldOf(element), problem, remedy);
  }

  notice(element: XmlElement, text: string): void {
    this.#findings.notice(element, this.#fieldOf(element), text);
  }

  #fieldOf(element: XmlElement): Mistake['field'] {
    return element === this.element ? this.#path : [...this.#path, element.name];
  }

  #unknown(child: XmlElement, names: readonly string[]): void {
    const nearest = nearestName(child.name, names);
    const remedy = nearest === null ? `remove ${quoted(child.name)}` : `did you mean ${nearest}?`;
    this.mistake(child, `unknown element, expected one of ${names.join(', ')}`, remedy);
  }

  #missing(name: string): void {
    this.#findings.mistake(
      this.element,
      [...this.#path, name],
      'missing, expected this element',
      `add <${name}> inside <${this.element.name}>`,
    );
  }
}

export function quoted(text: string): string {
  return text === '' ? 'nothing' : JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}
