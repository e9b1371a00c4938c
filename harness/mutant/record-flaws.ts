import type { AssociationHooks } from '../dtls/association/hooks.ts';
import type { WireRecord } from '../dtls/record/record-header.ts';
import { ContentType } from '../dtls/registry.ts';

/** What peers of every role may do wrong with records, as the purposes about records provoke it. */

/** Does not look at the code at the end of a record: takes one whose last byte was changed (RFC 6347 §4.1.2.1). */
export const readingTampered = readingForged(record => ({
  ...record,
  fragment: record.fragment.map((byte, index, all) => (index === all.length - 1 ? byte ^ 0x01 : byte)),
}));

/** Does not protect the number of a record: takes one whose number was changed in one bit (RFC 6347 §4.1.2.1). */
export const readingRenumbered = readingForged(record => ({ ...record, sequence: record.sequence ^ 0x10 }));

/** Reads records of every epoch to come with the keys that it has (RFC 6347 §4.1). */
export const readingEveryEpoch: AssociationHooks = {
  recordIn: (record, proceed) => proceed(record.epoch > 1 ? { ...record, epoch: 1 } : record),
};

/** Drops a record that others have overtaken (RFC 6347 §4.1.2.6). */
export const wantingOrder: AssociationHooks = {
  freshness: (_, proceed) => {
    const freshness = proceed();
    return freshness === 'fresh' ? 'too-old' : freshness;
  },
};

/** Drops records whose number is far ahead of the last one. */
export const wantingEveryRecord: AssociationHooks = {
  freshness: ({ sequence }, proceed) => (sequence > 500 ? 'too-old' : proceed()),
};

/** Takes a record again that it has had (RFC 6347 §4.1.2.6). */
export const forgettingRecords: AssociationHooks = { freshness: () => 'fresh' };

/** Sends a ChangeCipherSpec that does not say 1, besides the right one (RFC 5246 §7.1). */
export const sendingOddChangeCipherSpec: AssociationHooks = {
  recordOut: record =>
    record.type === ContentType.changeCipherSpec
      ? [{ ...record, content: Uint8Array.of(2), sequence: record.sequence + 20 }, record]
      : [record],
};

/** Whether a datagram is application data that is not encrypted, in a record of the first epoch. */
export function isDataOfFirstEpoch(bytes: Uint8Array): boolean {
  return bytes[0] === ContentType.applicationData && bytes[3] === 0 && bytes[4] === 0;
}

function readingForged(mend: (record: WireRecord) => WireRecord): AssociationHooks {
  return {
    recordIn: (record, proceed) => {
      const opened = proceed(record);
      const isForged = opened.kind === 'dropped' && opened.reason === 'bad-mac';
      return isForged ? proceed(mend(record)) : opened;
    },
  };
}
