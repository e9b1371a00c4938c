import { type AccessList, clientPurpose, type Rights } from '../../harness/touchstone.ts';
import { GUARDED, type Guarded } from './guarded-operations.ts';

/** In which relation a server stands to an instance, and the list that puts it there. */
interface Relation {
  readonly words: string;
  readonly title: string;
  readonly by: 'owner' | 'other';
  readonly list: (guarded: Guarded) => AccessList;
  readonly level?: 'should';
}

const WITH_THE_RIGHT: readonly Relation[] = [
  {
    words: 'by-listed',
    title: 'of a server to whom the list gives the right',
    by: 'other',
    list: ({ right }) => ({ other: right }),
  },
  {
    words: 'by-default',
    title: 'of a server that is not listed when the default entry gives the right',
    by: 'other',
    list: ({ right }) => ({ default: right }),
  },
  {
    words: 'by-owner',
    title: 'of the owner, who is not listed',
    by: 'owner',
    list: ({ all }) => ({ other: all }),
  },
];

const WITHOUT_THE_RIGHT: readonly Relation[] = [
  {
    words: 'listed-without',
    title: 'of a server to whom the list gives every other right',
    by: 'other',
    list: guarded => ({ other: othersThan(guarded) }),
  },
  {
    words: 'default-without',
    title: 'of a server that is not listed when the default entry gives every other right',
    by: 'other',
    list: guarded => ({ default: othersThan(guarded) }),
  },
  {
    words: 'unlisted',
    title: 'of a server that is not listed where there is no default entry',
    by: 'other',
    list: ({ all }) => ({ owner: all }),
  },
  {
    words: 'listed-before-default',
    title: 'of a server whose own entry lacks the right that the default entry gives',
    by: 'other',
    list: guarded => ({ other: othersThan(guarded), default: guarded.all }),
  },
  {
    words: 'owner-listed-without',
    title: 'of the owner whose own entry lacks the right',
    by: 'owner',
    list: guarded => ({ owner: othersThan(guarded), other: guarded.all }),
    // The order in which the text looks things up; no text says it outright.
    level: 'should',
  },
];

const CLAUSE = 'TS 1.0 §7.3.1, §7.3.2, §8.2.5, E.3';

for (const guarded of GUARDED) {
  for (const { words, title, by, list } of WITH_THE_RIGHT) {
    clientPurpose(
      {
        id: `access-control.bv.${guarded.words}-${words}`,
        title: `carries out ${guarded.title} ${title}`,
        level: isCertain(guarded, by) ? 'must' : 'should',
        requirements: ['HLF-031', 'HLF-010'],
        clause: CLAUSE,
        when: conditionOf(guarded),
        needs: ['startWith'],
      },
      async t => {
        const on = await guarded.prepare(t, await t.registeredWithTwo());
        await on.allow(list(guarded));
        await guarded.carriedOut(t, on, on[by]);
      },
    );
  }
  for (const { words, title, by, list, level = 'must' } of WITHOUT_THE_RIGHT) {
    clientPurpose(
      {
        id: `access-control.bi.${guarded.words}-${words}`,
        title: `answers 4.01 to ${guarded.title} ${title}, and does nothing of it`,
        level,
        requirements: ['HLF-031', 'HLF-010'],
        clause: CLAUSE,
        twin: `access-control.bv.${guarded.words}-${by === 'owner' ? 'by-owner' : 'by-listed'}`,
        when: conditionOf(guarded),
        needs: ['startWith'],
      },
      async t => {
        const on = await guarded.prepare(t, await t.registeredWithTwo());
        await on.allow(list(guarded));
        await guarded.refused(t, on, on[by], by === 'owner' ? on.other : on.owner);
      },
    );
  }
}

/** That an owner may create instances of an object without being listed is not said. */
function isCertain({ level, right }: Guarded, by: Relation['by']): boolean {
  return by === 'owner' ? right !== 'C' : level === 'must';
}

function othersThan({ all, right }: Guarded): Rights {
  return all.replace(right, '');
}

function conditionOf({ when }: Guarded): string {
  return `access-control && multi-server && ${when}`;
}
