import type { ScheduleCase, Step } from './schedule-case.ts';

/** The values that the resource takes, one after the other, each listened to until it is notified or plainly is not. */
const values = (...each: readonly number[]): Step[] => each.map(change => ({ change }));

const REQUIREMENTS = ['HLF-021', 'HLF-018'] as const;
const ATTRIBUTES = ['HLF-021', 'HLF-029'] as const;

/** gt, lt and st of an Integer, at each bound, just above it and just below it. */
export const INTEGER_CASES: readonly ScheduleCase[] = [
  {
    id: 'bv.gt-alone',
    title: 'notifies when a value goes over gt and when it comes back, and of no other change',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000']],
    steps: values(4999, 5001, 9000, 5002, 4998, 3000),
  },
  {
    id: 'bv.gt-reached',
    title: 'decides in one way whether a value that is equal to gt is over it',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000']],
    steps: values(5000, 5001, 5000, 4999, 5001, 4999),
  },
  {
    id: 'bv.lt-alone',
    title: 'notifies when a value goes below lt and when it comes back, and of no other change',
    ...{ requirements: REQUIREMENTS, when: 'attr.lt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'lt=3000']],
    steps: values(3001, 2999, 2000, 2998, 3002, 4000),
  },
  {
    id: 'bv.lt-reached',
    title: 'decides in one way whether a value that is equal to lt is below it',
    ...{ requirements: REQUIREMENTS, when: 'attr.lt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'lt=3000']],
    steps: values(3000, 2999, 3000, 3001, 2999, 3001),
  },
  {
    id: 'bv.bounds-jumped-over',
    title: 'notifies once of a jump over both gt and lt, in either direction',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.lt', resource: 'lifetime', start: 2000 },
    attributes: [['resource', 'gt=5000&lt=3000']],
    steps: values(6000, 2000, 2100, 6000),
  },
  {
    id: 'bv.st-upwards',
    title: 'notifies of a rise by st, counted from the last value that it notified, and of none smaller',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'lifetime', start: 3600 },
    attributes: [['resource', 'st=100']],
    steps: values(3699, 3700, 3799, 3801, 3900, 3901),
  },
  {
    id: 'bv.st-downwards',
    title: 'notifies of a fall by st, counted from the last value that it notified, and of none smaller',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'lifetime', start: 3600 },
    attributes: [['resource', 'st=100']],
    steps: values(3501, 3500, 3401, 3399, 3300, 3299),
  },
  {
    id: 'bv.st-to-and-fro',
    title: 'does not add up changes in both directions to a step',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'lifetime', start: 3600 },
    attributes: [['resource', 'st=100']],
    steps: values(3660, 3540, 3660, 3550, 3700),
  },
  {
    id: 'bv.st-one',
    title: 'notifies of every change of an Integer where st is 1',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'lifetime', start: 3600 },
    attributes: [['resource', 'st=1']],
    steps: values(3601, 3600, 3599),
  },
  {
    id: 'bv.gt-and-st',
    title: 'notifies of a change that goes over gt or is a step, from the last notified value',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.st', resource: 'lifetime', start: 4800 },
    attributes: [['resource', 'gt=5000&st=1000']],
    // Over gt, which begins a new step; short of that step, on it; back under gt.
    steps: values(5100, 6099, 6100, 5200, 4900),
  },
  {
    id: 'bv.lt-and-st',
    title: 'notifies of a change that goes below lt or is a step, from the last notified value',
    ...{ requirements: REQUIREMENTS, when: 'attr.lt && attr.st', resource: 'lifetime', start: 4200 },
    attributes: [['resource', 'lt=4000&st=1000']],
    steps: values(3900, 2901, 2900, 3800, 4100),
  },
  {
    id: 'bv.gt-lt-and-st',
    title: 'notifies of what meets any of gt, lt and st, and of no other change',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.lt && attr.st', resource: 'lifetime' },
    start: 1700,
    attributes: [['resource', 'lt=2000&gt=8500&st=1000']],
    steps: values(2400, 7500, 9000, 8900, 9900, 1000, 1500),
  },
  {
    id: 'bv.gt-between-integers',
    title: 'takes a gt that is no whole number on an Integer',
    ...{ requirements: ATTRIBUTES, when: 'attr.gt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000.5']],
    steps: values(5000, 5001, 5000),
  },
  {
    id: 'bv.same-value-again',
    title: 'does not notify when a resource gets the value that it has',
    ...{ requirements: ['HLF-017', 'HLF-028'], when: 'op.observe', resource: 'lifetime', start: 4000 },
    level: 'should',
    steps: values(4001, 4001, 4001, 4002),
  },
  {
    id: 'bv.thresholds-removed',
    title: 'notifies of every change once its thresholds were removed during the observation',
    ...{ requirements: ATTRIBUTES, when: 'attr.gt && attr.st', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000&st=500']],
    steps: [...values(4100, 4600), { write: 'gt&st' }, ...values(4601, 4602)],
  },
  {
    id: 'bv.gt-overwritten',
    title: 'goes by the new gt where it was overwritten during the observation',
    ...{ requirements: ATTRIBUTES, when: 'attr.gt', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000']],
    steps: [...values(4900), { write: 'gt=6000' }, ...values(5500, 6100, 5900, 4000)],
  },
  {
    id: 'bv.st-overwritten',
    title: 'goes by the new st where it was overwritten during the observation',
    ...{ requirements: ATTRIBUTES, when: 'attr.st', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'st=100']],
    steps: [...values(4100), { write: 'st=1000' }, ...values(4300, 5000, 5100, 5200, 6200)],
  },
  {
    id: 'ti.step-from-periodic-value',
    title: 'counts a step from the value that it notified last, even if only because pmax ended',
    ...{ requirements: ['HLF-021', 'HLF-016'], when: 'attr.st && attr.pmax', resource: 'lifetime' },
    start: 3600,
    attributes: [['resource', 'st=100&pmax=4']],
    steps: [{ change: 3650, thenListen: 'not' }, { listen: 4.5 }, ...values(3740), { change: 3760 }],
  },
  {
    id: 'ti.threshold-after-pmin',
    title: 'notifies of a crossing at once when pmin has passed, and holds the next one back',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.pmin', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000&pmin=4']],
    // Due 3.5 s after the last change; that it is missing is certain another 3.5 s later, and not before.
    steps: [{ listen: 4.5 }, ...values(5100), { change: 4900, thenListen: 'not' }, { listen: 9 }],
  },
  {
    id: 'ti.crossing-and-return-within-pmin',
    title: 'tells the present value, if any, of a crossing that was undone within pmin',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.pmin', resource: 'lifetime', start: 4000 },
    attributes: [['resource', 'gt=5000&pmin=4']],
    steps: [
      { change: 5100, thenListen: 'not' },
      { change: 4001, thenListen: 'not' },
      { listen: 7 },
      { change: 5100 },
    ],
  },
];

/** The same of a Float: fractions, signs, and what 4 bytes can tell apart. */
export const FLOAT_CASES: readonly ScheduleCase[] = [
  {
    id: 'bv.gt-of-float',
    title: 'notifies when a Float goes over a fractional gt, and when it comes back',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt', resource: 'temperature', start: 20 },
    attributes: [['resource', 'gt=21.5']],
    steps: values(21.25, 21.75, 21.625, 21.375, 21.5, 21.75, 21.25),
  },
  {
    id: 'bv.lt-of-float',
    title: 'notifies when a Float goes below a fractional lt, and when it comes back',
    ...{ requirements: REQUIREMENTS, when: 'attr.lt', resource: 'temperature', start: 20 },
    attributes: [['resource', 'lt=4.5']],
    steps: values(4.75, 4.25, 4.375, 4.625, 4.25),
  },
  {
    id: 'bv.st-of-float',
    title: 'notifies when a Float has moved by a fractional st, and not before',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'temperature', start: 20 },
    attributes: [['resource', 'st=0.5']],
    steps: values(20.25, 20.5, 20.0625, 19.9375, 20.375, 20.4375),
  },
  {
    id: 'bv.st-of-float-within-rounding',
    title: 'does not tell steps apart that are closer to st than a Float of 4 bytes is exact',
    ...{ requirements: REQUIREMENTS, when: 'attr.st', resource: 'temperature', start: 20 },
    attributes: [['resource', 'st=0.1']],
    steps: values(20.05, 20.1, 20.5, 20.45),
  },
  {
    id: 'bv.gt-zero',
    title: 'notifies when a Float changes its sign where gt is 0',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt', resource: 'temperature', start: -4 },
    attributes: [['resource', 'gt=0']],
    steps: values(-0.5, 0.5, 3, -1, -2),
  },
  {
    id: 'bv.negative-thresholds',
    title: 'goes by thresholds below zero, unless it refuses them',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.lt', resource: 'temperature', start: -8 },
    attributes: [['resource', 'gt=-4.5&lt=-10.25']],
    steps: values(-10, -4.75, -4.25, 4, 11, -5, -10.5, -11),
  },
  {
    id: 'bv.thresholds-of-float',
    title: 'notifies of what meets any of gt, lt and st of a Float, and of no other change',
    ...{ requirements: REQUIREMENTS, when: 'attr.gt && attr.lt && attr.st', resource: 'temperature' },
    start: 17,
    attributes: [['resource', 'lt=18.5&gt=42&st=10']],
    steps: values(19, 28, 29, 43, 50, 53, 12, 3),
  },
];
