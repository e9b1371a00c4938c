import {
  arrives,
  emptyPayload,
  message,
  numericQuery,
  queryOf,
  reportsCode,
  requestFor,
  serverPurpose,
} from '../../harness/touchstone.ts';

for (const [level, path] of [
  ['object', '/3'],
  ['instance', '/3/0'],
  ['resource', '/3/0/9'],
] as const) {
  serverPurpose(
    {
      id: `reporting.bv.send-attributes-of-${level}`,
      title: `writes the attributes of an ${level} with a PUT of its path`.replace(
        'an resource',
        'a resource',
      ),
      requirements: ['HLF-029', 'HLF-018'],
      clause: 'TS 1.0 §5.1.2, §5.4.4',
      when: 'attr.pmin && attr.pmax',
      needs: ['writeAttributes'],
    },
    async t => {
      await t.registered();
      const pattern = requestFor('put', path);
      t.device.answer(pattern, { code: '2.04' });
      const act = () => t.sut.writeAttributes(path, { pmin: '0', pmax: '86400' });
      const { request, answer } = await t.stimulate(pattern, act);
      t.check('request', request, arrives(`a Write-Attributes (PUT ${path}?…)`));
      t.check('attributes', request, numericQuery({ pmin: 0, pmax: 86_400 }));
      t.check('no-payload', request, emptyPayload());
      t.reported('code', answer, reportsCode('2.04'));
    },
  );
}

serverPurpose(
  {
    id: 'reporting.bv.send-negative-thresholds',
    title: 'writes thresholds below zero with their sign',
    requirements: ['HLF-029', 'HLF-021', 'HLF-024'],
    clause: 'TS 1.0 §5.1.2, §5.4.4',
    when: 'attr.gt && attr.lt && object.4',
    needs: ['writeAttributes'],
  },
  async t => {
    await t.registeredWith('/4/0');
    const pattern = requestFor('put', '/4/0/2');
    t.device.answer(pattern, { code: '2.04' });
    const { request } = await t.stimulate(pattern, () =>
      t.sut.writeAttributes('/4/0/2', { lt: '-110', gt: '-70' }),
    );
    t.check('request', request, arrives('a Write-Attributes (PUT /4/0/2?…)'));
    t.check('attributes', request, numericQuery({ lt: -110, gt: -70 }));
  },
);

serverPurpose(
  {
    id: 'reporting.bv.unset-attribute',
    title: 'unsets an attribute by its name without a value',
    requirements: ['HLF-029'],
    // A server need not offer it to its user.
    level: 'should',
    clause: 'TS 1.0 §5.4.4',
    when: 'attr.pmin',
    needs: ['writeAttributes'],
  },
  async t => {
    await t.registered();
    const pattern = requestFor('put', '/3/0/9');
    t.device.answer(pattern, { code: '2.04' });
    const { request } = await t.stimulate(pattern, () => t.sut.writeAttributes('/3/0/9', { pmin: null }));
    t.check('request', request, arrives('a Write-Attributes (PUT /3/0/9?pmin)'));
    const bare = message(
      'pmin without a value',
      received => ({
        pass: ['pmin', 'pmin='].includes(queryOf(received).join('&')),
        received: queryOf(received).join('&'),
      }),
      'parameter.unexpected',
    );
    t.check('unset', request, bare);
  },
);

serverPurpose(
  {
    id: 'reporting.bv.show-refused-attributes',
    title: 'shows that a device refuses attributes, and why',
    requirements: ['HLF-029', 'HLF-018'],
    clause: 'TS 1.0 §5.4.4',
    when: 'attr.pmin && attr.pmax',
    needs: ['writeAttributes'],
  },
  async t => {
    await t.registered();
    for (const code of ['4.00', '4.01', '4.04', '4.05'] as const) {
      t.device.answer(requestFor('put', '/3/0/9'), { code });
      const answer = await t.sut.writeAttributes('/3/0/9', { pmin: '10', pmax: '60' });
      t.reported(`code-${code.replace('.', '-')}`, answer, reportsCode(code));
    }
  },
);
