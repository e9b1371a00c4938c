import type { Level, ScheduleCase } from './schedule-case.ts';

const LEVELS: readonly Level[] = ['object', 'instance', 'resource'];

/** Where pmin and pmax are written × what is observed: held back until pmin, and repeated at pmax. */
export const LEVEL_CASES: readonly ScheduleCase[] = LEVELS.flatMap(written =>
  LEVELS.map(
    (observed): ScheduleCase => ({
      id: `ti.periods-of-${written}-at-${observed}`,
      title: `goes by the periods of the ${written} in an observation of the ${observed}, as the levels allow`,
      ...{ requirements: ['HLF-018', 'HLF-016'], when: 'attr.pmin && attr.pmax', resource: 'switch' },
      start: false,
      attributes: [[written, 'pmin=2&pmax=4']],
      observed,
      steps: [{ change: true, thenListen: 'not' }, { listen: 8.5 }],
    }),
  ),
);

const BOTH = 'attr.pmin && attr.pmax';

/** pmin and pmax alone, together, equal, zero, by default, and what is nearest. */
export const PERIOD_CASES: readonly ScheduleCase[] = [
  {
    id: 'ti.pmax-alone',
    title: 'notifies of a change at once, and of none when pmax has passed since, where pmax is alone',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: 'attr.pmax', resource: 'switch', start: false },
    attributes: [['resource', 'pmax=4']],
    steps: [{ listen: 2 }, { change: true }, { listen: 9 }],
  },
  {
    id: 'ti.pmin-alone-is-no-period',
    title: 'does not notify when pmin ends and nothing has changed',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin', resource: 'switch', start: false },
    level: 'should',
    attributes: [['resource', 'pmin=1']],
    steps: [{ listen: 3.5 }, { change: true }],
  },
  {
    id: 'ti.pmin-runs-from-last-notification',
    title: 'holds back the change after a notification for pmin, counted from that notification',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin', resource: 'switch', start: false },
    attributes: [['resource', 'pmin=3']],
    steps: [{ listen: 3.5 }, { change: true }, { change: false, thenListen: 'not' }, { listen: 6 }],
  },
  {
    id: 'ti.change-just-before-pmin-ends',
    title: 'notifies when pmin ends of a change shortly before it, and at once of one shortly after it',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin', resource: 'switch', start: false },
    attributes: [['resource', 'pmin=4']],
    steps: [{ listen: 3 }, { change: true }, { listen: 4.5 }, { change: false }],
  },
  {
    id: 'ti.return-within-pmin',
    title: 'tells the present value, if any, of a change that was undone within pmin',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin', resource: 'switch', start: false },
    attributes: [['resource', 'pmin=4']],
    steps: [
      { change: true, thenListen: 'not' },
      { change: false, thenListen: 'not' },
      { listen: 7 },
      { change: true },
    ],
  },
  {
    id: 'ti.equal-periods',
    title: 'notifies every so often where pmin and pmax are equal',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: BOTH, resource: 'switch', start: false },
    attributes: [['resource', 'pmin=3&pmax=3']],
    steps: [{ listen: 1 }, { change: true, thenListen: 'not' }, { listen: 6.5 }],
  },
  {
    id: 'ti.pmin-zero-over-default',
    title: 'notifies at once where pmin is 0, whatever the Default Minimum Period',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin && resource.1.2', resource: 'switch' },
    start: false,
    defaults: { pmin: 6 },
    attributes: [['resource', 'pmin=0']],
    steps: [{ change: true, thenListen: 'not' }, { listen: 4.5 }],
  },
  {
    id: 'ti.pmin-over-default',
    title: 'goes by the pmin of the resource, whatever the Default Minimum Period',
    ...{ requirements: ['HLF-018', 'HLF-017'], when: 'attr.pmin && resource.1.2', resource: 'switch' },
    start: false,
    // The shorter of the two says how early may be early: a client that counts whole seconds loses one of either.
    defaults: { pmin: 2 },
    attributes: [['resource', 'pmin=4']],
    steps: [{ change: true, thenListen: 'not' }, { listen: 8 }],
  },
  {
    id: 'ti.pmax-over-default',
    title: 'goes by the pmax of the resource, whatever the Default Maximum Period',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: 'attr.pmax && resource.1.3', resource: 'switch' },
    defaults: { pmax: 9 },
    attributes: [['resource', 'pmax=3']],
    steps: [{ listen: 7 }],
  },
  {
    id: 'ti.defaults-of-observed-instance',
    title: 'goes by the default periods in the observation of an object instance, too',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: `${BOTH} && resource.1.2 && resource.1.3` },
    ...{ resource: 'switch', start: false, observed: 'instance' },
    defaults: { pmin: 2, pmax: 4 },
    steps: [{ change: true, thenListen: 'not' }, { listen: 7.5 }],
  },
  {
    id: 'ti.periods-of-several-levels',
    title: 'takes each period from the nearest level that has it',
    ...{ requirements: ['HLF-018', 'HLF-016'], when: BOTH, resource: 'switch', start: false },
    attributes: [
      ['object', 'pmin=2&pmax=9'],
      ['instance', 'pmax=4'],
    ],
    steps: [{ change: true, thenListen: 'not' }, { listen: 7.5 }],
  },
  {
    id: 'ti.instance-before-object',
    title: 'goes by the periods of an object instance where its object has others',
    ...{ requirements: ['HLF-018', 'HLF-016'], when: BOTH, resource: 'switch', start: false },
    attributes: [
      ['instance', 'pmin=2&pmax=4'],
      ['object', 'pmin=0&pmax=9'],
    ],
    observed: 'instance',
    steps: [{ change: true, thenListen: 'not' }, { listen: 7.5 }],
  },
  {
    id: 'ti.unset-falls-back-to-instance',
    title: 'goes by the periods of the object instance once those of the resource are removed',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: BOTH, resource: 'switch', start: false },
    attributes: [
      ['instance', 'pmin=2&pmax=4'],
      ['resource', 'pmin=0&pmax=9'],
      ['resource', 'pmin&pmax'],
    ],
    steps: [{ change: true, thenListen: 'not' }, { listen: 7.5 }],
  },
  {
    id: 'ti.unset-falls-back-to-default',
    title: 'goes by the default periods once those of the resource are removed',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: `${BOTH} && resource.1.2 && resource.1.3` },
    ...{ resource: 'switch', start: false },
    defaults: { pmin: 2, pmax: 4 },
    attributes: [
      ['resource', 'pmin=0&pmax=9'],
      ['resource', 'pmin&pmax'],
    ],
    steps: [{ change: true, thenListen: 'not' }, { listen: 7.5 }],
  },
  {
    id: 'ti.unset-one-of-two',
    title: 'keeps pmin when pmax is removed',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: BOTH, resource: 'switch', start: false },
    attributes: [
      ['resource', 'pmin=3&pmax=5'],
      ['resource', 'pmax'],
    ],
    steps: [{ change: true, thenListen: 'not' }, { listen: 6 }],
  },
  {
    id: 'ti.pmax-zero',
    title: 'keeps to pmin and notifies of changes only where pmax is 0, unless it refuses that',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: BOTH, resource: 'switch', start: false },
    attributes: [['resource', 'pmin=3&pmax=0']],
    steps: [{ listen: 1 }, { change: true, thenListen: 'not' }, { listen: 7 }],
  },
  {
    id: 'ti.pmax-below-pmin-of-other-level',
    title: 'keeps to the pmin of a resource where the pmax of its object instance is below it',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: BOTH, resource: 'switch', start: false },
    attributes: [
      ['instance', 'pmax=2'],
      ['resource', 'pmin=4'],
    ],
    steps: [{ change: true, thenListen: 'not' }, { listen: 6.5 }],
  },
  {
    id: 'ti.default-pmax-below-pmin',
    title: 'keeps to the pmin of a resource where the Default Maximum Period is below it',
    ...{ requirements: ['HLF-016', 'HLF-018'], when: `${BOTH} && resource.1.3`, resource: 'switch' },
    start: false,
    defaults: { pmax: 2 },
    attributes: [['resource', 'pmin=4']],
    steps: [{ change: true, thenListen: 'not' }, { listen: 6.5 }],
  },
  {
    id: 'ti.pmax-overwritten-while-observed',
    title: 'goes by a shorter pmax that is written during the observation',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: 'attr.pmax', resource: 'switch' },
    attributes: [['resource', 'pmax=4']],
    steps: [{ listen: 0.5 }, { write: 'pmax=2' }, { listen: 9 }],
  },
  {
    id: 'ti.pmin-overwritten-while-observed',
    title: 'goes by a longer pmin that is written during the observation',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: 'attr.pmin', resource: 'switch', start: false },
    attributes: [['resource', 'pmin=2']],
    steps: [
      { write: 'pmin=4' },
      { change: true, thenListen: 'not' },
      { listen: 10 },
      { change: false },
      { change: true, thenListen: 'not' },
      { listen: 8 },
    ],
  },
  {
    id: 'ti.periods-written-while-observed',
    title: 'goes by the first periods of all that are written during the observation',
    ...{ requirements: ['HLF-018', 'HLF-029'], when: BOTH, resource: 'switch', start: false },
    steps: [{ write: 'pmin=2&pmax=4' }, { listen: 5 }, { change: true, thenListen: 'not' }, { listen: 8 }],
  },
];
