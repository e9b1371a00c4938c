import {
  type Arrival,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  newerThan,
  type PlainValue,
  type RegisteredDevice,
  type ServerObservation,
  satisfies,
  tlv,
  value,
} from '../../harness/touchstone.ts';
import { changeLocally, deliveredBy, deliveredFrom, sequence } from './suspension.ts';

const SENSOR = '/3303/0/5700';
const MEANWHILE = [31.5, 32.5, 33.5] as const;
/** What its sensor shows once it is back. */
const AFTERWARDS = 40.5;
const NEEDS = { when: 'object.3303', needs: ['goOffline', 'goOnline', 'setResource'] } as const;

clientPurpose(
  {
    id: 'power.bv.store-notifications-while-offline',
    title: 'stores notifications while it is offline, and delivers them in their order once it is back',
    requirements: ['HLF-029', 'HLF-028', 'HLF-042'],
    clause: 'TS 1.0 E.2 (resource 6), §5.5',
    ets: ['LightweightM2M-1.0-int-560'],
    ...NEEDS,
  },
  async t => {
    const { observation } = await observing(t, true);
    await offline(t, MEANWHILE);
    const first = await firstOnceBack(t, observation);
    const delivered = await deliveredFrom(t, observation, SENSOR, first);
    t.check('all-in-order', without(delivered, AFTERWARDS), sequence(MEANWHILE));
  },
);

clientPurpose(
  {
    id: 'power.bv.number-stored-notifications',
    title: 'numbers the notifications that it stored in the order of the changes',
    requirements: ['HLF-029', 'HLF-028'],
    clause: 'TS 1.0 E.2 (resource 6), RFC 7641 §3.4',
    revision: 3,
    ...NEEDS,
  },
  async t => {
    const { observation } = await observing(t, true);
    await offline(t, MEANWHILE);
    const first = await firstOnceBack(t, observation);
    const second = await observation.next(2 * t.silenceSpan);
    const third = await observation.next(2 * t.silenceSpan);
    // That it stores all of them is judged by power.bv.store-notifications-while-offline.
    if (third.kind === 'silence') return t.inconclusive('preamble.no-response', 'it had not stored several');
    t.check('first', first, newerThan(observation.first));
    t.check('second', second, newerThan(first));
    t.check('third', third, newerThan(second));
  },
);

clientPurpose(
  {
    id: 'power.bv.newer-after-stored',
    title: 'notifies of a change after its return behind what it had stored before',
    requirements: ['HLF-029', 'HLF-028'],
    clause: 'TS 1.0 E.2 (resource 6), §5.5',
    ...NEEDS,
  },
  async t => {
    const { observation } = await observing(t, true);
    await offline(t, MEANWHILE);
    await t.sut.goOnline();
    await changeLocally(t, SENSOR, AFTERWARDS);
    t.check('in-order', await deliveredBy(t, observation, SENSOR), sequence([...MEANWHILE, AFTERWARDS]));
  },
);

clientPurpose(
  {
    id: 'power.bv.drop-notifications-while-offline',
    title:
      'drops what it would have notified while offline where storing is off, and notifies of later changes',
    requirements: ['HLF-029', 'HLF-042'],
    clause: 'TS 1.0 E.2 (resource 6)',
    ...NEEDS,
  },
  async t => {
    const { observation, device } = await observing(t, false);
    await offline(t, MEANWHILE);
    await t.sut.goOnline();
    t.check('dropped', await deliveredBy(t, observation, SENSOR, t.silenceSpan), noneOf(31.5, 32.5));
    t.check('value-right', await device.read(SENSOR, ContentFormat.tlv), value(SENSOR, 33.5));
    await changeLocally(t, SENSOR, AFTERWARDS);
    t.check('later-change', await deliveredBy(t, observation, SENSOR), sequence([AFTERWARDS], 33.5));
  },
);

clientPurpose(
  {
    id: 'power.bv.storing-switched-between',
    title: 'goes by Notification Storing as the server wrote it last',
    requirements: ['HLF-029', 'HLF-010'],
    clause: 'TS 1.0 E.2 (resource 6)',
    ...NEEDS,
  },
  async t => {
    const { observation, device, account } = await observing(t, false);
    await offline(t, [31.5, 32.5]);
    await t.sut.goOnline();
    t.check('off', await deliveredBy(t, observation, SENSOR, t.silenceSpan), noneOf(31.5));
    await store(t, device, account, true);
    await offline(t, [33.5, 34.5]);
    const first = await firstOnceBack(t, observation);
    const delivered = await deliveredFrom(t, observation, SENSOR, first);
    t.check('on', without(delivered, AFTERWARDS), sequence([33.5, 34.5], 32.5));
  },
);

clientPurpose(
  {
    id: 'power.bv.storing-per-server',
    title: 'stores notifications for the server that wants it, and drops those of the one that does not',
    requirements: ['HLF-029', 'HLF-037'],
    clause: 'TS 1.0 E.2 (resource 6)',
    when: 'multi-server && resource.1.5',
    needs: ['startWith', 'goOffline', 'goOnline', 'setResource'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    await store(t, first.device, first.account, true);
    await store(t, second.device, second.account, false);
    const [one, other] = [`${first.account}/5`, `${second.account}/5`];
    const wanted = await t.observed(first.device, one);
    const unwanted = await t.observed(second.device, other);
    await offline(t, [40_000, 50_000], [one, other]);
    await t.sut.goOnline();
    t.check('stored', await deliveredBy(t, wanted, one), sequence([40_000, 50_000]));
    t.check('dropped', await deliveredBy(t, unwanted, other, t.silenceSpan), noneOf(40_000));
  },
);

/** Preamble: observes the sensor, with Notification Storing as given. */
async function observing(
  t: ClientContext,
  storing: boolean,
): Promise<RegisteredDevice & { readonly observation: ServerObservation }> {
  const registered = await t.registered();
  await store(t, registered.device, registered.account, storing);
  await changeLocally(t, SENSOR, 30.5);
  return { ...registered, observation: await t.observed(registered.device, SENSOR) };
}

async function store(t: ClientContext, device: RegisteredDevice['device'], account: string, on: boolean) {
  t.done(await device.write(`${account}/6`, tlv(`${account}/6`, on)), 'the Write of Notification Storing');
}

/** It loses its network, and its sensor shows these values one after the other. */
async function offline(t: ClientContext, values: readonly number[], paths: readonly string[] = [SENSOR]) {
  await t.sut.goOffline();
  for (const each of values) {
    for (const path of paths) await changeLocally(t, path, each);
    // A device may take its time to notice, and one value would take the place of the other.
    await t.clock.wait(t.silenceSpan);
  }
}

/**
 * It has its network again: what it notifies first. Where nothing comes soon, one more value shows when it is back, and that what
 * had been stored does not come.
 */
async function firstOnceBack(t: ClientContext, observation: ServerObservation): Promise<Arrival> {
  await t.sut.goOnline();
  const soon = await observation.next(t.silenceSpan);
  if (soon.kind === 'arrived') return soon;
  await changeLocally(t, SENSOR, AFTERWARDS);
  return observation.next(t.patience);
}

function without(values: readonly PlainValue[], left: PlainValue): readonly PlainValue[] {
  return values.filter(each => each !== left);
}

/** The value of now may be notified all the same. */
function noneOf(...dropped: readonly number[]) {
  return satisfies<readonly PlainValue[]>(
    `no notification of ${dropped.join(', ')}`,
    values => !dropped.some(each => values.includes(each)),
  );
}
