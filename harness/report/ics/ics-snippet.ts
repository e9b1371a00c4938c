import type { RecordedRun } from '../../record/recorded-run.ts';
import { visibleText } from '../visible-text.ts';
import { type ObservedCapability, type ObservedSut, observedIcs } from './observed-ics.ts';

/** Longest remark beside a key. */
const REMARK = 100;

/**
 * YAML for the `ics` of each SUT file: what the wire showed and the file does not say, or says otherwise. Nothing is written for
 * what stands as it is; empty when that is all. A line of YAML is only ever a key and a truth value.
 */
export function icsSnippets(run: RecordedRun, keys: readonly string[] = []): readonly string[] {
  return observedIcs(run, keys).flatMap(snippetOf);
}

function snippetOf({ name, role, capabilities }: ObservedSut): string[] {
  const lines = capabilities.flatMap(lineOf);
  if (lines.length === 0) return [];
  return [`# ${visibleText(name, 80)} (${role}), from the wire`, 'ics:', ...lines];
}

function lineOf({ key, declared, observed, standing, sightings }: ObservedCapability): string[] {
  // A record from elsewhere may have anything in the place of a key.
  if (!/^[a-z][\w.-]*$/.test(key)) return [];
  const why = (shown: boolean) =>
    visibleText(sightings.find(each => each.shown === shown)?.words ?? '', REMARK);
  switch (standing) {
    case 'filled':
      return [`  ${key}: ${observed}  # ${why(observed === true)}`];
    case 'contradicted':
      return [`  ${key}: ${!declared}  # the SUT file says ${declared}: ${why(!declared)}`];
    case 'mixed':
      return [`  # ${key}: both were shown: ${why(true)}; ${why(false)}`];
    case 'confirmed':
    case 'not-shown':
      return [];
  }
}
