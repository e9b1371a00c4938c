import type { Mistake } from '../../../yaml/mistake.ts';
import type { TextLines } from './text-lines.ts';
import type { XmlElement } from './xml-element.ts';

/** Something in a file that is not wrong, but that its author should know. */
export interface Notice {
  readonly line: number;
  readonly field: Mistake['field'];
  readonly text: string;
}

/** Collects what is to be said about one file, with the place of each. */
export class Findings {
  readonly mistakes: Mistake[] = [];
  readonly notices: Notice[] = [];
  readonly #lines: TextLines;

  constructor(lines: TextLines) {
    this.#lines = lines;
  }

  mistake(element: XmlElement, field: Mistake['field'], problem: string, remedy: string): void {
    this.mistakes.push({ ...this.#lines.positionOf(element.offset), field, problem, remedy });
  }

  notice(element: XmlElement, field: Mistake['field'], text: string): void {
    this.notices.push({ line: this.lineOf(element), field, text });
  }

  lineOf(element: XmlElement): number {
    return this.#lines.positionOf(element.offset).line;
  }
}
