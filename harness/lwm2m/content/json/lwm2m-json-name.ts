import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { Findings } from '../flat/findings.ts';
import { readPath } from '../flat/path-text.ts';
import { lwm2mJsonDeviation } from './lwm2m-json-deviation.ts';

/** What names are put behind; absent in the payload, it is the path of the request. */
export interface BaseName {
  readonly text: string;
  /** Whether the payload has it. */
  readonly told: boolean;
}

/** Base name without the slashes at its end, and with the one in front that peers leave out. */
export function baseNameOf(
  text: string | undefined,
  path: Lwm2mPath,
  offset: number,
  findings: Findings,
): BaseName {
  if (text === undefined) return { text: formatPath(path), told: false };
  if (text === '' || text.startsWith('/')) return { text, told: true };
  findings.deviations.push(
    lwm2mJsonDeviation('base-name', `Base name ${shown(text)} without a slash in front`, offset),
  );
  return { text: `/${text}`, told: true };
}

/**
 * The path of an entry: its name behind the base name, or the base name alone where it has none. A slash that is missing
 * between the two is an oddity that every peer reads over. Null, with a fault, for what is no path.
 */
export function entryPath(
  base: BaseName,
  name: string | undefined,
  offset: number,
  findings: Findings,
): Lwm2mPath | null {
  const path = readPath(joined(base, name ?? '', offset, findings));
  if (path !== null) return path;
  findings.faults.push(
    lwm2mJsonDeviation(
      'name',
      `Base name ${shown(base.text)} and name ${shown(name ?? '')} are no path`,
      offset,
    ),
  );
  return null;
}

function joined(base: BaseName, name: string, offset: number, findings: Findings): string {
  if (name === '') return base.text.endsWith('/') ? base.text.slice(0, -1) : base.text;
  if (!base.told) return name.startsWith('/') ? name : `${base.text}/${name}`;
  if (base.text.endsWith('/') || name.startsWith('/')) return base.text + name;
  if (base.text === '') return `/${name}`;
  findings.deviations.push(
    lwm2mJsonDeviation('slash', 'No slash between base name and name', offset, { level: 'should' }),
  );
  return `${base.text}/${name}`;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
