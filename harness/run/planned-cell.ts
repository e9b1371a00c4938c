import type { CellDescription } from '../record/events.ts';
import type { NamedObjectFile } from '../sut/described-objects.ts';
import type { SutDescriptor } from '../sut/descriptor.ts';
import type { BaselineEntry } from '../verdict/baseline.ts';
import { loadBaseline } from '../verdict/baseline-file.ts';
import type { CellSecurity } from '../verdict/cell-security.ts';
import type { CellId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';

/** A cell before its SUT is up: what it is, and which purposes are asked of it. */
export interface PlannedCell {
  readonly description: CellDescription;
  readonly descriptor: SutDescriptor;
  /** Of the role of the SUT, narrowed by `--only`. */
  readonly purposes: readonly PurposeDeclaration[];
  /** What is known to be wrong with the SUT. */
  readonly baseline: readonly BaselineEntry[];
}

/**
 * The cells of a SUT: over UDP, in every version and with every security that the descriptor names. The whole set of purposes
 * is asked with the first security, or with those that the user names; with the others, what is about them.
 * @param wanted security that the user names; empty: all of the descriptor.
 * @throws ConfigurationError when the baseline that the descriptor names is wrong.
 */
export function cellsOf(
  descriptor: SutDescriptor,
  purposes: readonly PurposeDeclaration[],
  objectFiles: readonly NamedObjectFile[] = [],
  wanted: readonly CellSecurity[] = [],
): readonly PlannedCell[] {
  const { identity, role, launch } = descriptor;
  const known = descriptor.baseline === null ? [] : loadBaseline(descriptor.baseline);
  const ofRole = new Set(purposes.filter(purpose => purpose.role === role).map(({ id }) => id));
  const securities = descriptor.security.filter(each => wanted.length === 0 || wanted.includes(each));
  return securities.flatMap(security => {
    const isWhole = wanted.includes(security) || security === descriptor.security[0];
    const isAsked = (purpose: PurposeDeclaration): boolean =>
      purpose.role === role && (purpose.security?.includes(security) ?? isWhole);
    const asked = purposes.filter(isAsked);
    // Nothing is about it yet: no cell, where the user has not asked for one.
    if (asked.length === 0 && !isWhole) return [];
    const askedIds = new Set(asked.map(({ id }) => id));
    // What is asked with another security only says nothing here; what nobody asks is told once, where everything is.
    const isAbout = (entry: BaselineEntry): boolean =>
      (entry.security?.includes(security) ?? true) &&
      (askedIds.has(entry.purpose) || (isWhole && !ofRole.has(entry.purpose)));
    return descriptor.lwm2m.map(lwm2m => ({
      descriptor,
      baseline: known.filter(entry => isAbout(entry) && (entry.lwm2m === undefined || entry.lwm2m === lwm2m)),
      purposes: asked,
      description: {
        id: `${identity.name}/${security}/udp/${lwm2m}` as CellId,
        sut: { name: identity.name, vendor: identity.vendor, version: identity.version, role },
        security,
        transport: 'udp' as const,
        lwm2m,
        time: launch.kind === 'in-process' ? ('virtual' as const) : ('real' as const),
        ics: descriptor.ics,
        ...(objectFiles.length === 0 ? {} : { objectFiles }),
      },
    }));
  });
}
