import {
  bytes,
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  links,
  type Outcome,
  silence,
  text,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';
import { createdSensor } from './guarded-operations.ts';

const WHEN = 'access-control && multi-server';

clientPurpose(
  {
    id: 'access-control.bv.discover-without-right',
    title: 'answers a Discover of a server that has no right at all',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §5.4.2, §7.3.2',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    await on.allow({ owner: 'RWED' });
    const { device, root } = on.other;
    t.check('object', await device.discover('/3'), showing(root, '/3/0'));
    t.check('instance', await device.discover('/3/0'), showing(root, '/3/0/4'));
    t.check('resource', await device.discover('/3/0/4'), showing(root, '/3/0/4'));
    t.check('read-is-refused', await device.read('/3/0', ContentFormat.tlv), code('4.01'));
  },
);

clientPurpose(
  {
    id: 'access-control.bv.single-server-has-every-right',
    title: 'lets a server that is its only one do everything, whatever the Access Control object says',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §7.3',
    when: 'access-control && resource.3.14 && object.3303 && op.create && op.delete',
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    t.check('read', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('observe', (await device.observe('/3/0/14', ContentFormat.tlv)).first, code('2.05'));
    t.check('write-attributes', await device.writeAttributes('/3/0', 'pmin=1'), code('2.04', '4.00'));
    t.check('write', await device.write('/3/0/14', tlv('/3/0/14', '+03:00')), code('2.04'));
    t.check('execute', await device.execute(`${account}/8`), code('2.04'));
    const only = { ...registered, server: t.server, shortServerId: t.shortServerId };
    const { path } = await createdSensor(t, [only, only]);
    t.check('read-created', await device.read(path, ContentFormat.tlv), code('2.05'));
    t.check('delete', await device.delete(path), code('2.02'));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.security-object-with-two-servers',
    title: 'answers 4.01 to every operation of either server on the Security object',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §7.3, §8.2.5, E.1',
    ets: ['LightweightM2M-1.1-int-221'],
    twin: 'access-control.bv.discover-without-right',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    for (const [index, { device }] of (await t.registeredWithTwo()).entries()) {
      const refused = (words: string, outcome: Outcome): boolean =>
        t.check(`${words}-${index === 0 ? 'first' : 'second'}`, outcome, code('4.01'));
      refused('read-object', await device.read('/0', ContentFormat.tlv));
      refused('read-own', await device.read(`/0/${index}`, ContentFormat.tlv));
      refused('read-of-other', await device.read(`/0/${1 - index}`, ContentFormat.tlv));
      refused('observe', (await device.observe('/0/0')).first);
      refused('write', await device.write(`/0/${index}/0`, text(t.server.uri)));
      refused('write-attributes', await device.writeAttributes('/0/0', 'pmin=10'));
      refused('create', await device.create('/0', bytes(ContentFormat.tlv, 'C1 01 00')));
      refused('delete', await device.delete(`/0/${1 - index}`));
    }
  },
);

clientPurpose(
  {
    id: 'access-control.bi.repeat-what-was-refused',
    title: 'goes on refusing a server that repeats an Execute, and serves the owner meanwhile',
    requirements: ['HLF-031'],
    clause: 'TS 1.0 §7.3.2, §8.2.5',
    twin: 'access-control.bv.discover-without-right',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    const on = await ControlledInstance.of(t, servers, servers[0].account);
    await on.allow({ owner: 'RWED' });
    const trigger = `${on.path}/8`;
    for (const words of ['once', 'twice', 'three-times']) {
      t.check(words, await on.other.device.execute(trigger), code('4.01'));
    }
    t.check('not-executed', await on.owner.server.next(UPDATE, t.silenceSpan), silence('Update'));
    t.check('owner-executes', await on.owner.device.execute(trigger), code('2.04'));
  },
);

function showing(root: string, path: string) {
  const isShown = (target: string): boolean => target === path || target.startsWith(`${path}/`);
  return links(`<${path}>, or what is in it`, all => all.some(({ target }) => isShown(target)), root);
}
