import type { CellDescription } from '../record/events.ts';
import type { NamedObjectFile } from '../sut/described-objects.ts';
import type { SutDescriptor } from '../sut/descriptor.ts';
import type { BaselineEntry } from '../verdict/baseline.ts';
import { loadBaseline } from '../verdict/baseline-file.ts';
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
 * The cells of a SUT in this release: NoSec over UDP, in every version that the descriptor names.
 * @throws ConfigurationError when the baseline that the descriptor names is wrong.
 */
export function cellsOf(
  descriptor: SutDescriptor,
  purposes: readonly PurposeDeclaration[],
  objectFiles: readonly NamedObjectFile[] = [],
): readonly PlannedCell[] {
  const { identity, role, launch } = descriptor;
  const known = descriptor.baseline === null ? [] : loadBaseline(descriptor.baseline);
  return descriptor.lwm2m.map(lwm2m => ({
    descriptor,
    baseline: known.filter(entry => entry.lwm2m === undefined || entry.lwm2m === lwm2m),
    purposes: purposes.filter(purpose => purpose.role === role),
    description: {
      id: `${identity.name}/nosec/udp/${lwm2m}` as CellId,
      sut: { name: identity.name, vendor: identity.vendor, version: identity.version, role },
      security: 'nosec',
      transport: 'udp',
      lwm2m,
      time: launch.kind === 'in-process' ? 'virtual' : 'real',
      ics: descriptor.ics,
      ...(objectFiles.length === 0 ? {} : { objectFiles }),
    },
  }));
}
