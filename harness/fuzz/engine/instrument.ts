import { type ParseOptions, parseSync } from '@swc/core';

/** Name of the global array that instrumented code counts in. */
export const COUNTERS = '__fuzzCounters';

/** Code that counts how often each of its branches is taken, and what the fuzzer can learn from its text. */
export interface Instrumented {
  readonly code: string;
  /** Counters used, from the first one given. */
  readonly sites: number;
  /** Numbers and words that the code compares with, likely to open branches. */
  readonly literals: readonly (number | bigint | string)[];
}

interface Insertion {
  /** In bytes of UTF-8, as the parser counts. */
  readonly at: number;
  readonly text: string;
}

interface SyntaxNode extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
}

const OPTIONS: ParseOptions = { syntax: 'typescript', target: 'es2024' };
/** A first statement of known length: positions are counted from it, wherever the parser starts to count. */
const ANCHOR = '0;';
const LONGEST_WORD = 24;
const SHORT_CIRCUITS: ReadonlySet<unknown> = new Set(['&&', '||', '??']);
const LOOPS: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/**
 * Inserts a counter at every function, branch, loop and right-hand side of a short-circuit; types stay where they are.
 * @param first number of the first counter
 */
export function instrument(source: string, first: number): Instrumented {
  const text = ANCHOR + source;
  const bytes = Buffer.from(text);
  const module = parseSync(text, OPTIONS);
  const base = module.span.start;
  const insertions: Insertion[] = [];
  const literals = new Set<number | bigint | string>();
  let next = first;

  const count = (): string => `${COUNTERS}[${next++}]++`;
  const insert = (at: number, inserted: string): void => {
    insertions.push({ at: at - base, text: inserted });
  };
  const wrapExpression = (node: SyntaxNode): void => {
    insert(node.span.start, `(${count()},`);
    visit(node);
    insert(node.span.end, ')');
  };
  const enterBlock = (node: SyntaxNode): void => {
    if (node.type === 'BlockStatement') {
      insert(node.span.start + 1, `${count()};`);
      visit(node);
      return;
    }
    insert(node.span.start, `{${count()};`);
    visit(node);
    insert(node.span.end, '}');
  };

  function visitAll(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) visitAll(each);
    else if (isNode(value)) visit(value);
    // Arguments and members are wrapped in objects of their own, without a type.
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) visitAll(each);
  }

  function visitFields(
    node: SyntaxNode,
    treat: Readonly<Record<string, (child: SyntaxNode) => void>> = {},
  ): void {
    for (const [name, value] of Object.entries(node)) {
      const special = treat[name];
      if (special !== undefined && isNode(value)) special(value);
      else visitAll(value);
    }
  }

  function visit(node: SyntaxNode): void {
    if (node.type.startsWith('Ts')) visitAll(node.expression);
    else if (LOOPS.has(node.type)) visitFields(node, { body: enterBlock });
    else visitByType(node);
  }

  function visitByType(node: SyntaxNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        break;
      case 'ArrowFunctionExpression':
        visitFields(node, {
          body: body => (body.type === 'FunctionBody' ? visit(body) : wrapExpression(body)),
        });
        break;
      case 'FunctionBody':
        insert(node.span.start + 1, `${count()};`);
        visitFields(node);
        break;
      case 'CatchClause':
        visitFields(node, { body: enterBlock });
        break;
      case 'IfStatement':
        visitFields(node, { consequent: enterBlock, alternate: enterBlock });
        if (!isNode(node.alternate)) insert(node.span.end, ` else ${count()};`);
        break;
      case 'ConditionalExpression':
        visitFields(node, { consequent: wrapExpression, alternate: wrapExpression });
        break;
      case 'BinaryExpression':
        visitFields(node, SHORT_CIRCUITS.has(node.operator) ? { right: wrapExpression } : {});
        break;
      case 'SwitchCase':
        enterCase(node);
        break;
      case 'NumericLiteral':
      case 'StringLiteral':
        learn(node.value);
        break;
      case 'BigIntLiteral':
        learn(BigInt(String(node.raw).replace(/[n_]/g, '')));
        break;
      default:
        visitFields(node);
    }
  }

  /** Labels that share their statements with the next one have none to count in. */
  function enterCase({ test, consequent }: SyntaxNode): void {
    const [statement]: unknown[] = Array.isArray(consequent) ? consequent : [];
    visitAll(test);
    if (isNode(statement)) insert(statement.span.start, `${count()};`);
    visitAll(consequent);
  }

  function learn(value: unknown): void {
    if (typeof value === 'number' && Number.isInteger(value)) literals.add(value);
    if (typeof value === 'bigint') literals.add(value);
    if (typeof value === 'string' && value.length <= LONGEST_WORD && /^\S+$/.test(value)) literals.add(value);
  }

  visitAll(module.body.slice(1));
  return { code: withInsertions(bytes, insertions), sites: next - first, literals: [...literals] };
}

/** Insertions at the same place stay in the order of the walk: outer before inner, end before next start. */
function withInsertions(bytes: Buffer, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let from = ANCHOR.length;
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(bytes.toString('utf8', from, at), text);
    from = at;
  }
  return parts.join('') + bytes.toString('utf8', from);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'span' in value;
}
