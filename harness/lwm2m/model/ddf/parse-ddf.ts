import type { Mistake } from '../../../yaml/mistake.ts';
import { nearestName } from '../../../yaml/nearest-name.ts';
import type { ObjectDefinition } from '../object-definition.ts';
import { Findings, type Notice } from './findings.ts';
import { parseXml } from './parse-xml.ts';
import { readObject } from './read-object.ts';

export interface ParsedDdf {
  /** In the order of the file; those without mistakes. */
  readonly objects: readonly ObjectDefinition[];
  readonly mistakes: readonly Mistake[];
  readonly notices: readonly Notice[];
}

const ROOT = 'LWM2M';

/**
 * Reads an LwM2M object definition file (OMA DDF, LWM2M.xsd). Total: whatever the text is, everything that is wrong comes
 * back as data, with its place. @param text without a byte order mark.
 */
export function parseDdf(text: string): ParsedDdf {
  const parsed = parseXml(text);
  if (parsed.root === null) return { objects: [], mistakes: [parsed.mistake], notices: [] };
  const { root, lines } = parsed;
  const findings = new Findings(lines);
  if (root.name !== ROOT) {
    findings.mistake(
      root,
      [root.name],
      `unknown root element, expected ${ROOT}`,
      `write <${ROOT}> around every Object`,
    );
    return { objects: [], ...findings };
  }
  if (root.children.length === 0) {
    findings.mistake(
      root,
      [ROOT],
      'found nothing, expected an Object',
      'add <Object ObjectType="MODefinition">',
    );
  }
  const objects = new Map<number, ObjectDefinition>();
  for (const element of root.children) {
    if (element.name !== 'Object') {
      const remedy =
        nearestName(element.name, ['Object']) === null ? `remove ${element.name}` : 'write Object';
      findings.mistake(element, [element.name], 'unknown element, expected Object', remedy);
      continue;
    }
    const object = readObject(element, findings);
    if (object === null) continue;
    if (objects.has(object.id)) {
      const problem = `found object ${object.id} twice in this file`;
      findings.mistake(element, ['Object', object.id], problem, 'keep one of the two');
    } else objects.set(object.id, object);
  }
  return { objects: [...objects.values()], ...findings };
}
