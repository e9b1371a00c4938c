import {
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  REGISTER,
  type ReceivedMessage,
  type RegisteredDevice,
  tlv,
  UPDATE,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const [PREFERRED, RSRP] = ['/13/0/0', '/13/0/3'];
const [BEARER, AVAILABLE] = ['/4/0/0', '/4/0/1'];
const WLAN = 21;
/** Bearers of object 4, and what object 13 calls them. */
const PREFERENCES: ReadonlyMap<number, number> = new Map([
  [WLAN, 7],
  [6, 4],
  [41, 8],
]);
/** DSL, which no device of our kind has. */
const UNAVAILABLE = 9;
/** Whether a change of address ends the registration is left open (errata: registration-address-change). */
const fromElsewhere = ({ from: { host, port } }: ReceivedMessage) => ({
  name: 'an Update or a Register from another address',
  matches: (request: ReceivedMessage) =>
    (UPDATE.matches(request) || REGISTER.matches(request)) &&
    (request.from.port !== port || request.from.host !== host),
});
const WHEN = 'object.13 && object.4';
const TWIN = 'connectivity.bv.write-preferred-bearer';

clientPurpose(
  {
    id: TWIN,
    title: 'takes an order of preferred bearers, and shows it',
    requirements: ['HLF-026', 'HLF-010'],
    clause: 'LwM2M Bearer Selection 1.1, resource 0',
    when: 'object.13',
    revision: 2,
  },
  async t => {
    const { device } = await t.registered();
    // Whatever it chooses by itself comes first, so that it stays where it is; alone that is what many have from the factory.
    const order = tlv(PREFERRED, { 0: 0, 1: PREFERENCES.get(WLAN) ?? 0 });
    t.check('written', await device.write(PREFERRED, order), code('2.04'));
    const shown = content(
      PREFERRED,
      '0, then 7, and nothing else',
      of => of[`${PREFERRED}/0`] === 0 && of[`${PREFERRED}/1`] === 7 && Object.keys(of).length === 2,
    );
    t.check('shown', await device.read(PREFERRED, ContentFormat.tlv), shown);
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.change-bearer',
    title: 'goes on over the bearer that its server prefers, tells the server from there, and shows it',
    requirements: ['HLF-026', 'HLF-012', 'HLF-039'],
    clause: 'LwM2M Bearer Selection 1.1, resource 0; TS 1.0 §5.3',
    // That a device uses the preferred bearer is a SHOULD of the object.
    level: 'should',
    ets: ['LightwightM2M-CONMGMT-1.0-int-1350'],
    when: WHEN,
  },
  async t => {
    const { device, other, register, root } = await withAnotherBearer(t);
    t.check('written', await prefer(device, other), code('2.04'));
    const pattern = fromElsewhere(register);
    const told = await t.server.next(pattern);
    t.check('told-from-there', told, arrives(pattern.name));
    await t.settled();
    const now = told.kind === 'silence' ? device : t.server.operationsOn(told.message, root);
    t.check('bearer', await now.read(BEARER, ContentFormat.tlv), value(BEARER, other));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.manage-over-either-bearer',
    title: 'is managed and observed over another bearer just as before',
    requirements: ['HLF-012', 'HLF-024', 'HLF-026'],
    clause: 'TS 1.0 §5.4, §5.5, §7; LwM2M Bearer Selection 1.1, resource 0',
    level: 'should',
    when: WHEN,
  },
  async t => {
    const { device, account, other, root, register } = await withAnotherBearer(t);
    const before = await t.valuesAt(device, '/3/0/16');
    t.done(await prefer(device, other), 'the Write of the preferred bearer');
    const there = await fromThere(t, { root, register });
    t.check('read', await there.read('/3/0/16', ContentFormat.tlv), unchanged('/3/0/16', before));
    const storing = `${account}/6`;
    const kept = (await t.valueAt(there, storing)) === true;
    t.check('write', await there.write(storing, tlv(storing, !kept)), code('2.04'));
    t.check('written', await there.read(storing, ContentFormat.tlv), value(storing, !kept));
    t.check('discover', await there.discover('/3'), code('2.05'));
    const observation = await there.observe(storing, ContentFormat.tlv);
    t.check('observe', observation.first, value(storing, !kept));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.prefer-first-available-bearer',
    title: 'takes the first of the preferred bearers that is there, in the order of their instances',
    requirements: ['HLF-026'],
    clause: 'LwM2M Bearer Selection 1.1, resource 0',
    level: 'should',
    when: WHEN,
  },
  async t => {
    const { device, current, other, root, register } = await withAnotherBearer(t);
    const order = { 2: UNAVAILABLE, 5: PREFERENCES.get(other) ?? 0, 9: PREFERENCES.get(current) ?? 0 };
    t.check('written', await device.write(PREFERRED, tlv(PREFERRED, order)), code('2.04'));
    const there = await fromThere(t, { root, register });
    t.check('first-available', await there.read(BEARER, ContentFormat.tlv), value(BEARER, other));
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.refuse-preferred-bearer',
    title: 'refuses a preferred bearer outside 0 to 100, and stays where it is',
    requirements: ['HLF-026'],
    clause: 'LwM2M Bearer Selection 1.1, resource 0 (0..100)',
    twin: TWIN,
    when: 'object.13',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, PREFERRED);
    for (const [words, wanted] of [
      ['above', { 0: 101 }],
      ['below', { 0: -1 }],
      ['second', { 0: 0, 1: 101 }],
    ] as const) {
      t.check(words, await device.write(PREFERRED, tlv(PREFERRED, wanted)), code('4.00'));
      const now = await device.read(PREFERRED, ContentFormat.tlv);
      t.check(`${words}-unchanged`, now, unchanged(PREFERRED, before));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.acceptable-signal',
    title: 'takes the weakest signal that it may accept at either end of the range',
    requirements: ['HLF-026', 'HLF-010'],
    clause: 'LwM2M Bearer Selection 1.1, resource 3 (-140..-44)',
    when: 'object.13',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, dBm] of [
      ['least', -140],
      ['most', -44],
    ] as const) {
      t.check(`${words}-written`, await device.write(RSRP, tlv(RSRP, dBm)), code('2.04'));
      t.check(`${words}-shown`, await device.read(RSRP, ContentFormat.tlv), value(RSRP, dBm));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.refuse-acceptable-signal',
    title: 'refuses a signal outside of the range, and keeps the one that it has',
    requirements: ['HLF-026'],
    clause: 'LwM2M Bearer Selection 1.1, resource 3 (-140..-44)',
    twin: 'connectivity.bv.acceptable-signal',
    when: 'object.13',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, RSRP);
    for (const [words, dBm] of [
      ['below', -141],
      ['above', -43],
    ] as const) {
      t.check(words, await device.write(RSRP, tlv(RSRP, dBm)), code('4.00'));
      t.check(`${words}-unchanged`, await device.read(RSRP, ContentFormat.tlv), unchanged(RSRP, before));
    }
  },
);

/** Preamble: a device that could use another bearer than it does. @throws Inconclusive when there is none. */
async function withAnotherBearer(t: ClientContext) {
  const registered = await t.registered();
  const { device } = registered;
  const current = Number(await t.valueAt(device, BEARER));
  const available = Object.values(await t.valuesAt(device, AVAILABLE)).map(Number);
  const other = available.find(bearer => bearer !== current && PREFERENCES.has(bearer));
  if (other !== undefined) return { ...registered, current, other };
  return t.inconclusive('preamble.refused', 'the device has no other bearer that it could be told to use');
}

/** Preamble: the device has told its server from where it is now. @throws Inconclusive when it does not. */
async function fromThere(t: ClientContext, { root, register }: Pick<RegisteredDevice, 'root' | 'register'>) {
  const told = await t.server.next(fromElsewhere(register));
  if (told.kind === 'silence')
    return t.inconclusive(
      'preamble.no-response',
      'neither an Update nor a Register came over another bearer',
    );
  await t.settled();
  return t.server.operationsOn(told.message, root);
}

function prefer(device: RegisteredDevice['device'], bearer: number) {
  return device.write(PREFERRED, tlv(PREFERRED, { 0: PREFERENCES.get(bearer) ?? 0 }));
}
