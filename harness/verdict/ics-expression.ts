import { ICS_KEYS, type IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import { and, claimed, type Ics, not, or, type Tri } from './ics.ts';

/** When a purpose applies: `object.5 && (attr.pmin || !format.json)`. `!` binds tightest, then `&&`, then `||`. */
export type IcsExpression =
  | { readonly kind: 'key'; readonly key: IcsKey }
  | { readonly kind: 'not'; readonly of: IcsExpression }
  | { readonly kind: 'and' | 'or'; readonly of: readonly IcsExpression[] };

export interface IcsSyntaxFault {
  /** Column of the fault, from 0. */
  readonly offset: number;
  readonly message: string;
}

type Parsed = { readonly expression: IcsExpression } | { readonly fault: IcsSyntaxFault };

/** Total: any text gives an expression or says where it is none. */
export function parseIcsExpression(text: string): Parsed {
  try {
    const parser = new Parser(tokens(text), text.length);
    return { expression: parser.whole() };
  } catch (error) {
    if (error instanceof Fault) return { fault: { offset: error.offset, message: error.message } };
    throw error;
  }
}

export function evaluateIcs(expression: IcsExpression, ics: Ics): Tri {
  switch (expression.kind) {
    case 'key':
      return claimed(ics, expression.key);
    case 'not':
      return not(evaluateIcs(expression.of, ics));
    case 'and':
      return and(expression.of.map(part => evaluateIcs(part, ics)));
    case 'or':
      return or(expression.of.map(part => evaluateIcs(part, ics)));
  }
}

/** The keys it depends on, each once, in order of appearance. */
export function icsKeysOf(expression: IcsExpression): readonly IcsKey[] {
  const parts = expression.kind === 'key' ? [] : expression.kind === 'not' ? [expression.of] : expression.of;
  const keys = expression.kind === 'key' ? [expression.key] : parts.flatMap(icsKeysOf);
  return [...new Set(keys)];
}

/** With as few brackets as possible. Parsing it gives the same expression. */
export function formatIcsExpression(expression: IcsExpression): string {
  switch (expression.kind) {
    case 'key':
      return expression.key;
    case 'not':
      return `!${bracketed(expression.of, 'key', 'not')}`;
    case 'and':
      return expression.of.map(part => bracketed(part, 'key', 'not')).join(' && ');
    case 'or':
      return expression.of.map(part => bracketed(part, 'key', 'not', 'and')).join(' || ');
  }
}

/** `object.5 && !format.json is unset: object.5 is true, format.json is unset`; a lone key just `object.5 is true`. */
export function explainIcs(expression: IcsExpression, ics: Ics): string {
  const values = icsKeysOf(expression).map(key => `${key} is ${claimed(ics, key)}`);
  if (expression.kind === 'key') return values.join();
  return `${formatIcsExpression(expression)} is ${evaluateIcs(expression, ics)}: ${values.join(', ')}`;
}

function bracketed(part: IcsExpression, ...unbracketed: IcsExpression['kind'][]): string {
  const text = formatIcsExpression(part);
  return unbracketed.includes(part.kind) ? text : `(${text})`;
}

interface Token {
  readonly text: string;
  readonly offset: number;
}

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const TOKEN = /\s*(?:(&&|\|\||[!()])|([A-Za-z0-9_.-]+))/y;

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      const offset = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
      throw new Fault(
        offset,
        `unexpected ${JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0))}`,
      );
    }
    const word = match[1] ?? match[2] ?? '';
    found.push({ text: word, offset: TOKEN.lastIndex - word.length });
  }
  return found;
}

/** Deeper nesting is a mistake, and would exhaust the stack before it is found out. */
const MAX_DEPTH = 50;

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;

  constructor(all: readonly Token[], end: number) {
    this.#tokens = all;
    this.#end = end;
  }

  whole(): IcsExpression {
    const expression = this.#or();
    const rest = this.#tokens[this.#next];
    if (rest !== undefined)
      throw new Fault(rest.offset, `expected && or ||, found ${JSON.stringify(rest.text)}`);
    return expression;
  }

  #or(): IcsExpression {
    return this.#chain('or', '||', () => this.#chain('and', '&&', () => this.#operand()));
  }

  #chain(kind: 'and' | 'or', operator: string, operand: () => IcsExpression): IcsExpression {
    const first = operand();
    const all = [first];
    while (this.#take(operator)) all.push(operand());
    return all.length === 1 ? first : { kind, of: all };
  }

  #operand(): IcsExpression {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Fault(this.#end, 'expected an ICS key, ! or (, found the end');
    this.#next += 1;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Fault(token.offset, 'nested too deeply');
    const operand = this.#operandFrom(token);
    this.#depth -= 1;
    return operand;
  }

  #operandFrom({ text, offset }: Token): IcsExpression {
    if (text === '!') return { kind: 'not', of: this.#operand() };
    if (text === '(') {
      const inner = this.#or();
      if (!this.#take(')')) throw new Fault(this.#tokens[this.#next]?.offset ?? this.#end, 'expected )');
      return inner;
    }
    if (/^\W+$/.test(text))
      throw new Fault(offset, `expected an ICS key, ! or (, found ${JSON.stringify(text)}`);
    if (isIcsKey(text)) return { kind: 'key', key: text };
    const suggestion = nearestName(text, ICS_KEYS);
    const hint = suggestion === null ? '' : `; did you mean ${suggestion}?`;
    throw new Fault(offset, `unknown ICS key ${text}${hint}`);
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#next]?.text !== text) return false;
    this.#next += 1;
    return true;
  }
}

function isIcsKey(text: string): text is IcsKey {
  return (ICS_KEYS as readonly string[]).includes(text);
}
