import {
  arrives,
  equals,
  message,
  reportsCode,
  reportsValue,
  requestFor,
  serverPurpose,
  silence,
} from '../../harness/touchstone.ts';

const READ = requestFor('get', '/3/0/0');

serverPurpose(
  {
    id: 'management.bv.address-source-of-register',
    title: 'sends its requests to where the Register came from, from where it received it',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §8.2.1',
    needs: ['read'],
  },
  async t => {
    const registered = await t.registered();
    const other = await t.anotherDevice(`${t.endpoint}-b`);
    await t.registered(other);
    const { request, answer } = await t.stimulate(READ, () => t.sut.read('/3/0/0'));
    t.check('request', request, arrives('a Read (GET /3/0/0) at the address of the Register'));
    const server = registered.kind === 'silence' ? 0 : registered.message.from.port;
    const fromThere = message(
      `sent from port ${server}, where the Register went`,
      ({ from }) => ({ pass: from.port === server, received: `port ${from.port}` }),
      'message.unexpected',
    );
    t.check('source', request, fromThere);
    t.check('other-device', await other.next(READ, t.silenceSpan), silence('request to the other device'));
    t.reported('code', answer, reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'management.bv.follow-device-to-new-address',
    title: 'sends its requests to the new address of a device that has registered from there',
    requirements: ['HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §8.2.1',
    needs: ['read', 'listRegistrations'],
  },
  async t => {
    await t.registered();
    const moved = await t.anotherDevice(t.endpoint);
    await t.registered(moved);
    moved.model.set(3, 0, 0, { single: 'moved' });
    const answer = await t.sut.read('/3/0/0');
    t.check('request', await moved.next(READ), arrives('a Read (GET /3/0/0) at the new address'));
    t.check('old-address', await t.device.next(READ, t.silenceSpan), silence('request to the old address'));
    t.reported('value', answer, reportsValue('/3/0/0', 'moved'));
    const names = (await t.sut.endpoints()).filter(name => name === t.endpoint);
    t.reported('one-registration', names.length, equals(1));
  },
);
