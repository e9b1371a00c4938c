import {
  acknowledged,
  arrives,
  type Content,
  code,
  equals,
  type FleetDevice,
  notification,
  OptionNumber,
  pathOptions,
  type ReceivedMessage,
  rejectedOrIgnored,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  shown,
  stringOption,
  text,
  tlv,
  withContent,
} from '../../harness/touchstone.ts';
import { imei, imeiWithImsi } from './imei.ts';

const LOCATION = '/6/0';
const LATITUDE = '/6/0/0';
const LATITUDE_READ = requestFor('get', LATITUDE);
const WHERE = requestFor('get', LOCATION);
const LOCK = '/3306/0/5850';

/** Where the bike is, and since when. */
const place = (latitude: number, longitude: number, at: number): Content =>
  tlv(LOCATION, { 0: latitude, 1: longitude, 5: at });
const HOME = place(52.5, 13.25, 1_700_000_000);

/** Preamble: a bike that is registered by the identity of its modem. @throws Inconclusive when it is not accepted. */
async function bike(t: ServerContext, serial = 0, name = 'bike', endpoint = imei(t.endpoint, serial)) {
  const [one] = await t.fleet({ name, endpoint, holds: { [LOCK]: false } });
  if (one === undefined) return t.inconclusive('preamble.not-registered', 'there is no bike');
  await t.registered(one.device);
  return one;
}

/** Preamble: the owner follows the bike. @throws Inconclusive when the server does not observe it. */
async function followed(t: ServerContext, mine: FleetDevice): Promise<ReceivedMessage> {
  mine.device.answer(WHERE, notification(10, HOME));
  const { request } = await mine.order(WHERE, sut => sut.observe(LOCATION));
  if (request.kind === 'arrived') return request.message;
  return t.inconclusive('preamble.refused', `the server did not observe ${LOCATION}`);
}

/** Latitudes that the server has shown of a bike. @throws Inconclusive for one that reports no events at all. */
async function track(t: ServerContext, { sut }: FleetDevice): Promise<string> {
  await t.clock.wait(t.silenceSpan);
  if (sut.events.length === 0) t.inconclusive('control.declined', 'the server under test reports no events');
  const told = sut.notifiedValues(LATITUDE).filter(latitude => latitude !== undefined);
  return told.join(' ');
}

serverPurpose(
  {
    id: 'use-cases.bv.know-bike-by-imei',
    title: 'shows a bike by the IMEI that it registers with, digit by digit, beside one with the next IMEI',
    requirements: ['B.3', 'HLF-019', 'HLF-001'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §6.2.1',
    needs: ['listRegistrations', 'write'],
    when: 'object.3306',
  },
  async t => {
    const mine = await bike(t);
    const neighbour = await bike(t, 1, 'bike-2');
    t.reported('mine', await mine.sut.registration(mine.endpoint), shown('endpoint', mine.endpoint));
    const other = await mine.sut.registration(neighbour.endpoint);
    t.reported('neighbour', other, shown('endpoint', neighbour.endpoint));
    const { request } = await mine.order(requestFor('put', LOCK), sut => sut.write(LOCK, true));
    t.check('lock', request, arrives(`a Write (PUT ${LOCK}) to the bike that is meant`));
    const locked = [mine, neighbour].filter(each => each.holds(LOCK) === true).map(({ name }) => name);
    t.check('locked', locked.join(' '), equals('bike'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.know-owner-by-imsi',
    title: 'shows the subscriber that an endpoint name tells beside the device',
    requirements: ['B.3', 'HLF-001'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §6.2.1, TS 1.2 §6.3.1',
    // The form came with 1.2; before, it is one more name that a device may choose.
    level: 'should',
    needs: ['listRegistrations', 'read'],
  },
  async t => {
    const mine = await bike(t, 0, 'bike', imeiWithImsi(t.endpoint));
    t.reported('identity', await mine.sut.registration(mine.endpoint), shown('endpoint', mine.endpoint));
    const { answer } = await mine.order(requestFor('get', '/3/0/0'), sut => sut.read('/3/0/0'));
    t.reported('addressed-by-it', answer, reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.trace-bike',
    title: 'follows a bike by the notifications of its Location object, place after place',
    requirements: ['B.3', 'HLF-027', 'HLF-028'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §5.5, E.7',
    level: 'should',
    when: 'object.6',
    needs: ['observe'],
  },
  async t => {
    const mine = await bike(t);
    const request = await followed(t, mine);
    for (const [step, latitude] of [52.625, 52.75, 52.875].entries()) {
      const there = place(latitude, 13.25, 1_700_000_060 + 60 * step);
      const reaction = await mine.device.deliver(request, notification(11 + step, there), 'CON');
      t.check(`place-${step + 1}`, reaction, acknowledged());
    }
    t.reported('trace', await track(t, mine), equals('52.625 52.75 52.875'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bi.place-under-unknown-token',
    title: 'does not take a place for the bike’s that comes under a token it has not given',
    requirements: ['B.3', 'HLF-028'],
    clause: 'RD 1.0 App. B.3, RFC 7641 §3.2, RFC 7252 §5.3.2',
    twin: 'use-cases.bv.trace-bike',
    when: 'object.6',
    needs: ['observe'],
  },
  async t => {
    const mine = await bike(t);
    const request = await followed(t, mine);
    const forged = notification(11, place(10.5, 20.5, 1_700_000_060));
    t.check('forged', await mine.device.deliverUnasked(forged, t.silenceSpan), rejectedOrIgnored());
    const there = notification(12, place(52.625, 13.25, 1_700_000_120));
    t.check('true', await mine.device.deliver(request, there, 'CON'), acknowledged());
    t.reported('trace', await track(t, mine), neverAt('10.5'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bi.place-from-another-source',
    title: 'does not take a place for the bike’s that another device sends under the token of the bike',
    requirements: ['B.3', 'HLF-028'],
    clause: 'RD 1.0 App. B.3, RFC 7252 §5.3.2, RFC 7641 §3.2',
    twin: 'use-cases.bv.trace-bike',
    when: 'object.6',
    needs: ['observe'],
    revision: 2,
  },
  async t => {
    const mine = await bike(t);
    const thief = await bike(t, 1, 'thief');
    const request = await followed(t, mine);
    const forged = notification(11, place(10.5, 20.5, 1_700_000_060));
    // Its number and token are right; the address that it comes from is not.
    t.check('forged', await thief.device.deliver(request, forged, 'CON', t.silenceSpan), rejectedOrIgnored());
    const there = notification(12, place(52.625, 13.25, 1_700_000_120));
    t.check('true', await mine.device.deliver(request, there, 'CON'), acknowledged());
    t.reported('trace', await track(t, mine), neverAt('10.5'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.read-bike',
    title: 'shows where the bike is when its owner asks',
    requirements: ['B.3', 'HLF-027'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §5.4.1, E.7',
    when: 'object.6',
    needs: ['read'],
  },
  async t => {
    const mine = await bike(t);
    mine.device.answer(LATITUDE_READ, withContent(text('52.5')));
    const { request, answer } = await mine.order(LATITUDE_READ, sut => sut.read(LATITUDE));
    t.check('request', request, arrives(`a Read (GET ${LATITUDE})`));
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('latitude', answer, reportsValue(LATITUDE, 52.5));
  },
);

serverPurpose(
  {
    id: 'use-cases.bi.answer-from-another-source',
    title: 'does not take an answer for the bike’s that comes from another device',
    requirements: ['B.3', 'HLF-027'],
    clause: 'RD 1.0 App. B.3, RFC 7252 §5.3.2',
    twin: 'use-cases.bv.read-bike',
    when: 'object.6',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    const mine = await bike(t);
    const thief = await bike(t, 1, 'thief');
    mine.device.answer(LATITUDE_READ, request => {
      // The thief answers first, with the right token.
      void thief.device.deliver(request, withContent(text('10.5')), 'NON', 1);
      void t.clock.wait(t.silenceSpan / 2).then(() => {
        mine.device.piggyback(request, withContent(text('52.5')));
      });
      return null;
    });
    const { request, answer } = await mine.order(LATITUDE_READ, sut => sut.read(LATITUDE));
    if (request.kind === 'silence') return t.inconclusive('preamble.no-response', 'the bike was not asked');
    t.reported('latitude', answer, reportsValue(LATITUDE, 52.5));
  },
);

serverPurpose(
  {
    id: 'use-cases.bi.update-by-another-bike',
    title:
      'leaves the registration of a bike as it is when another bike updates its own, or guesses a location',
    requirements: ['B.3', 'HLF-019', 'HLF-037'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §5.3.2, §5.3.3',
    twin: 'use-cases.bv.know-bike-by-imei',
    when: 'object.3306',
    needs: ['listRegistrations', 'write'],
  },
  async t => {
    const mine = await bike(t);
    const thief = await bike(t, 1, 'thief');
    await thief.device.update();
    const guessed = [...pathOptions('/rd'), stringOption(OptionNumber.uriPath, 'touchstone-nobody')];
    t.check('guessed-update', await thief.device.updateAt(guessed, ['lt=60']), code('4.04'));
    t.check('guessed-deregister', await thief.device.deregisterAt(guessed), code('4.04'));
    t.reported('still-known', await mine.sut.registration(mine.endpoint), shown('lifetime', t.lifetime));
    const { request } = await mine.order(requestFor('put', LOCK), sut => sut.write(LOCK, true));
    t.check('lock', request, arrives(`a Write (PUT ${LOCK}) to the bike that is meant`));
    t.check('thief-not-told', thief.holds(LOCK) === true, equals(false, 'state.changed'));
  },
);

function neverAt(latitude: string) {
  return satisfies<string>(`no place at ${latitude}`, trace => !trace.includes(latitude));
}
