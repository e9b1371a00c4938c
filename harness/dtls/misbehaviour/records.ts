import type { AssociationHooks } from '../association/hooks.ts';
import type { RecordDraft } from '../record/record-layer.ts';
import { ContentType } from '../registry.ts';

/** Which records misbehave. */
export type RecordChoice = (record: RecordDraft) => boolean;

export const anyRecord: RecordChoice = () => true;
export const applicationData: RecordChoice = ({ type }) => type === ContentType.applicationData;
/** The first that another choice takes. */
export function first(choice: RecordChoice): RecordChoice {
  return nth(choice, 0);
}

/** The one of that number, from 0, that another choice takes. */
export function nth(choice: RecordChoice, index: number): RecordChoice {
  let seen = 0;
  return record => choice(record) && seen++ === index;
}

/** Writes something else than what is due: a sequence number, an epoch, a version, a type, the keys of another epoch. */
export function changeRecord(
  choice: RecordChoice,
  change: (record: RecordDraft) => Partial<RecordDraft>,
): AssociationHooks {
  return { recordOut: record => [choice(record) ? { ...record, ...change(record) } : record] };
}

/** A number far above or below what is due; the keys and everything else are right (RFC 6347 §4.1.2.6). */
export function shiftSequence(choice: RecordChoice, by: number): AssociationHooks {
  return changeRecord(choice, ({ sequence }) => ({ sequence: sequence + by }));
}

/** Above what any handshake uses, lest a record in the clear is taken for a repeated one. */
const BEYOND_HANDSHAKE = 1000;

/** In the clear, as if there had been no handshake (RFC 6347 §4.1). */
export function inTheClear(choice: RecordChoice): AssociationHooks {
  return changeRecord(choice, ({ sequence }) => ({
    ...{ epoch: 0, keyEpoch: 0 },
    sequence: sequence + BEYOND_HANDSHAKE,
  }));
}

/** Flips bits of a sealed record; a negative place counts from its end. */
export function tamper(choice: RecordChoice, place: number, mask = 0x01): AssociationHooks {
  return {
    sealedOut: ({ bytes, draft }) => {
      if (!choice(draft)) return [bytes];
      const changed = bytes.slice();
      const index = place < 0 ? bytes.length + place : place;
      changed[index] = (changed[index] ?? 0) ^ mask;
      return [changed];
    },
  };
}

/** The very same record, several times (RFC 6347 §3.3). */
export function repeatRecord(choice: RecordChoice, times = 2): AssociationHooks {
  return { sealedOut: ({ bytes, draft }) => Array.from({ length: choice(draft) ? times : 1 }, () => bytes) };
}

export function dropRecord(choice: RecordChoice): AssociationHooks {
  return { sealedOut: ({ bytes, draft }) => (choice(draft) ? [] : [bytes]) };
}

/** Keeps a record back until so many others have gone. */
export function holdRecord(choice: RecordChoice, behind: number): AssociationHooks {
  let held: { readonly bytes: Uint8Array; left: number } | null = null;
  return {
    sealedOut: ({ bytes, draft }) => {
      if (held === null) {
        if (!choice(draft)) return [bytes];
        held = { bytes, left: behind };
        return [];
      }
      held.left -= 1;
      if (held.left > 0) return [bytes];
      const late = held.bytes;
      held = null;
      return [bytes, late];
    },
  };
}

/** Sends so many records at a time, last one first. */
export function reverseRecords(choice: RecordChoice, count: number): AssociationHooks {
  let waiting: Uint8Array[] = [];
  return {
    sealedOut: ({ bytes, draft }) => {
      if (!choice(draft)) return [bytes];
      waiting = [bytes, ...waiting];
      if (waiting.length < count) return [];
      const all = waiting;
      waiting = [];
      return all;
    },
  };
}
