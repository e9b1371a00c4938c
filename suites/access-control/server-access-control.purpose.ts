import {
  arrives,
  confirmable,
  reportsCode,
  reportsNoValue,
  reportsValue,
  requestFor,
  serverPurpose,
  tlv,
  value,
  withContent,
} from '../../harness/touchstone.ts';

const LIST = '/2/0';

serverPurpose(
  {
    id: 'access-control.bv.send-access-list',
    title: 'writes who may do what with an instance, one entry for each server',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §7.3, appendix E.3',
    when: 'object.2',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(LIST);
    const pattern = requestFor('put', '/2/0/2');
    t.device.answer(pattern, { code: '2.04' });
    const act = () => t.sut.write('/2/0/2', { 0: 1, 101: 15, 65534: 3 });
    const { request, answer } = await t.stimulate(pattern, act);
    t.check('request', request, arrives('a Write (PUT /2/0/2)'));
    t.check('confirmable', request, confirmable());
    t.check('default-entry', request, value('/2/0/2/0', 1, '/2/0/2'));
    t.check('entry', request, value('/2/0/2/101', 15, '/2/0/2'));
    t.check('entry-of-largest-id', request, value('/2/0/2/65534', 3, '/2/0/2'));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'access-control.bv.send-owner',
    title: 'hands an instance over to another server by its Access Control Owner',
    requirements: ['HLF-031'],
    clause: 'TS 1.0 §7.3, appendix E.3 (/2/x/3)',
    when: 'object.2',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(LIST);
    const pattern = requestFor('put', '/2/0/3');
    t.device.answer(pattern, { code: '2.04' });
    const { request, answer } = await t.stimulate(pattern, () => t.sut.write('/2/0/3', 102));
    t.check('request', request, arrives('a Write (PUT /2/0/3)'));
    t.check('owner', request, value('/2/0/3', 102));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'access-control.bv.show-access-list',
    title: 'shows who may do what with an instance',
    requirements: ['HLF-031', 'HLF-027'],
    clause: 'TS 1.0 §5.4.1, §6.4.3, appendix E.3',
    when: 'object.2',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(LIST);
    const pattern = requestFor('get', LIST);
    t.device.answer(pattern, withContent(tlv(LIST, { 0: 3, 1: 65_535, 2: { 0: 1, 101: 31 }, 3: 101 })));
    const answer = await t.sut.read(LIST);
    t.reported('object', answer, reportsValue('/2/0/0', 3));
    t.reported('instance', answer, reportsValue('/2/0/1', 65_535));
    t.reported('default-entry', answer, reportsValue('/2/0/2/0', 1));
    t.reported('entry', answer, reportsValue('/2/0/2/101', 31));
    t.reported('owner', answer, reportsValue('/2/0/3', 101));
  },
);

serverPurpose(
  {
    id: 'access-control.bv.show-denied-operations',
    title: 'shows that a device does not let it do what it has no right to',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §7.3',
    needs: ['read', 'write', 'execute', 'delete'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('get', '/3/0/0'), { code: '4.01' });
    const read = await t.sut.read('/3/0/0');
    t.reported('read', read, reportsCode('4.01'));
    t.reported('no-value', read, reportsNoValue());
    t.device.answer(requestFor('put', '/3/0/14'), { code: '4.01' });
    t.reported('write', await t.sut.write('/3/0/14', '+01:00'), reportsCode('4.01'));
    t.device.answer(requestFor('post', '/3/0/4'), { code: '4.01' });
    t.reported('execute', await t.sut.execute('/3/0/4'), reportsCode('4.01'));
    t.device.answer(requestFor('delete', '/1/0'), { code: '4.01' });
    t.reported('delete', await t.sut.delete('/1/0'), reportsCode('4.01'));
  },
);
