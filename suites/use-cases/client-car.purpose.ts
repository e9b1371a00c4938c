import {
  arrives,
  type ClientContext,
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  content,
  METHODS,
  notServed,
  REGISTER,
  securityResources,
  tlv,
  value,
} from '../../harness/touchstone.ts';
import { HAS_SWITCH, switchable } from './switchable.ts';

const ERRORS = '/3/0/11';
/** GPS module failure: what a car has to say when somebody has torn off its antenna (TS 1.0 E.4). */
const NO_GPS = 3;

clientPurpose(
  {
    id: 'use-cases.bv.raise-alarm',
    title: 'raises an alarm by itself, and calls it off when it is over',
    requirements: ['B.4', 'HLF-006', 'HLF-028'],
    clause: 'RD 1.0 App. B.4 (case 1), TS 1.0 §5.5, E.4',
    needs: ['setErrors'],
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.setErrors();
    const observation = await t.observed(device, ERRORS);
    const among = (meaning: string, wanted: boolean) =>
      content(ERRORS, meaning, codes => Object.values(codes).includes(NO_GPS) === wanted);
    await t.sut.setErrors(NO_GPS);
    t.check('alarm', await observation.next(t.patience), among('error code 3', true));
    await t.sut.setErrors();
    t.check('called-off', await observation.next(t.patience), among('no error code 3', false));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.obey-after-lost-tethering',
    title: 'is to be commanded again once the phone is back that it reaches its server through',
    requirements: ['B.4', 'HLF-037', 'HLF-009'],
    clause: 'RD 1.0 App. B.4 (case 2), TS 1.0 §5.3.2, §5.4.3',
    when: HAS_SWITCH,
    needs: ['goOffline', 'goOnline'],
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const on = `${switchable(t, registered)}/5850`;
    t.done(await device.write(on, tlv(on, true)), `the Write on ${on}`);
    await t.sut.goOffline();
    await t.clock.wait(2 * t.silenceSpan);
    await t.sut.goOnline();
    await t.settled();
    t.check('engine-still-on', await device.read(on, ContentFormat.tlv), value(on, true));
    t.check('shut-down', await device.write(on, tlv(on, false)), code('2.04'));
    t.check('stands-still', await device.read(on, ContentFormat.tlv), value(on, false));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.command-arrives-after-tethering',
    title: 'does what it was told while its phone was off as soon as a repetition of it arrives, and once',
    requirements: ['B.4', 'HLF-036', 'HLF-009'],
    clause: 'RD 1.0 App. B.4 (case 2), RFC 7252 §4.2, §4.5',
    when: HAS_SWITCH,
    needs: ['goOffline', 'goOnline'],
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const on = `${switchable(t, registered)}/5850`;
    t.done(await device.write(on, tlv(on, true)), `the Write on ${on}`);
    await t.sut.goOffline();
    const command = device.write(on, tlv(on, false));
    await t.clock.wait(t.parameters.ackTimeout / 2);
    await t.sut.goOnline();
    t.check('answer', await command, code('2.04'));
    t.check('stands-still', await device.read(on, ContentFormat.tlv), value(on, false));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.lend-car',
    title: 'obeys the friend that its owner has lent it to, and no longer once it is given back',
    requirements: ['B.4', 'HLF-031'],
    clause: 'RD 1.0 App. B.4 (case 4), TS 1.0 §7.3.2, E.3',
    when: `(${HAS_SWITCH}) && access-control && multi-server`,
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    const instance = switchable(t, servers[0]);
    const on = `${instance}/5850`;
    const controlled = await ControlledInstance.of(t, servers, instance);
    const { owner, other: friend } = controlled;
    await controlled.allow({ owner: 'RW' });
    t.check('not-yet', await friend.device.write(on, tlv(on, true)), code('4.01'));
    await controlled.allow({ owner: 'RW', other: 'RW' });
    t.check('lent', await friend.device.write(on, tlv(on, true)), code('2.04'));
    t.check('drives', await owner.device.read(on, ContentFormat.tlv), value(on, true));
    await controlled.allow({ owner: 'RW' });
    t.check('given-back', await friend.device.write(on, tlv(on, false)), code('4.01'));
    t.check('owner', await owner.device.write(on, tlv(on, false)), code('2.04'));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.change-provider',
    title: 'is with the new provider alone once a bootstrap has replaced the old one, and obeys it',
    requirements: ['B.4', 'HLF-019', 'HLF-009'],
    clause: 'RD 1.0 App. B.4 (case 5), TS 1.0 §5.2, §5.3',
    when: `(${HAS_SWITCH}) && bootstrap.client-initiated`,
    needs: ['startWith', 'triggerBootstrap'],
  },
  async t => {
    const bootstrapServer = await t.bootstrapServer('operator');
    const { serverUri, shortServerId, lifetime, binding } = t.account();
    await t.startWith([{ serverUri, shortServerId, lifetime, binding }], {
      serverUri: bootstrapServer.uri,
      holdOff: 0,
    });
    const before = await t.registrationAt(t.server);
    await t.settled();
    const provider = await t.anotherServer('new-provider');
    await t.sut.triggerBootstrap();
    const { bootstrap } = await t.askedAt(bootstrapServer);
    t.done(await bootstrap.delete('/0'), 'the Bootstrap-Delete of the Security object');
    t.done(await bootstrap.delete('/1'), 'the Bootstrap-Delete of the Server object');
    const newId = otherId(t);
    // At instances that no factory uses: the account of the bootstrap server stays.
    const { mode, own, server: known, secret } = securityResources(t.account().security);
    const security = { 0: provider.uri, 1: false, 2: mode, 3: own, 4: known, 5: secret, 10: newId };
    t.done(await bootstrap.write('/0/11', security), 'the Write of the Security instance');
    const server = { 0: newId, 1: t.lifetime, 6: true, 7: 'U' };
    t.done(await bootstrap.write('/1/11', server), 'the Write of the Server instance');
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const register = await provider.next(REGISTER);
    t.check('with-new-provider', register, arrives(REGISTER.name));
    if (register.kind === 'silence') return;
    await t.settled();
    const on = `${switchable(t, { register: register.message })}/5850`;
    const device = provider.operationsOn(register.message);
    t.check('obeys-new-provider', await device.write(on, tlv(on, true)), code('2.04'));
    const get = { method: METHODS.get, options: before.device.path(on), within: t.silenceSpan };
    t.check('deaf-to-old-provider', await before.device.request(get), notServed());
  },
);

function otherId({ shortServerId }: ClientContext): number {
  return shortServerId === 1 ? 2 : shortServerId - 1;
}
