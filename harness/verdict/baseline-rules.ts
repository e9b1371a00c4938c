import { EXPECTATIONS, SKIP_REASONS } from './baseline-schema.ts';

export interface EntryMistake {
  readonly field: readonly (string | number)[];
  readonly problem: string;
  readonly remedy: string;
}

/** What the schema of a baseline cannot say. The data may be anything: the schema tells its own mistakes. */
export function entryMistakes(data: unknown): readonly EntryMistake[] {
  const entries = isMap(data) && Array.isArray(data.entries) ? data.entries : [];
  const subjects: { readonly entry: Entry; readonly index: number }[] = [];
  return entries.flatMap((entry: unknown, index) => {
    if (!isMap(entry)) return [];
    const at = (...field: string[]): readonly (string | number)[] => ['entries', index, ...field];
    const mistakes = [...subjectMistakes(entry, at), ...reasonMistakes(entry, at)];
    if (entry.clause === undefined && entry.issue === undefined) {
      mistakes.push({
        field: at(),
        problem: 'found neither clause nor issue, expected one of them',
        remedy: 'add clause (what the product breaks) or issue (where it is being dealt with)',
      });
    }
    const subject = entry.check ?? entry.purpose;
    const earlier = subjects.find(({ entry: other }) => isOfSameCell(other, entry));
    if (earlier !== undefined) {
      mistakes.push({
        field: at(entry.check === undefined ? 'purpose' : 'check'),
        problem: `found ${String(subject)} a second time, expected one entry for it; the first is entries[${earlier.index}]`,
        remedy: 'keep one of the two',
      });
    } else if (subject !== undefined) {
      subjects.push({ entry, index });
    }
    return mistakes;
  });
}

type Entry = Readonly<Record<string, unknown>>;
/** Whether two entries have one subject, and a cell where both would be true. */
function isOfSameCell(one: Entry, other: Entry): boolean {
  if ((one.check ?? one.purpose) !== (other.check ?? other.purpose)) return false;
  return areOneVersion(one.lwm2m, other.lwm2m) && haveOneSecurity(one.security, other.security);
}

function areOneVersion(version: unknown, other: unknown): boolean {
  return version === undefined || other === undefined || version === other;
}

function haveOneSecurity(securities: unknown, others: unknown): boolean {
  if (!Array.isArray(securities) || !Array.isArray(others)) return true;
  return securities.some(security => others.includes(security));
}

type At = (...field: string[]) => readonly (string | number)[];

function subjectMistakes({ check, purpose, expect }: Entry, at: At): EntryMistake[] {
  if (check !== undefined && purpose !== undefined) {
    return [
      {
        field: at('purpose'),
        problem: 'found check and purpose, expected one of them',
        remedy: 'keep the check',
      },
    ];
  }
  if (check === undefined && purpose === undefined) {
    return [
      {
        field: at(),
        problem: 'found neither check nor purpose, expected one of them',
        remedy: 'add check: <purpose>/<words>',
      },
    ];
  }
  if (check !== undefined && (expect === 'inconclusive' || expect === 'skip')) {
    return [
      {
        field: at('check'),
        problem: `found a check with expect: ${expect}, expected a purpose: only whole purposes can be that`,
        remedy: 'name the purpose instead of the check, or write expect: fail',
      },
    ];
  }
  return [];
}

function reasonMistakes({ purpose, expect, reason }: Entry, at: At): EntryMistake[] {
  if (typeof reason !== 'string' || !EXPECTATIONS.some(known => known === expect)) return [];
  const isSkipReason = (SKIP_REASONS as readonly string[]).includes(reason);
  if (isSkipReason !== (expect === 'skip')) {
    const expected =
      expect === 'skip' ? `one of ${SKIP_REASONS.join(', ')}` : 'a reason code of a check or a verdict';
    return [
      {
        field: at('reason'),
        problem: `found ${reason}, expected ${expected} with expect: ${expect}`,
        remedy: `write ${expected}`,
      },
    ];
  }
  if (purpose !== undefined && expect === 'fail' && reason !== 'sut.died') {
    return [
      {
        field: at('purpose'),
        problem:
          'found a purpose with expect: fail, expected a check; only sut.died concerns the purpose as a whole',
        remedy: 'name the check that fails: <purpose>/<words>',
      },
    ];
  }
  return [];
}

function isMap(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
