import { HarnessBugError } from '../errors/touchstone-error.ts';
import { isPurposeId, type PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { BootstrapServerContext } from './bootstrap/bootstrap-server-context.ts';
import type { ClientContext } from './client-context.ts';
import type { ServerContext } from './server-context.ts';

type PurposeName = `${string}.${'bv' | 'bi' | 'ti'}.${string}`;

/** What the author of a purpose writes; everything with a usual value may be left out. */
export interface PurposeInput
  extends Pick<PurposeDeclaration, 'title' | 'requirements' | 'clause'>,
    Partial<Pick<PurposeDeclaration, 'level' | 'ets' | 'needs' | 'images' | 'security' | 'revision'>> {
  readonly id: PurposeName;
  readonly twin?: PurposeName;
  /** ICS expression; its keys are checked when the plan is made. */
  readonly when?: string;
}

export type DeclaredPurpose =
  | (PurposeDeclaration & { readonly role: 'client'; readonly body: (t: ClientContext) => Promise<void> })
  | (PurposeDeclaration & { readonly role: 'server'; readonly body: (t: ServerContext) => Promise<void> })
  | (PurposeDeclaration & {
      readonly role: 'bootstrap-server';
      readonly body: (t: BootstrapServerContext) => Promise<void>;
    });

const declared: DeclaredPurpose[] = [];
let listener: ((purpose: DeclaredPurpose) => void) | null = null;

/** A test purpose that judges a client under test. @throws HarnessBugError when the declaration contradicts itself. */
export function clientPurpose(input: PurposeInput, body: (t: ClientContext) => Promise<void>): void {
  declare({ ...complete(input), role: 'client', body });
}

/** A test purpose that judges a server under test. @throws HarnessBugError when the declaration contradicts itself. */
export function serverPurpose(input: PurposeInput, body: (t: ServerContext) => Promise<void>): void {
  declare({ ...complete(input), role: 'server', body });
}

/** A test purpose that judges a bootstrap server under test. @throws HarnessBugError when the declaration contradicts itself. */
export function bootstrapServerPurpose(
  input: PurposeInput,
  body: (t: BootstrapServerContext) => Promise<void>,
): void {
  declare({ ...complete(input), role: 'bootstrap-server', body });
}

/** Every purpose declared by the suite files that were imported so far. */
export function declaredPurposes(): readonly DeclaredPurpose[] {
  return declared;
}

/** Hands every purpose to the executor as soon as it is declared. */
export function onDeclared(executor: (purpose: DeclaredPurpose) => void): void {
  listener = executor;
}

function declare(purpose: DeclaredPurpose): void {
  assertDeclarable(purpose);
  declared.push(purpose);
  listener?.(purpose);
}

function complete(input: PurposeInput): Omit<PurposeDeclaration, 'role'> {
  return {
    level: 'must',
    ets: [],
    needs: [],
    revision: 1,
    ...input,
    id: asPurposeId(input.id),
    twin: input.twin === undefined ? null : asPurposeId(input.twin),
    when: input.when ?? null,
  };
}

function asPurposeId(text: string): PurposeId {
  if (isPurposeId(text)) return text;
  throw new HarnessBugError('purpose.id', `"${text}" is not a purpose id`, {
    hint: 'write <interface>.<bv|bi|ti>.<words-in-kebab-case>',
  });
}

/** A negative purpose proves nothing unless its positive twin, declared before it in the same file, passes. */
function assertDeclarable(purpose: DeclaredPurpose): void {
  const refuse = (message: string, hint: string): never => {
    throw new HarnessBugError('purpose.declaration', `${purpose.id}: ${message}`, { hint });
  };
  if (declared.some(({ id }) => id === purpose.id)) refuse('declared twice', 'ids are unique and permanent');
  const negative = purpose.id.includes('.bi.');
  if (negative && purpose.twin === null)
    refuse('a negative purpose without a twin', 'name the positive purpose');
  if (purpose.twin === null) return;
  const twin = declared.find(({ id }) => id === purpose.twin);
  if (twin === undefined)
    refuse(`twin ${purpose.twin} is not declared`, 'declare it before, in the same file');
  else if (twin.role !== purpose.role)
    refuse('the twin judges another role', 'choose a twin of the same role');
}
