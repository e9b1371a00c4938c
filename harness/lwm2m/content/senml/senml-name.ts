import type { Lwm2mPath } from '../../path.ts';
import type { Findings } from '../flat/findings.ts';
import { readPath } from '../flat/path-text.ts';
import { LWM2M_SENML_CLAUSE, senmlDeviation } from './senml-deviation.ts';

const SLASHES_AROUND = /^\/?(?=\d)(.*\d)\/?$/s;

/**
 * The path that a resolved name is, `root` for `/`. LwM2M names start with a slash, which RFC 8428 §4.5.1 would not allow.
 * Slashes missing in front, doubled or left over at the end are deviations; null, with a fault, for what is no path.
 */
export function pathOfName(name: string, offset: number, findings: Findings): Lwm2mPath | 'root' | null {
  const path = readPath(name);
  if (path !== null) return path;
  if (name === '/') return 'root';
  if (name === '') {
    findings.faults.push(senmlDeviation('name-missing', 'Neither a name nor a base name', offset));
    return null;
  }
  const shown = JSON.stringify(name.slice(0, 60));
  const forgiven = readPath(plainly(name));
  const found = senmlDeviation('name', `${shown} is not the path of an LwM2M name`, offset, {
    clause: LWM2M_SENML_CLAUSE,
  });
  (forgiven === null ? findings.faults : findings.deviations).push(found);
  return forgiven;
}

function plainly(name: string): string {
  const inner = SLASHES_AROUND.exec(name)?.[1];
  return inner === undefined ? '' : `/${inner.replaceAll('//', '/')}`;
}
