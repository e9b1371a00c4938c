import {
  acknowledged,
  arrives,
  code,
  equals,
  type FleetDevice,
  locationPath,
  notification,
  notShown,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  shown,
  silence,
  text,
  value,
} from '../../harness/touchstone.ts';

const ALARM = '/3200/0/5500';
const ENGINE = '/3306/0/5850';
const WATCH = requestFor('get', ALARM);
const STOP = requestFor('put', ENGINE);

/** Preamble: a car on the road, engine running, registered. @throws Inconclusive when it is not accepted. */
async function car(t: ServerContext, name = 'car', endpoint?: string): Promise<FleetDevice> {
  const holds = { [ALARM]: false, [ENGINE]: true };
  const [one] = await t.fleet({ name, holds, ...(endpoint === undefined ? {} : { endpoint }) });
  if (one === undefined) return t.inconclusive('preamble.not-registered', 'there is no car');
  await t.registered(one.device);
  return one;
}

const stopEngine = (one: FleetDevice) => one.order(STOP, sut => sut.write(ENGINE, false));

serverPurpose(
  {
    id: 'use-cases.bv.report-alarm-of-car',
    title: 'hands the alarm of a car on, and its end, beside a car that is quiet',
    requirements: ['B.4', 'HLF-016', 'HLF-028'],
    clause: 'RD 1.0 App. B.4 (case 1), TS 1.0 §5.5',
    level: 'should',
    when: 'object.3200',
    needs: ['observe'],
  },
  async t => {
    const stolen = await car(t);
    const quiet = await car(t, 'car-2');
    quiet.device.answer(WATCH, notification(10, text('0')));
    await quiet.order(WATCH, sut => sut.observe(ALARM));
    stolen.device.answer(WATCH, notification(10, text('0')));
    const { request, answer } = await stolen.order(WATCH, sut => sut.observe(ALARM));
    t.reported('quiet-at-first', answer, reportsValue(ALARM, false));
    if (request.kind === 'silence') return;
    const alarm = notification(11, text('1'));
    t.check('alarm', await stolen.device.deliver(request.message, alarm, 'CON'), acknowledged());
    const over = notification(12, text('0'));
    t.check('end-of-alarm', await stolen.device.deliver(request.message, over, 'CON'), acknowledged());
    await t.clock.wait(t.silenceSpan);
    const inOrder = satisfies<string>('the alarm, then its end', told => told.endsWith('true false'));
    t.reported('told', stolen.sut.notifiedValues(ALARM).join(' '), inOrder);
    t.reported('quiet-car', quiet.sut.notifiedValues(ALARM).includes(true), equals(false));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.shut-engine-down',
    title: 'shuts the engine of a stolen car down, and shows that it stands still',
    requirements: ['B.4', 'HLF-009'],
    clause: 'RD 1.0 App. B.4 (case 1), TS 1.0 §5.4.1, §5.4.3',
    when: 'object.3306',
    needs: ['write', 'read'],
  },
  async t => {
    const stolen = await car(t);
    const other = await car(t, 'car-2');
    const { request, answer } = await stopEngine(stolen);
    t.check('command', request, value(ENGINE, false));
    t.reported('code', answer, reportsCode('2.04'));
    const status = await stolen.order(requestFor('get', ENGINE), sut => sut.read(ENGINE));
    t.reported('stands-still', status.answer, reportsValue(ENGINE, false));
    t.check('other-car-drives', other.holds(ENGINE) === true, equals(true, 'state.changed'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.bridge-lost-tethering',
    title: 'gets its command to a car whose phone was off for a moment, once',
    requirements: ['B.4', 'HLF-036', 'HLF-009'],
    clause: 'RD 1.0 App. B.4 (case 2), RFC 7252 §4.2',
    when: 'object.3306',
    needs: ['write'],
  },
  async t => {
    const one = await car(t);
    one.device.connect(false);
    const order = stopEngine(one);
    order.catch(() => {});
    // Long enough for the first transmission to be lost, and short enough for later ones.
    await t.clock.wait(t.parameters.ackTimeout / 2);
    one.device.connect(true);
    const { request, answer } = await order;
    t.check('command', request, value(ENGINE, false));
    t.reported('code', answer, reportsCode('2.04'));
    t.check('once', await one.device.next(STOP, t.silenceSpan), silence('second command'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.follow-car-to-other-phone',
    title: 'sends its commands to where a car is now that has updated its registration from a new address',
    requirements: ['B.4', 'HLF-037', 'HLF-020'],
    clause: 'RD 1.0 App. B.4 (case 2), TS 1.0 §5.3.2, §8.2.1',
    // 1.0 has the device register anew (errata: registration-address-change).
    level: 'should',
    when: 'object.3306',
    needs: ['write', 'listRegistrations'],
    revision: 2,
  },
  async t => {
    const [one] = await t.fleet({ name: 'car', holds: { [ENGINE]: true } });
    if (one === undefined) return;
    const location = locationPath(await t.registered(one.device));
    await one.device.move();
    // By hand: a device that is refused registers anew, and is reached for that reason.
    t.check('still-registered', await one.device.updateAt(location), code('2.04'));
    // A server may answer an Update before it is through with what it said.
    await t.clock.wait(t.silenceSpan);
    const { request, answer } = await stopEngine(one);
    t.check('command', request, arrives(`a Write (PUT ${ENGINE}) at the new address`));
    t.reported('code', answer, reportsCode('2.04'));
    t.reported('registration', await one.sut.registration(one.endpoint), shown('lifetime', t.lifetime));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.change-of-network-subscription',
    title: 'keeps one registration of a car that comes back through another network, and commands it there',
    requirements: ['B.4', 'HLF-037'],
    clause: 'RD 1.0 App. B.4 (case 3), TS 1.0 §5.3.1',
    when: 'object.3306',
    needs: ['write', 'listRegistrations'],
  },
  async t => {
    const before = await car(t);
    const after = await car(t, 'car-with-new-sim', before.endpoint);
    const { request } = await stopEngine(after);
    t.check('command', request, arrives(`a Write (PUT ${ENGINE}) through the new network`));
    t.check('old-network', await before.device.next(STOP, t.silenceSpan), silence('command'));
    const same = (await t.sut.endpoints()).filter(name => name === before.endpoint);
    t.reported('one-registration', same.length, equals(1));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.car-leaves-provider',
    title: 'forgets a car that has left for another provider, and serves those that stay',
    requirements: ['B.4', 'HLF-019'],
    clause: 'RD 1.0 App. B.4 (case 5), TS 1.0 §5.3.3',
    when: 'object.3306',
    needs: ['write', 'listRegistrations'],
  },
  async t => {
    const leaving = await car(t);
    const staying = await car(t, 'car-2');
    await leaving.device.deregister();
    t.reported('left', await leaving.sut.registration(leaving.endpoint), notShown());
    const { request, answer } = await stopEngine(staying);
    t.check('command', request, value(ENGINE, false));
    t.reported('code', answer, reportsCode('2.04'));
    const astray = await leaving.device.next(STOP, t.silenceSpan);
    t.check('nothing-to-the-other', astray, silence('command'));
  },
);
