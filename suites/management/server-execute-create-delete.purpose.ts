import {
  arrives,
  ContentFormat,
  confirmable,
  contentFormat,
  emptyPayload,
  message,
  newInstance,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  serverPurpose,
} from '../../harness/touchstone.ts';

const HIERARCHICAL = [
  ContentFormat.tlv,
  ContentFormat.json,
  ContentFormat.senmlJson,
  ContentFormat.senmlCbor,
] as const;

serverPurpose(
  {
    id: 'management.bv.send-execute',
    title: 'executes a resource with a POST without payload',
    requirements: ['HLF-007', 'HLF-034'],
    clause: 'TS 1.0 §5.4.5',
    ets: ['LightweightM2M-1.0-int-241'],
    needs: ['execute'],
  },
  async t => {
    await t.registered();
    // Its device does not reboot: a Register right behind the answer may end what the server still has to tell of it.
    t.device.answer(requestFor('post', '/3/0/4'), { code: '2.04' });
    const { request, answer } = await t.stimulate(requestFor('post', '/3/0/4'), () =>
      t.sut.execute('/3/0/4'),
    );
    t.check('request', request, arrives('an Execute (POST /3/0/4)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-execute-with-arguments',
    title: 'executes a resource with its arguments as plain text',
    requirements: ['HLF-034'],
    clause: 'TS 1.0 §5.4.5',
    needs: ['execute'],
  },
  async t => {
    await t.registered();
    const wanted = "0='10.3',5";
    const act = () => t.sut.execute('/3/0/12', wanted);
    const { request, answer } = await t.stimulate(requestFor('post', '/3/0/12'), act);
    t.check('request', request, arrives('an Execute (POST /3/0/12)'));
    const asGiven = message(
      `the payload ${wanted}`,
      ({ payload }) => ({
        pass: Buffer.from(payload).toString() === wanted,
        received: Buffer.from(payload).toString(),
      }),
      'payload.unexpected',
    );
    t.check('arguments', request, asGiven);
    t.check('content-format', request, contentFormat(ContentFormat.text), { level: 'should' });
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bv.manage-after-reboot',
    title: 'goes on managing a device that registers anew after a reboot',
    requirements: ['HLF-007', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, §5.4.5',
    ets: ['LightweightM2M-1.0-int-241'],
    needs: ['execute', 'read'],
  },
  async t => {
    await t.registered();
    t.reported('reboot', await t.sut.execute('/3/0/4'), reportsCode('2.04'));
    const registered = await t.device.nextAnswer({ name: 'a 2.01', matches: ({ code }) => code === '2.01' });
    t.check('registered-again', registered, arrives('2.01 to the Register after the reboot'));
    t.device.model.set(3, 0, 0, { single: 'after the reboot' });
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.check('request', request, arrives('a Read (GET /3/0/0)'));
    t.reported('value', answer, reportsValue('/3/0/0', 'after the reboot'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-create',
    title: 'creates an instance with a POST to the object and leaves its id to the device',
    requirements: ['HLF-034', 'HLF-010', 'HLF-014'],
    clause: 'TS 1.0 §5.4.6',
    when: 'object.3303',
    needs: ['create'],
  },
  async t => {
    await t.registered();
    const act = () => t.sut.create('/3303', null, { 5700: 17.25, 5701: 'Cel' });
    const { request, answer } = await t.stimulate(requestFor('post', '/3303'), act);
    t.check('request', request, arrives('a Create (POST /3303)'));
    t.check('confirmable', request, confirmable());
    t.check('content-format', request, contentFormat(...HIERARCHICAL));
    t.check(
      'content',
      request,
      newInstance(
        3303,
        'no id, 5700=17.25, 5701="Cel"',
        (id, values) => id === null && values[5700] === 17.25 && values[5701] === 'Cel',
      ),
    );
    t.reported('code', answer, reportsCode('2.01'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-create-with-id',
    title: 'creates an instance with the id that it has chosen in the content',
    requirements: ['HLF-034', 'HLF-010', 'HLF-020'],
    clause: 'TS 1.0 §5.4.6',
    when: 'object.3303',
    needs: ['create'],
  },
  async t => {
    await t.registered();
    const act = () => t.sut.create('/3303', 7, { 5700: -3.5 });
    const { request, answer } = await t.stimulate(requestFor('post', '/3303'), act);
    t.check('request', request, arrives('a Create (POST /3303)'));
    t.check('content-format', request, contentFormat(...HIERARCHICAL));
    t.check(
      'content',
      request,
      newInstance(3303, 'instance 7 with 5700=-3.5', (id, values) => id === 7 && values[5700] === -3.5),
    );
    t.reported('code', answer, reportsCode('2.01'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-delete',
    title: 'deletes an instance with a DELETE of its path',
    requirements: ['HLF-034', 'HLF-010'],
    clause: 'TS 1.0 §5.4.7',
    needs: ['delete'],
  },
  async t => {
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('delete', '/3303/0'), () =>
      t.sut.delete('/3303/0'),
    );
    t.check('request', request, arrives('a Delete (DELETE /3303/0)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.02'));
  },
);
