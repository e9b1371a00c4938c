import {
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  type Outcome,
  type RegisteredAccount,
  tlv,
  unchanged,
} from '../../harness/touchstone.ts';

const WHEN = 'access-control && multi-server';

clientPurpose(
  {
    id: 'access-control.bv.write-list-as-owner',
    title: 'lets the owner of an instance write and replace its access control list, at once in force',
    requirements: ['HLF-031', 'HLF-010'],
    clause: 'TS 1.0 §7.3.1, §7.3.2, E.3',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    const path = `${on.entry}/2`;
    const write = (bits: number): Promise<Outcome> =>
      on.owner.device.write(path, tlv(path, { [on.other.shortServerId]: bits }));
    const read = (): Promise<Outcome> => on.other.device.read('/3/0', ContentFormat.tlv);
    t.check('given', await write(1), code('2.04'));
    t.check('reads', await read(), code('2.05'));
    t.check('withdrawn', await write(0), code('2.04'));
    t.check('reads-no-more', await read(), code('4.01'));
    t.check('given-again', await write(1), code('2.04'));
    t.check('reads-again', await read(), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.write-entry-as-other',
    title: 'answers 4.01 to whoever writes an Access Control instance that it does not own',
    requirements: ['HLF-031', 'HLF-010'],
    clause: 'TS 1.0 §7.3, §8.2.5, E.3',
    twin: 'access-control.bv.write-list-as-owner',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    // Every right on the instance is none on who controls it.
    await on.allow({ other: 'RWED' });
    const before = await t.valuesAt(on.owner.device, on.entry);
    await refusedToWrite(on, on.other, (words, outcome) => t.check(words, outcome, code('4.01')));
    const read = await on.other.device.read(on.entry, ContentFormat.tlv);
    t.check('who-reads', read, code('2.05'), { level: 'may' });
    const after = await on.owner.device.read(on.entry, ContentFormat.tlv);
    t.check('nothing-changed', after, unchanged(on.entry, before));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.write-entry-of-bootstrap-server',
    title:
      'answers 4.01 to every server that writes an Access Control instance which only a bootstrap server manages',
    requirements: ['HLF-031', 'HLF-010'],
    clause: 'TS 1.0 §7.3.1, §8.2.5, E.3',
    twin: 'access-control.bv.write-list-as-owner',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    await on.allow({ owner: 'RWED', other: 'RWED' });
    const owner = tlv(`${on.entry}/3`, ONLY_BOOTSTRAP);
    t.done(await on.owner.device.write(`${on.entry}/3`, owner), 'the Write of owner 65535');
    await refusedToWrite(on, on.owner, (words, outcome) => t.check(words, outcome, code('4.01')));
    await refusedToWrite(on, on.other, (words, outcome) => t.check(`other-${words}`, outcome, code('4.01')));
    t.check('owner-still-reads', await on.owner.device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('other-still-reads', await on.other.device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.create-delete-entry',
    title: 'lets no server create or delete Access Control instances',
    level: 'should',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §7.3.1, §8.2.5, E.3',
    twin: 'access-control.bv.write-list-as-owner',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    const before = await t.valuesAt(on.owner.device, on.entry);
    const created = await on.other.device.create('/2', tlv('/2', { 3: on.other.shortServerId }));
    t.check('other-creates', created, code('4.01', '4.05'));
    t.check('other-deletes', await on.other.device.delete(on.entry), code('4.01', '4.05'));
    t.check('owner-deletes', await on.owner.device.delete(on.entry), code('4.01', '4.05'));
    const after = await on.owner.device.read(on.entry, ContentFormat.tlv);
    t.check('nothing-changed', after, unchanged(on.entry, before));
  },
);

/** Short Server ID of nobody: the Access Control instance is made and changed by bootstrap alone. */
const ONLY_BOOTSTRAP = 65_535;

/** Tries every form of a Write: the list, the owner, both in part. */
async function refusedToWrite(
  { entry }: ControlledInstance,
  { device, shortServerId }: RegisteredAccount,
  check: (words: string, outcome: Outcome) => void,
): Promise<void> {
  const list = { [shortServerId]: 31 };
  check('list', await device.write(`${entry}/2`, tlv(`${entry}/2`, list)));
  check('owner', await device.write(`${entry}/3`, tlv(`${entry}/3`, shortServerId)));
  check('partial', await device.write(entry, tlv(entry, { 2: list, 3: shortServerId }), 'update'));
}
