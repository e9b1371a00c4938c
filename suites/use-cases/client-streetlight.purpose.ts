import {
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  METHODS,
  notServed,
  OptionNumber,
  tlv,
  uintOption,
  value,
} from '../../harness/touchstone.ts';
import { HAS_SWITCH, switchable } from './switchable.ts';

clientPurpose(
  {
    id: 'use-cases.bv.be-switched',
    title: 'is on when its supervisor has switched it on, and off when off, and says so',
    requirements: ['B.1', 'B.2', 'HLF-009'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.4.1, §5.4.3',
    when: HAS_SWITCH,
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const on = `${switchable(t, registered)}/5850`;
    for (const [words, state] of [
      ['on', true],
      ['off', false],
      ['on-again', true],
    ] as const) {
      t.check(`switched-${words}`, await device.write(on, tlv(on, state)), code('2.04'));
      t.check(`is-${words}`, await device.read(on, ContentFormat.tlv), value(on, state));
    }
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.tell-state-of-light',
    title: 'tells its supervisor when somebody at the light switches it',
    requirements: ['B.1', 'HLF-016', 'HLF-028'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.5',
    when: HAS_SWITCH,
    needs: ['setResource'],
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const on = `${switchable(t, registered)}/5850`;
    t.done(await device.write(on, tlv(on, false)), `the Write on ${on}`);
    const observation = await t.observed(device, on);
    await t.sense(on, true);
    t.check('on', await observation.next(t.patience), value(on, true));
    await t.sense(on, false);
    t.check('off', await observation.next(t.patience), value(on, false));
  },
);

clientPurpose(
  {
    id: 'use-cases.bi.obey-supervisor-only',
    title: 'refuses to be switched by a server that may only look at it, and obeys its supervisor',
    requirements: ['B.1', 'HLF-031'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §7.3.2',
    twin: 'use-cases.bv.be-switched',
    when: `(${HAS_SWITCH}) && access-control && multi-server`,
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    const instance = switchable(t, servers[0]);
    const on = `${instance}/5850`;
    const controlled = await ControlledInstance.of(t, servers, instance);
    await controlled.allow({ owner: 'RW', other: 'R' });
    const { owner, other } = controlled;
    t.done(await owner.device.write(on, tlv(on, false)), `the Write on ${on}`);
    t.check('refused', await other.device.write(on, tlv(on, true)), code('4.01'));
    t.check('still-off', await other.device.read(on, ContentFormat.tlv), value(on, false));
    t.check('supervisor', await owner.device.write(on, tlv(on, true)), code('2.04'));
    t.check('on', await other.device.read(on, ContentFormat.tlv), value(on, true));
  },
);

clientPurpose(
  {
    id: 'use-cases.bi.switched-by-stranger',
    title: 'is not switched by somebody that it has no account of',
    requirements: ['B.1', 'HLF-031'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.3.1, §8.2.1',
    level: 'should',
    twin: 'use-cases.bv.be-switched',
    when: HAS_SWITCH,
  },
  async t => {
    const registered = await t.registered();
    const { device, register } = registered;
    const on = `${switchable(t, registered)}/5850`;
    t.done(await device.write(on, tlv(on, false)), `the Write on ${on}`);
    const stranger = (await t.stranger()).operationsOn(register);
    const { format, payload } = tlv(on, true);
    const options = [...device.path(on), uintOption(OptionNumber.contentFormat, format)];
    const command = { method: METHODS.put, options, payload, within: t.silenceSpan };
    t.check('not-served', await stranger.request(command), notServed());
    t.check('still-off', await device.read(on, ContentFormat.tlv), value(on, false));
  },
);
