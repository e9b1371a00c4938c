import {
  ContentFormat,
  clientPurpose,
  code,
  contentFormat,
  linkAttribute,
  links,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.discover-instance',
    title: 'answers a Discover of the Device object instance with a link to every resource',
    requirements: ['HLF-034', 'HLF-027', 'HLF-033'],
    clause: 'TS 1.0 §5.4.2, RFC 6690 §2',
    ets: ['LightweightM2M-1.0-int-260', 'LightweightM2M-1.1-int-260'],
    revision: 2,
  },
  async t => {
    const { device, root } = await t.registered();
    const readable = await t.valuesAt(device, '/3/0');
    const outcome = await device.discover('/3/0');
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(ContentFormat.linkFormat));
    t.check('mandatory-resources', outcome, linked(root, '/3/0/4', '/3/0/11', '/3/0/16'));
    t.check('readable-resources', outcome, linked(root, ...resourcesOf(readable)));
    t.check(
      'nothing-else',
      outcome,
      links('only links to /3/0', all => all.every(at => /^\/3\/0(\/|$)/.test(at.target)), root),
    );
    const errors = Object.keys(readable).filter(at => at.startsWith('/3/0/11/')).length;
    t.check('dimension', outcome, dimension(root, '/3/0/11', `${errors}`), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'management.bv.discover-object',
    title: 'answers a Discover of an object with its instances and their resources',
    requirements: ['HLF-034', 'HLF-033'],
    clause: 'TS 1.0 §5.4.2, RFC 6690 §2',
    ets: ['LightweightM2M-1.0-int-260', 'LightweightM2M-1.1-int-260'],
    revision: 2,
  },
  async t => {
    const { device, account, root } = await t.registered();
    const outcome = await device.discover('/1');
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(ContentFormat.linkFormat));
    t.check('object', outcome, linked(root, '/1'), { level: 'should' });
    // The example of TS 1.0 §6.1 has neither.
    t.check('instance', outcome, linked(root, account), { level: 'should' });
    const mandatory = ['0', '1', '6', '7', '8'].map(resource => `${account}/${resource}`);
    t.check('resources', outcome, linked(root, ...mandatory));
    t.check(
      'nothing-else',
      outcome,
      links('only links to /1', all => all.every(at => /^\/1(\/|$)/.test(at.target)), root),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.discover-absent',
    title: 'answers 4.04 to a Discover of what does not exist',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.2, §8.2.5',
    twin: 'management.bv.discover-instance',
  },
  async t => {
    const { device } = await t.registered();
    t.check('object', await device.discover('/42700'), code('4.04'));
    t.check('instance', await device.discover('/3/1'), code('4.04'));
    t.check('resource', await device.discover('/3/0/32123'), code('4.04'));
    t.check('still-served', await device.discover('/3/0'), code('2.05'));
  },
);

/** Each of these paths is linked to. */
function linked(root: string, ...paths: readonly string[]) {
  return links(
    `links to ${paths.join(', ')}`,
    all => paths.every(path => all.some(({ target }) => target === path)),
    root,
  );
}

/** The link to a multiple resource tells how many instances it has. */
function dimension(root: string, path: string, instances: string) {
  return links(
    `<${path}>;dim=${instances}`,
    all => all.some(link => link.target === path && linkAttribute(link, 'dim') === instances),
    root,
  );
}

/** Paths of the resources that have a value. */
function resourcesOf(values: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(Object.keys(values).map(at => at.split('/').slice(0, 4).join('/')))];
}
