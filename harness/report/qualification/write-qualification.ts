import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QualificationDocument } from '../../qualify/qualification-document.ts';

/** Writes `qualification.json` and its page into `<folder>/qualification`. */
export function writeQualification(
  folder: string,
  document: QualificationDocument,
): { readonly json: string; readonly html: string } {
  const target = join(folder, 'qualification');
  mkdirSync(target, { recursive: true });
  const json = join(target, 'qualification.json');
  const html = join(target, 'qualification.html');
  writeFileSync(json, `${JSON.stringify(document, null, 2)}\n`);
  return { json, html };
}
