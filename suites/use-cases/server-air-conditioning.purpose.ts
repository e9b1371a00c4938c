import {
  arrives,
  equals,
  type FleetDevice,
  numericQuery,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  silence,
  value,
} from '../../harness/touchstone.ts';

const ON = '/3312/0/5850';
const POWER = '/3305/0/5800';
const ENERGY = '/3331/0/5700';
const TEMPERATURE = '/3303/0/5700';
const SET_POINT = '/3308/0/5900';
const SWITCH = requestFor('put', ON);

/** Preamble: the units of a plant, one a floor, all of them running. @throws Inconclusive when one is not accepted. */
async function plant(t: ServerContext, floors: number): Promise<readonly FleetDevice[]> {
  const names = Array.from({ length: floors }, (_, index) => `floor-${index + 1}`);
  const holds = { [ON]: true, [POWER]: 1250.5, [ENERGY]: 8_400.25, [TEMPERATURE]: 21.5, [SET_POINT]: 22 };
  const units = await t.fleet(...names.map(name => ({ name, holds })));
  for (const { device } of units) await t.registered(device);
  return units;
}

serverPurpose(
  {
    id: 'use-cases.bv.switch-group-of-conditioners',
    title: 'switches a group of air conditioners off, while the one outside the group runs on',
    requirements: ['B.2', 'HLF-009'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.4.3',
    when: 'object.3312',
    needs: ['write'],
  },
  async t => {
    const units = await plant(t, 4);
    const group = units.slice(0, 3);
    const orders = group.map(unit => unit.order(SWITCH, sut => sut.write(ON, false)));
    for (const [index, { request, answer }] of (await Promise.all(orders)).entries()) {
      t.check(`command-of-floor-${index + 1}`, request, value(ON, false));
      t.reported(`code-of-floor-${index + 1}`, answer, reportsCode('2.04'));
    }
    const running = units.filter(unit => unit.holds(ON) === true).map(({ name }) => name);
    t.check('running', running.join(' '), equals('floor-4'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.meter-on-demand',
    title: 'fetches the metering data of the unit that is asked for, each time anew',
    requirements: ['B.2', 'HLF-027'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.4.1',
    when: 'object.3305 && object.3331',
    needs: ['read'],
  },
  async t => {
    const [one, two] = await plant(t, 2);
    if (!one || !two) return;
    const power = await two.order(requestFor('get', POWER), sut => sut.read(POWER));
    t.check('request', power.request, arrives(`a Read (GET ${POWER})`));
    t.reported('power', power.answer, reportsValue(POWER, 1250.5));
    two.change(ENERGY, 8_401.75);
    const energy = await two.order(requestFor('get', ENERGY), sut => sut.read(ENERGY));
    t.reported('energy', energy.answer, reportsValue(ENERGY, 8_401.75));
    two.change(POWER, 0);
    const later = await two.order(requestFor('get', POWER), sut => sut.read(POWER));
    t.check('second-request', later.request, arrives(`a second Read (GET ${POWER})`));
    t.reported('power-later', later.answer, reportsValue(POWER, 0));
    t.check('other-unit', await one.device.next(requestFor('get', POWER), t.silenceSpan), silence('Read'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.configure-temperature-thresholds',
    title:
      'sets the temperatures at which a unit reports, is told of the crossing, and switches the unit on for it',
    requirements: ['B.2', 'HLF-018', 'HLF-028', 'HLF-009'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.1.2, §5.4.4, §5.5',
    when: 'object.3312 && attr.gt && attr.lt',
    needs: ['writeAttributes', 'observe', 'write'],
  },
  async t => {
    const [unit] = await plant(t, 1);
    if (!unit) return;
    unit.change(ON, false);
    const thresholds = await unit.order(requestFor('put', TEMPERATURE), sut =>
      sut.writeAttributes(TEMPERATURE, { lt: '19.5', gt: '25.5' }),
    );
    t.check('thresholds', thresholds.request, numericQuery({ lt: 19.5, gt: 25.5 }));
    t.reported('thresholds-taken', thresholds.answer, reportsCode('2.04'));
    const watch = await unit.order(requestFor('get', TEMPERATURE), sut => sut.observe(TEMPERATURE));
    t.reported('temperature', watch.answer, reportsValue(TEMPERATURE, 21.5));
    unit.change(TEMPERATURE, 26.25);
    await t.clock.wait(t.silenceSpan);
    const told = satisfies<readonly unknown[]>('26.25 at last', values => values.at(-1) === 26.25);
    t.reported('told-of-crossing', unit.sut.notifiedValues(TEMPERATURE), told, { level: 'should' });
    const cooling = await unit.order(SWITCH, sut => sut.write(ON, true));
    t.reported('switched-on', cooling.answer, reportsCode('2.04'));
    t.check('runs', unit.holds(ON) === true, equals(true));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.move-thresholds',
    title: 'replaces a temperature threshold by another, and takes one back that is no longer wanted',
    requirements: ['B.2', 'HLF-018'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.1.1, §5.4.4',
    when: 'attr.gt && attr.lt',
    needs: ['writeAttributes', 'read'],
  },
  async t => {
    const [unit] = await plant(t, 1);
    if (!unit) return;
    const set = (attributes: Record<string, string | null>) =>
      unit.order(requestFor('put', TEMPERATURE), sut => sut.writeAttributes(TEMPERATURE, attributes));
    await set({ lt: '19.5', gt: '25.5' });
    const moved = await set({ gt: '27.5' });
    t.check('moved', moved.request, numericQuery({ gt: 27.5 }));
    t.reported('moved-taken', moved.answer, reportsCode('2.04'));
    const taken = await set({ lt: null });
    t.check('taken-back', taken.request, query('lt'));
    const { answer } = await unit.order(requestFor('get', TEMPERATURE), sut => sut.read(TEMPERATURE));
    t.reported('still-readable', answer, reportsValue(TEMPERATURE, 21.5));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.set-temperature-of-floor',
    title: 'sets the temperature of one floor to a fraction of a degree, below zero as well',
    requirements: ['B.2', 'HLF-010'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.4.3, App. C',
    when: 'object.3308',
    needs: ['write', 'read'],
  },
  async t => {
    const [one, two] = await plant(t, 2);
    if (!one || !two) return;
    for (const [words, degrees] of [
      ['office', 19.75],
      ['cold-store', -18.5],
    ] as const) {
      const order = await two.order(requestFor('put', SET_POINT), sut => sut.write(SET_POINT, degrees));
      t.check(`${words}-command`, order.request, value(SET_POINT, degrees));
      const { answer } = await two.order(requestFor('get', SET_POINT), sut => sut.read(SET_POINT));
      t.reported(`${words}-shown`, answer, reportsValue(SET_POINT, degrees));
    }
    t.check('other-floor', one.holds(SET_POINT) ?? 0, equals<string | number | boolean>(22, 'state.changed'));
  },
);
