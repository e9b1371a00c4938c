import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientError,
  code,
  compositeValues,
  equals,
  locationPath,
  METHODS,
  notServed,
  OptionNumber,
  pathOptions,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  shown,
  silence,
  uintOption,
} from '../../harness/touchstone.ts';
import { associated } from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.devices-side-by-side';
/** Common name of fixtures/pki/client-b. */
const OTHER = 'urn:dev:ops:touchstone-client-b';
const OBJECTS = '</1/0>,</3/0>';
const ALL = {
  requirements: ['SEC-001', 'SEC-003'],
  needs: ['listRegistrations', 'read'],
  security: ['psk', 'rpk', 'x509'],
} as const;

/** Preamble: the purpose's device is registered, and so is another one; gives the location of the first and the other device. */
async function two(t: ServerContext) {
  const location = locationPath(await t.registered());
  const other = await t.anotherDevice(OTHER);
  await t.registered(other);
  return { location, other };
}

/** What the server believes of the purpose's device, and where it reaches it, are as they were. */
async function stands(t: ServerContext): Promise<void> {
  t.reported('registration-stands', await t.sut.registration(), shown('lifetime', t.lifetime));
  const { request } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
  t.check('still-reached', request, arrives('the Read'));
}

serverPurpose(
  {
    id: TWIN,
    title: 'serves two devices, each under its own name inside of its own association',
    clause: 'TS 1.0 §5.3.1, §7.1.7 to §7.1.9',
    ...ALL,
  },
  async t => {
    const { location, other } = await two(t);
    t.check('first-updates', await t.device.updateAt(location), code('2.04'));
    const read = (): Promise<unknown> => t.sut.towards(OTHER).read('/3/0/0');
    other.disregardPast();
    await read();
    t.check('second-reached', await other.next(requestFor('get', '/3/0/0'), 0), arrives('the Read'));
    t.check('first-left-alone', await t.device.next(ANY_REQUEST, 0), silence('request'));
    await stands(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.register-under-other-name',
    title: 'refuses the Register of a device under the endpoint name of another one',
    clause: 'TS 1.0 §5.3.1, §8.2.3, §7.1.7 to §7.1.9',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const { other } = await two(t);
    const lt = String(t.lifetime + 600);
    const taking = { query: t.registerParameters({ lt }), links: '</1/0>' };
    t.check('response-code', await other.registerBy(taking), notServed());
    await stands(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.register-under-unknown-name',
    title: 'refuses the Register of a device under an endpoint name that its credential does not stand for',
    clause: 'TS 1.0 §5.3.1, §8.2.3, §7.1.7 to §7.1.9',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const ep = 'urn:dev:ops:touchstone-nobody';
    const taking = { query: t.registerParameters({ ep }), links: OBJECTS };
    t.check('response-code', await t.device.registerBy(taking), notServed());
    t.reported('nobody-registered', (await t.sut.endpoints()).includes(ep), equals(false, 'state.changed'));
    t.check('right-one-comes-in', await t.device.register(), code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.update-of-other-device',
    title: 'refuses the Update of a registration by another device',
    clause: 'TS 1.0 §5.3.2, §7.1',
    twin: TWIN,
    level: 'should',
    ...ALL,
  },
  async t => {
    const { location, other } = await two(t);
    t.check('response-code', await other.updateAt(location, [`lt=${t.lifetime + 600}`]), notServed());
    await stands(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.deregister-other-device',
    title: 'refuses the De-register of a device by another one',
    clause: 'TS 1.0 §5.3.3, §7.1',
    twin: TWIN,
    level: 'should',
    ...ALL,
  },
  async t => {
    const { location, other } = await two(t);
    t.check('response-code', await other.deregisterAt(location), notServed());
    await stands(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.read-of-other-registration',
    title: 'shows a device nothing of the registration of another one',
    clause: 'TS 1.0 §5.3, §7.1',
    twin: TWIN,
    level: 'should',
    ...ALL,
  },
  async t => {
    const { location, other } = await two(t);
    const get = { method: METHODS.get, options: location, illegal: true } as const;
    t.check('response-code', await other.request(get), notServed());
  },
);

serverPurpose(
  {
    id: 'security.bv.register-again-in-new-association',
    title: 'takes a device at the address of its new association from its next Register on',
    clause: 'TS 1.0 §5.3.1, §7.1',
    ...ALL,
  },
  async t => {
    const { other: neighbour } = await two(t);
    await t.device.move();
    t.dtls().socket.abandon(t.device.serverAddress);
    t.dtls().disregardPast();
    t.check('registers', await t.device.register(), code('2.01'));
    t.check('associates', await t.dtls().nextHandshake(0), associated());
    const names = (await t.sut.endpoints()).filter(name => name === t.endpoint);
    t.reported('once', names.length, equals(1));
    t.device.disregardPast();
    neighbour.disregardPast();
    const { request } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.check('reached', request, arrives('the Read'));
    t.check('neighbour-left-alone', await neighbour.next(ANY_REQUEST, 0), silence('request'));
  },
);

serverPurpose(
  {
    id: 'security.bi.send-of-stranger-in-association',
    title: 'refuses a Send of a device that has associated and not registered, and shows nothing of it',
    clause: 'TS 1.1 §6.4.6, §6.2',
    twin: TWIN,
    when: 'lwm2m.1_1 && op.send && format.senml-json',
    ...ALL,
  },
  async t => {
    await t.registered();
    const stranger = await t.anotherDevice(OTHER);
    const { format, payload } = compositeValues(ContentFormat.senmlJson, { '/3/0/9': 1 });
    const options = [...pathOptions('/dp'), uintOption(OptionNumber.contentFormat, format)];
    t.check(
      'response-code',
      await stranger.request({ method: METHODS.post, options, payload }),
      clientError(),
    );
    const none = satisfies<readonly unknown[]>('no value', told => told.length === 0, 'state.changed');
    t.reported(
      'nothing-shown',
      t.sut.events.filter(({ event }) => event === 'sent'),
      none,
    );
  },
);
