import { clientPurpose, code, type Link, linkAttribute, links } from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.answer-write-attributes',
    title:
      'answers Write-Attributes with success, or 4.00 to an attribute it does not have, never with a server error',
    requirements: ['HLF-018', 'HLF-034'],
    clause: 'TS 1.0 §5.4.4, §8.2.5, appendix B (LwM2M-DMSE-004-C-M)',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('instance', await device.writeAttributes(account, 'pmin=1'), code('2.04', '4.00'));
    t.check('resource', await device.writeAttributes('/3/0/11', 'pmin=1'), code('2.04', '4.00'));
    t.check('still-served', await device.read('/3/0'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bv.accept-write-attributes',
    title: 'accepts pmin and pmax on an instance and on a resource',
    requirements: ['HLF-018', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.4.4',
    when: 'attr.pmin && attr.pmax',
  },
  async t => {
    const { device } = await t.registered();
    t.check('instance', await device.writeAttributes('/3/0', 'pmin=10&pmax=200'), code('2.04'));
    t.check('resource', await device.writeAttributes('/3/0/11', 'pmin=20'), code('2.04'));
    t.check('unset', await device.writeAttributes('/3/0', 'pmin&pmax'), code('2.04'));
  },
);

clientPurpose(
  {
    id: 'management.bv.discover-written-attributes',
    title: 'shows in Discover the attributes that were written to an instance and to a resource',
    requirements: ['HLF-018', 'HLF-034'],
    clause: 'TS 1.0 §5.1.2, §5.4.2, §5.4.4',
    ets: ['LightweightM2M-1.0-int-260', 'LightweightM2M-1.1-int-260'],
    when: 'attr.pmin && attr.pmax',
    revision: 2,
  },
  async t => {
    const { device, root } = await t.registered();
    t.check('instance-written', await device.writeAttributes('/3/0', 'pmin=10&pmax=200'), code('2.04'));
    t.check('resource-written', await device.writeAttributes('/3/0/11', 'pmin=20'), code('2.04'));
    const instance = await device.discover('/3/0');
    t.check('instance-pmin', instance, attribute(root, '/3/0', 'pmin', '10'));
    t.check('instance-pmax', instance, attribute(root, '/3/0', 'pmax', '200'));
    const resource = await device.discover('/3/0/11');
    t.check('resource-pmin', resource, attribute(root, '/3/0/11', 'pmin', '20'));
    // Whether a resource shows what it inherits was disputed; the ETS expects it.
    t.check('inherited-pmax', resource, attribute(root, '/3/0/11', 'pmax', '200'), { level: 'should' });
    t.check('removed', await device.writeAttributes('/3/0', 'pmin'), code('2.04'));
    const after = await device.discover('/3/0');
    t.check('pmin-removed', after, attribute(root, '/3/0', 'pmin', undefined));
    t.check('pmax-kept', after, attribute(root, '/3/0', 'pmax', '200'));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-attributes-absent-path',
    title: 'answers 4.04 to Write-Attributes on what does not exist',
    requirements: ['HLF-018', 'HLF-020'],
    clause: 'TS 1.0 §5.4.4, §8.2.5',
    when: 'attr.pmin && attr.pmax',
    twin: 'management.bv.accept-write-attributes',
    revision: 3,
  },
  async t => {
    const { device, root } = await t.registered();
    t.check('instance', await device.writeAttributes('/3/1', 'pmin=10'), code('4.04'));
    t.check('resource', await device.writeAttributes('/3/0/32123', 'pmin=10'), code('4.04'));
    t.check('object', await device.writeAttributes('/42700', 'pmin=10'), code('4.04'));
    t.check('nothing-changed', await device.discover('/3/0'), attribute(root, '/3/0', 'pmin', undefined));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-attributes-unknown',
    title: 'answers 4.00 to Write-Attributes with an unknown attribute and applies none of them',
    requirements: ['HLF-018', 'HLF-034'],
    clause: 'TS 1.0 §5.1.2, §5.4.4',
    when: 'attr.pmin && attr.pmax',
    twin: 'management.bv.accept-write-attributes',
    revision: 3,
  },
  async t => {
    const { device, root } = await t.registered();
    t.check('unknown', await device.writeAttributes('/3/0', 'touchstone=10'), code('4.00'));
    t.check('known-and-unknown', await device.writeAttributes('/3/0', 'pmin=10&touchstone=10'), code('4.00'));
    t.check('not-a-number', await device.writeAttributes('/3/0', 'pmin=soon'), code('4.00'), {
      level: 'should',
    });
    t.check('nothing-applied', await device.discover('/3/0'), attribute(root, '/3/0', 'pmin', undefined));
  },
);

/** The link to `path` has the attribute with this value; undefined: it does not have it, or there is no such link. */
function attribute(root: string, path: string, name: string, wanted: string | undefined) {
  const meaning = wanted === undefined ? `<${path}> without ${name}` : `<${path}>;${name}=${wanted}`;
  const has = (all: readonly Link[]): boolean => {
    const link = all.find(({ target }) => target === path);
    const value = link === undefined ? undefined : linkAttribute(link, name);
    return value === wanted && all.some(({ target }) => target.startsWith(path));
  };
  return links(meaning, has, root);
}
