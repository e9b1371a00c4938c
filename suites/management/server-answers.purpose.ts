import {
  acknowledged,
  arrives,
  lists,
  reportsCode,
  reportsNoValue,
  reportsValue,
  requestFor,
  serverPurpose,
  silence,
  text,
  withContent,
} from '../../harness/touchstone.ts';

const READ = requestFor('get', '/3/0/0');

serverPurpose(
  {
    id: 'management.bv.show-refused-read',
    title: 'shows that a device refuses a Read, and no value',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    for (const refusal of ['4.04', '4.05', '4.01'] as const) {
      t.device.answer(READ, { code: refusal });
      const { request, answer } = await t.stimulate(READ, () => t.sut.read('/3/0/0'));
      const about = `of-${refusal.replace('.', '')}`;
      t.check(`request-${about}`, request, arrives('a Read (GET /3/0/0)'));
      t.reported(`code-${about}`, answer, reportsCode(refusal));
      t.reported(`no-value-${about}`, answer, reportsNoValue());
    }
  },
);

serverPurpose(
  {
    id: 'management.bv.show-refused-write',
    title: 'shows that a device refuses a Write of a read-only resource',
    requirements: ['HLF-032', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3',
    needs: ['write', 'read'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('put', '/3/0/14'), { code: '4.05' });
    const act = () => t.sut.write('/3/0/14', '+01:00');
    const { request, answer } = await t.stimulate(requestFor('put', '/3/0/14'), act);
    t.check('request', request, arrives('a Write (PUT /3/0/14)'));
    t.reported('code', answer, reportsCode('4.05'));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'management.bv.show-refused-execute',
    title: 'shows that a device refuses an Execute',
    requirements: ['HLF-032', 'HLF-007'],
    clause: 'TS 1.0 §5.4.5',
    needs: ['execute', 'read'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('post', '/3/0/4'), { code: '4.05' });
    const { request, answer } = await t.stimulate(requestFor('post', '/3/0/4'), () =>
      t.sut.execute('/3/0/4'),
    );
    t.check('request', request, arrives('an Execute (POST /3/0/4)'));
    t.reported('code', answer, reportsCode('4.05'));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'management.bv.show-refused-delete',
    title: 'shows that a device refuses to delete an instance it must keep',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.7',
    ets: ['LightweightM2M-1.0-int-685'],
    needs: ['delete', 'listRegistrations'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('delete', '/3/0'), { code: '4.05' });
    const { request, answer } = await t.stimulate(requestFor('delete', '/3/0'), () => t.sut.delete('/3/0'));
    t.check('request', request, arrives('a Delete (DELETE /3/0)'));
    t.reported('code', answer, reportsCode('4.05'));
    t.reported('instance-kept', await t.sut.registration(), lists('/3/0'));
  },
);

serverPurpose(
  {
    id: 'management.bv.accept-separate-response',
    title: 'acknowledges a response that comes apart from the acknowledgement, and shows it',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §5.2.2, §4.2',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.acknowledge(request);
    await t.clock.wait(t.silenceSpan);
    const reaction = await t.device.deliver(request, withContent(text('later')), 'CON');
    t.check('acknowledged', reaction, acknowledged());
    const answer = await answering;
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/0', 'later'));
  },
);

serverPurpose(
  {
    id: 'management.bv.accept-non-confirmable-response',
    title: 'takes a non-confirmable response without an answer to it',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §5.2.2, §5.2.3',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.acknowledge(request);
    const reaction = await t.device.deliver(request, withContent(text('later')), 'NON', t.silenceSpan);
    t.check('no-reaction', reaction, silence('answer to a non-confirmable response'));
    t.reported('value', await answering, reportsValue('/3/0/0', 'later'));
  },
);
