import {
  ContentFormat,
  clientPurpose,
  code,
  type Link,
  links,
  tlv,
  unchanged,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.list-device-instance',
    title: 'shows instance 0 as the only instance of the Device object',
    requirements: ['HLF-033', 'HLF-034'],
    clause: 'TS 1.0 §5.4.2, E.4',
    revision: 2,
  },
  async t => {
    const { device, root } = await t.registered();
    t.check('only-instance-0', await device.discover('/3'), onlyInstance0(root));
  },
);

clientPurpose(
  {
    id: 'management.bi.create-device-instance',
    title: 'answers 4.05 to a Create on the Device object, which has one instance for ever',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §8.2.5, E.4',
    ets: ['LightweightM2M-1.0-int-680'],
    twin: 'management.bv.list-device-instance',
    revision: 2,
  },
  async t => {
    const { device, root } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/16');
    t.check('response-code', await device.create('/3', tlv('/3', { 14: '+01:00' })), code('4.05'));
    t.check('no-new-instance', await device.discover('/3'), onlyInstance0(root));
    const after = await device.read('/3/0/16', ContentFormat.tlv);
    t.check('nothing-changed', after, unchanged('/3/0/16', before));
  },
);

clientPurpose(
  {
    id: 'management.bi.delete-device-instance',
    title: 'answers 4.05 to a Delete of the Device object instance',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.7, §8.2.5, E.4',
    ets: ['LightweightM2M-1.0-int-685'],
    twin: 'management.bv.list-device-instance',
    revision: 2,
  },
  async t => {
    const { device, root } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/16');
    t.check('response-code', await device.delete('/3/0'), code('4.05'));
    t.check('still-there', await device.discover('/3'), onlyInstance0(root));
    const after = await device.read('/3/0/16', ContentFormat.tlv);
    t.check('nothing-changed', after, unchanged('/3/0/16', before));
  },
);

/** The instance may be linked to itself, or only its resources (example in TS 1.0 §6.1). */
function onlyInstance0(root: string) {
  const only = (all: readonly Link[]): boolean => {
    const below = all.filter(({ target }) => /^\/3\/\d+(\/|$)/.test(target));
    return below.length > 0 && below.every(({ target }) => /^\/3\/0(\/|$)/.test(target));
  };
  return links('links to </3/0> or below it, and to no other instance', only, root);
}
