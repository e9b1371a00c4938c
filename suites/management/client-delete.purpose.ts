import {
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  content,
  emptyPayload,
  type Link,
  linkAttribute,
  links,
  UPDATE,
  unchanged,
} from '../../harness/touchstone.ts';
import { listAfter, listing, notListing, sensorWithId } from './written-instance.ts';

clientPurpose(
  {
    id: 'management.bv.delete-instance',
    title: 'deletes an instance, lists it no longer and answers 4.04 for it',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.7, §5.3.2, §8.2.5',
    ets: ['LightweightM2M-1.0-int-271'],
    when: 'op.create && op.delete && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(77)), 'the Create');
    await listAfter(t);
    t.check('response-code', await device.delete('/3303/77'), code('2.02'));
    t.check('not-listed', await listAfter(t), notListing('/3303/77'));
    t.check('instance-gone', await device.read('/3303/77'), code('4.04'));
    t.check('resource-gone', await device.read('/3303/77/5700'), code('4.04'));
    t.check('discover-gone', await device.discover('/3303/77'), code('4.04'));
  },
);

clientPurpose(
  {
    id: 'management.bv.delete-keeps-others',
    title: 'leaves the other instances alone when it deletes one',
    requirements: ['HLF-010', 'HLF-033'],
    clause: 'TS 1.0 §5.4.7',
    when: 'op.create && op.delete && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(70)), 'the first Create');
    t.done(await device.create('/3303', sensorWithId(71)), 'the second Create');
    const before = await t.valuesAt(device, '/3303/71');
    t.check('response-code', await device.delete('/3303/70'), code('2.02'));
    t.check('other', await device.read('/3303/71', ContentFormat.tlv), unchanged('/3303/71', before));
    t.check('account', await device.read('/1', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bv.create-again',
    title: 'creates an instance again with the id of one that was deleted, without what the old one had',
    requirements: ['HLF-010'],
    clause: 'TS 1.0 §5.4.6, §5.4.7, §5.1.2',
    when: 'op.create && op.delete && create.3303 && attr.pmin',
  },
  async t => {
    const { device, root } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(77)), 'the first Create');
    t.done(await device.writeAttributes('/3303/77', 'pmin=10'), 'the Write-Attributes');
    t.done(await device.delete('/3303/77'), 'the Delete');
    t.check('response-code', await device.create('/3303', sensorWithId(77)), code('2.01'));
    t.check('there', await device.read('/3303/77', ContentFormat.tlv), code('2.05'));
    const fresh = (all: readonly Link[]): boolean =>
      all.every(link => linkAttribute(link, 'pmin') === undefined);
    // That attributes go with their instance follows, and is not said.
    t.check('no-attributes', await device.discover('/3303/77'), links('no pmin', fresh, root), {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'management.bv.delete-all-instances',
    title: 'reads as nothing, and not as absent, where an object has lost its last instance',
    level: 'should',
    requirements: ['HLF-033', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §5.4.7, §5.3.1 (errata: management-read-without-instances)',
    when: 'op.create && op.delete && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    const held = await t.valuesAt(device, '/3303');
    const ids = [...new Set(Object.keys(held).map(path => path.split('/')[2]))];
    for (const id of ids) t.done(await device.delete(`/3303/${id}`), `the Delete of /3303/${id}`);
    const read = await device.read('/3303', ContentFormat.tlv);
    t.check('response-code', read, code('2.05'));
    t.check('empty', read, emptyPayload());
    t.check('creatable', await device.create('/3303', sensorWithId(5)), code('2.01'));
  },
);

clientPurpose(
  {
    id: 'management.bv.instances-with-gaps',
    title: 'serves instances whose ids leave gaps',
    requirements: ['HLF-033', 'HLF-020'],
    clause: 'TS 1.0 §5.4.1, §5.4.2, §6.1',
    ets: ['LightweightM2M-1.0-int-1630'],
    revision: 2,
    when: 'op.create && op.delete && create.3303',
  },
  async t => {
    const { device, root } = await t.registered();
    for (const id of [10, 12, 300]) {
      t.done(await device.create('/3303', sensorWithId(id)), `the Create of ${id}`);
      // Each is told before the next one comes: lists that overtake each other are not the point here.
      if (id !== 300) await t.server.next(UPDATE, t.silenceSpan);
    }
    const read = await device.read('/3303', ContentFormat.tlv);
    const all = ['/3303/10', '/3303/12', '/3303/300'];
    const every = content('/3303', `values of ${all.join(', ')}`, values =>
      all.every(path => values[`${path}/5701`] === 'Cel'),
    );
    t.check('object-read', read, every);
    t.check('gap', await device.read('/3303/11'), code('4.04'));
    const linked = links(
      `links to ${all.join(', ')}, and none to /3303/11`,
      found =>
        all.every(path => found.some(({ target }) => `${target}/`.startsWith(`${path}/`))) &&
        !found.some(({ target }) => `${target}/`.startsWith('/3303/11/')),
      root,
    );
    t.check('discover', await device.discover('/3303'), linked);
    t.check('listed', await listAfter(t), listing(...all));
  },
);

clientPurpose(
  {
    id: 'management.bi.delete-absent',
    title: 'answers 4.04 to a Delete of what does not exist',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.7, §8.2.5',
    when: 'op.create && op.delete && create.3303',
    twin: 'management.bv.delete-instance',
  },
  async t => {
    const { device } = await t.registered();
    t.check('instance', await device.delete('/3303/33333'), code('4.04'));
    t.check('object', await device.delete('/42700/0'), code('4.04'));
    const again = await device.read('/3303', ContentFormat.tlv);
    t.check('still-served', again, code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.delete-other-than-instance',
    title: 'deletes neither an object nor a resource',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.7, §8.2.5',
    when: 'op.create && op.delete && create.3303',
    twin: 'management.bv.delete-instance',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(77)), 'the Create');
    const before = await t.valuesAt(device, '/3303/77');
    t.check('object', await device.delete('/3303'), clientError());
    t.check('resource', await device.delete('/3303/77/5700'), clientError());
    t.check('root', await device.delete(''), clientError());
    t.check('object-code', await device.delete('/3303'), code('4.05'), { level: 'should' });
    t.check('resource-code', await device.delete('/3303/77/5700'), code('4.05'), { level: 'should' });
    t.check('kept', await device.read('/3303/77', ContentFormat.tlv), unchanged('/3303/77', before));
    t.check('server-object', await device.delete('/1'), clientError());
    const some = content('/1', 'an account', values => Object.keys(values).length > 0);
    t.check('account', await device.read('/1', ContentFormat.tlv), some);
  },
);
