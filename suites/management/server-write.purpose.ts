import {
  arrives,
  ContentFormat,
  confirmable,
  content,
  contentFormat,
  emptyPayload,
  noContentFormat,
  numericQuery,
  query,
  reportsCode,
  requestFor,
  serverPurpose,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';

/** Formats that can carry one resource: those of TS 1.0, and those that TS 1.1 adds. */
const SINGLE = [
  ContentFormat.text,
  ContentFormat.tlv,
  ContentFormat.json,
  ContentFormat.cbor,
  ContentFormat.senmlJson,
  ContentFormat.senmlCbor,
] as const;
/** Formats that can carry several resources. */
const HIERARCHICAL = [
  ContentFormat.tlv,
  ContentFormat.json,
  ContentFormat.senmlJson,
  ContentFormat.senmlCbor,
] as const;

serverPurpose(
  {
    id: 'management.bv.send-write-of-integer',
    title: 'writes an integer that takes more than two bytes with a PUT that carries it in a known format',
    requirements: ['HLF-034', 'HLF-010', 'HLF-020'],
    clause: 'TS 1.0 §5.4.3',
    ets: ['LightweightM2M-1.0-int-205'],
    needs: ['write'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('put', '/1/0/5'), () =>
      t.sut.write('/1/0/5', 100_000),
    );
    t.check('request', request, arrives('a Write (PUT /1/0/5)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('content-format', request, contentFormat(...SINGLE));
    t.check('value', request, value('/1/0/5', 100_000));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-write-of-string',
    title: 'writes a string resource in UTF-8',
    requirements: ['HLF-034', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.3',
    needs: ['write'],
  },
  async t => {
    await t.registered();
    const zone = 'Türkiye/İstanbul ☀';
    const { request, answer } = await t.stimulate(requestFor('put', '/3/0/15'), () =>
      t.sut.write('/3/0/15', zone),
    );
    t.check('request', request, arrives('a Write (PUT /3/0/15)'));
    t.check('content-format', request, contentFormat(...SINGLE));
    t.check('value', request, value('/3/0/15', zone));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-write-of-boolean',
    title: 'writes a boolean resource as its format prescribes',
    requirements: ['HLF-034', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.3',
    needs: ['write'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('put', '/1/0/6'), () =>
      t.sut.write('/1/0/6', false),
    );
    t.check('request', request, arrives('a Write (PUT /1/0/6)'));
    t.check('content-format', request, contentFormat(...SINGLE));
    t.check('value', request, value('/1/0/6', false));
    t.check('form', request, wellFormed('/1/0/6'));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-partial-update',
    title: 'updates several resources with one POST to their instance',
    requirements: ['HLF-035', 'HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3',
    ets: ['LightweightM2M-1.0-int-215'],
    needs: ['write'],
  },
  async t => {
    await t.registered();
    const resources = { 2: 101, 3: 1010, 5: 2000, 6: true };
    const act = () => t.sut.write('/1/0', resources, 'update');
    const { request, answer } = await t.stimulate(requestFor('post', '/1/0'), act);
    t.check('request', request, arrives('a partial Write (POST /1/0)'));
    t.check('content-format', request, contentFormat(...HIERARCHICAL));
    for (const [id, wanted] of Object.entries(resources)) {
      t.check(`value-of-resource-${id}`, request, value(`/1/0/${id}`, wanted, '/1/0'));
    }
    const four = content('/1/0', 'these four resources alone', values => Object.keys(values).length === 4);
    t.check('nothing-else', request, four);
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-replace',
    title: 'replaces an instance with a PUT of all that it is to hold',
    requirements: ['HLF-035', 'HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3',
    ets: ['LightweightM2M-1.0-int-215'],
    needs: ['write'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const resources = { 1: t.lifetime, 6: false, 7: 'U' };
    const { request, answer } = await t.stimulate(requestFor('put', '/1/0'), () =>
      t.sut.write('/1/0', resources),
    );
    t.check('request', request, arrives('a replacing Write (PUT /1/0)'));
    t.check('content-format', request, contentFormat(...HIERARCHICAL));
    for (const [id, wanted] of Object.entries(resources)) {
      t.check(`value-of-resource-${id}`, request, value(`/1/0/${id}`, wanted, '/1/0'));
    }
    const three = content('/1/0', 'these three resources alone', values => Object.keys(values).length === 3);
    t.check('nothing-else', request, three);
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-write-attributes',
    title: 'writes reporting periods in the query of a PUT without payload',
    requirements: ['HLF-018', 'HLF-016'],
    clause: 'TS 1.0 §5.4.4',
    ets: ['LightweightM2M-1.0-int-260', 'LightweightM2M-1.0-int-301'],
    needs: ['writeAttributes'],
  },
  async t => {
    await t.registered();
    const act = () => t.sut.writeAttributes('/3/0/9', { pmin: '5', pmax: '60' });
    const { request, answer } = await t.stimulate(requestFor('put', '/3/0/9'), act);
    t.check('request', request, arrives('a Write-Attributes (PUT /3/0/9?…)'));
    t.check('confirmable', request, confirmable());
    t.check('attributes', request, query('pmin=5', 'pmax=60'));
    t.check('no-payload', request, emptyPayload());
    t.check('no-content-format', request, noContentFormat(), { level: 'should' });
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-thresholds',
    title: 'writes thresholds and step with their decimals',
    requirements: ['HLF-018', 'HLF-021'],
    clause: 'TS 1.0 §5.1.2, §5.4.4',
    ets: ['LightweightM2M-1.0-int-260'],
    needs: ['writeAttributes'],
  },
  async t => {
    await t.registered();
    const act = () => t.sut.writeAttributes('/3303/0/5700', { lt: '10.5', gt: '85', st: '2.5' });
    const { request, answer } = await t.stimulate(requestFor('put', '/3303/0/5700'), act);
    t.check('request', request, arrives('a Write-Attributes (PUT /3303/0/5700?…)'));
    t.check('attributes', request, numericQuery({ lt: 10.5, gt: 85, st: 2.5 }));
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.04'));
  },
);
