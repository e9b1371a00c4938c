import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors/touchstone-error.ts';
import type { QualificationDocument } from '../../qualify/qualification.schema.ts';
import { writeFileAtomically } from '../../record/atomic-file.ts';
import { makeFolder } from '../../record/make-folder.ts';
import type { RequirementSummary } from '../coverage.ts';
import { LATEST_REPORT, QUALIFICATION_FOLDER, QUALIFICATION_PAGE } from './places.ts';
import { qualificationHtml } from './qualification-html.ts';

export interface QualificationPaths {
  readonly json: string;
  readonly html: string;
}

/**
 * Creates the folder that a qualification is written into: what cannot be written is told before anything is tried.
 * @param folder where runs are written as well.
 * @throws ConfigurationError `qualify.out`.
 */
export function prepareQualification(folder: string): QualificationPaths {
  const target = join(folder, QUALIFICATION_FOLDER);
  writing(target, () => {
    makeFolder(target);
    // A folder may be there and take no file.
    const probe = join(target, '.writable');
    writeFileAtomically(probe, '');
    rmSync(probe);
  });
  return { json: join(target, 'qualification.json'), html: join(target, QUALIFICATION_PAGE) };
}

/** Writes `qualification.json` and its page. @throws ConfigurationError `qualify.out`. */
export function writeQualification(
  { json, html }: QualificationPaths,
  document: QualificationDocument,
  requirements: readonly RequirementSummary[],
): void {
  const report = existsSync(join(html, '..', LATEST_REPORT)) ? LATEST_REPORT : null;
  writing(json, () => {
    writeFileAtomically(json, `${JSON.stringify(document, null, 2)}\n`);
    writeFileAtomically(html, qualificationHtml(document, requirements, report));
  });
}

function writing(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw new ConfigurationError('qualify.out', `${path} cannot be written: ${(cause as Error).message}`, {
      hint: 'name a folder with --out that files can be written into',
      cause,
    });
  }
}
