import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { ClientHooks } from '../client/client-hooks.ts';
import type { BootstrapServerHooks } from '../server/bootstrap/bootstrap-hooks.ts';
import type { ServerHooks } from '../server/server-hooks.ts';
import type { EmbeddedVariation, PeerSettings } from '../sut/embedded-variation.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';

type CheckName = `${string}.${'bv' | 'bi' | 'ti'}.${string}/${string}`;

/** Checks that are expected to fail, by id, each with its reason. */
export type ExpectedFailures = Readonly<Record<CheckName, ReasonCode>>;

/** The same check of each of these purposes, with the same reason. */
export function ofEach<Purpose extends string, Check extends string, Reason extends ReasonCode>(
  purposes: readonly Purpose[],
  check: Check,
  reason: Reason,
): Record<`${Purpose}/${Check}`, Reason> {
  const entries = purposes.map(purpose => [`${purpose}/${check}`, reason]);
  return Object.fromEntries(entries) as Record<`${Purpose}/${Check}`, Reason>;
}

/** What is said about a mutant. */
export interface MutantInput {
  /** In kebab-case, unique among mutants and variants; begins with the role. */
  readonly id: string;
  /** Its one deliberate defect, in a sentence, verb first: "answers a Read of an executable resource with 4.04". */
  readonly defect: string;
  /** The requirement that it breaks. */
  readonly requirement: RequirementId;
  /** Where such a defect has been seen, or what makes it one: `wakaama#205`, `RFC 7252 §4.2`. */
  readonly source?: string;
  /** Every check that must catch it; at least one. */
  readonly kills: ExpectedFailures;
}

/** A reference peer with one deliberate defect. */
export interface Mutant extends MutantInput {
  readonly kind: 'mutant';
  readonly variation: EmbeddedVariation;
  /** Names of the hooks that it overrides. */
  readonly hooks: readonly string[];
}

/** What is said about a legal variant. */
export interface VariantInput {
  /** In kebab-case, unique among mutants and variants; begins with the role. */
  readonly id: string;
  /** In what it is unusual, in a sentence, verb first: "answers every request in a separate response". */
  readonly difference: string;
  /** The clause that allows it. */
  readonly clause: string;
  /** Advice (should) that it does not follow, by the checks that say so. A `must` check may never fail it. */
  readonly advice?: ExpectedFailures;
  /** Purposes that cannot judge it, by id, each with the reason. */
  readonly undecided?: Readonly<Record<string, string>>;
}

/** A reference peer that is unusual, but right: no purpose may fail it. */
export interface LegalVariant extends VariantInput {
  readonly kind: 'variant';
  readonly variation: EmbeddedVariation;
  readonly hooks: readonly string[];
}

/** What the purposes are tried on. */
export type Subject = Mutant | LegalVariant;

/** Hooks without a state of their own, or what makes them anew for every purpose. */
type Made<Hooks> = Hooks | (() => Hooks);

export function clientMutant(input: MutantInput, hooks: Made<ClientHooks>, settings?: PeerSettings): Mutant {
  return { kind: 'mutant', ...input, ...described('client', hooks, settings) };
}

export function serverMutant(input: MutantInput, hooks: Made<ServerHooks>, settings?: PeerSettings): Mutant {
  return { kind: 'mutant', ...input, ...described('server', hooks, settings) };
}

export function bootstrapServerMutant(
  input: MutantInput,
  hooks: Made<BootstrapServerHooks>,
  settings?: PeerSettings,
): Mutant {
  return { kind: 'mutant', ...input, ...described('bootstrap-server', hooks, settings) };
}

export function clientVariant(
  input: VariantInput,
  hooks: Made<ClientHooks>,
  settings?: PeerSettings,
): LegalVariant {
  return { kind: 'variant', ...input, ...described('client', hooks, settings) };
}

export function serverVariant(
  input: VariantInput,
  hooks: Made<ServerHooks>,
  settings?: PeerSettings,
): LegalVariant {
  return { kind: 'variant', ...input, ...described('server', hooks, settings) };
}

export function bootstrapServerVariant(
  input: VariantInput,
  hooks: Made<BootstrapServerHooks>,
  settings?: PeerSettings,
): LegalVariant {
  return { kind: 'variant', ...input, ...described('bootstrap-server', hooks, settings) };
}

interface HooksByRole {
  readonly client: ClientHooks;
  readonly server: ServerHooks;
  readonly 'bootstrap-server': BootstrapServerHooks;
}

function described<Role extends keyof HooksByRole>(
  role: Role,
  given: Made<HooksByRole[Role]>,
  settings: PeerSettings = {},
): { readonly variation: EmbeddedVariation; readonly hooks: readonly string[] } {
  const hooks = typeof given === 'function' ? given : () => given;
  return {
    variation: { role, hooks, settings } as EmbeddedVariation,
    hooks: [...Object.keys(hooks()), ...Object.keys(settings).map(name => `settings.${name}`)],
  };
}
