import type { RequirementId } from '../../suites/requirements/requirement-ids.generated.ts';
import type { CellSecurity } from './cell-security.ts';
import type { PurposeId } from './ids.ts';
import type { Level } from './verdict.ts';

/** Firmware images that a tester may have for a product, by what becomes of them. */
export const FIRMWARE_IMAGE_KINDS = [
  'valid',
  'corrupt',
  'wrongType',
  'tooLarge',
  'outOfMemory',
  'failing',
] as const;
export type FirmwareImageKind = (typeof FIRMWARE_IMAGE_KINDS)[number];

export type Role = 'client' | 'server' | 'bootstrap-server';

/** The part of a test purpose that is data: listed, selected and reported without running it. */
export interface PurposeDeclaration {
  readonly id: PurposeId;
  /** A sentence, verb first, about the SUT: "answers 4.05 to a Write on a read-only resource". */
  readonly title: string;
  /** Role of the SUT that it judges. */
  readonly role: Role;
  readonly level: Level;
  readonly requirements: readonly [RequirementId, ...RequirementId[]];
  /** Source of the expectation: document, version, section. */
  readonly clause: string;
  /** OMA ETS aliases, for example `LightweightM2M-1.0-int-102`. */
  readonly ets: readonly string[];
  /** For a negative purpose (bi): the positive purpose that must pass for this one to mean anything. */
  readonly twin: PurposeId | null;
  /** ICS expression; absent means unconditional. */
  readonly when: string | null;
  /** Control verbs without which the SUT cannot be made to act. */
  readonly needs: readonly string[];
  /** Firmware images without which there is nothing to send; absent: none. */
  readonly images?: readonly FirmwareImageKind[];
  /** Security that it is about: it is asked in cells of these, and of no other; absent: in those that have the whole set. */
  readonly security?: readonly [CellSecurity, ...CellSecurity[]];
  /** Bumped whenever what the purpose accepts changes. */
  readonly revision: number;
}
