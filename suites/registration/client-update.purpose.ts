import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  elapsed,
  message,
  noParameter,
  objectList,
  parameter,
  pathOf,
  queryOf,
  REGISTER,
  type RegisteredDevice,
  silence,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'registration.bv.update-lifetime',
    title: 'sends an Update with the new lifetime when the server has written it',
    requirements: ['HLF-019', 'HLF-037', 'HLF-010'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ets: ['LightweightM2M-1.0-int-102', 'LightweightM2M-1.1-int-102', 'LightweightM2M-1.1-int-107'],
  },
  async t => {
    const registered = await t.registered({ lifetime: 3600 });
    const { device, account } = registered;
    const written = await device.write(`${account}/1`, tlv(`${account}/1`, 1800));
    t.check('write-accepted', written, code('2.04'));
    const update = await t.server.next(UPDATE);
    t.check('update-sent', update, arrives('an Update'));
    t.check('location', update, sentTo(registered));
    t.check(
      'lifetime',
      update,
      parameter('lt', '1800', lt => lt === '1800'),
    );
    t.check('no-endpoint-name', update, noParameter('ep'), { level: 'should' });
    t.check('object-list', update, wholeListOrNone(registered));
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-binding',
    title: 'sends an Update with the new binding when the server has written it',
    requirements: ['HLF-019', 'HLF-010', 'HLF-015'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ets: ['LightweightM2M-1.0-int-215'],
    // LwM2M 1.1 expresses Queue Mode in another way.
    when: 'binding.queue && !lwm2m.1_1',
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const path = `${account}/7`;
    t.check('write-accepted', await device.write(path, tlv(path, 'UQ')), code('2.04'));
    const update = await t.server.next(UPDATE);
    t.check('location', update, sentTo(registered));
    t.check(
      'binding',
      update,
      parameter('b', 'UQ', binding => binding === 'UQ'),
    );
    t.check('restored', await device.write(path, tlv(path, 'U')), code('2.04'));
    t.check(
      'binding-restored',
      await t.server.next(UPDATE),
      parameter('b', 'U', binding => binding === 'U'),
    );
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-on-trigger',
    title: 'sends an Update that repeats nothing when the server executes the Registration Update Trigger',
    requirements: ['HLF-019', 'HLF-011', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ets: ['LightweightM2M-1.0-int-104', 'LightweightM2M-1.0-int-556', 'LightweightM2M-1.1-int-104'],
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    t.check('execute-accepted', await device.execute(`${account}/8`), code('2.04'));
    const update = await t.server.next(UPDATE);
    t.check('update-sent', update, arrives('an Update'));
    t.check('location', update, sentTo(registered));
    t.check('no-lifetime', update, noParameter('lt'));
    t.check('no-binding', update, noParameter('b'));
    t.check('no-version', update, noParameter('lwm2m'), { level: 'should' });
    t.check('object-list', update, wholeListOrNone(registered));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-after-unknown-location',
    title: 'registers anew when the server no longer knows its registration',
    requirements: ['HLF-019', 'HLF-037', 'HLF-001'],
    clause: 'TS 1.0 §5.3.1, §5.3.2, §8.2.3',
    ets: ['LightweightM2M-1.1-int-105'],
  },
  async t => {
    const registered = await t.registered();
    t.server.forget();
    await t.provokeUpdate(registered);
    const update = await t.server.next(UPDATE);
    if (update.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    const register = await t.server.next(REGISTER);
    t.check('registers-anew', register, arrives('a Register'));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check('object-list', register, message('an object list', listed, 'payload.malformed'));
    t.check('no-further-request', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'), {
      level: 'should',
    });
    if (register.kind === 'silence') return;
    const again = t.server.operationsOn(register.message);
    t.check('served-again', await again.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

/** Small enough to be waited for, and as the ETS has it. */
const SHORT_LIFETIME = 20;

clientPurpose(
  {
    id: 'registration.ti.update-before-lifetime-ends',
    title: 'renews its registration before the lifetime ends',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ets: ['LightweightM2M-1.0-int-102', 'LightweightM2M-1.1-int-102'],
  },
  async t => {
    const { register, location } = await t.registered({ lifetime: SHORT_LIFETIME });
    if (!queryOf(register).includes(`lt=${SHORT_LIFETIME}`)) {
      return t.inconclusive(
        'preamble.refused',
        'the client does not register with the lifetime of its account',
      );
    }
    const renewal = await t.server.next(RENEWAL, 2 * SHORT_LIFETIME * 1000);
    t.check('renewed', renewal, arrives('an Update or a Register'));
    t.check('in-time', renewal, elapsed(register.at, t.withinTolerance(0, SHORT_LIFETIME * 1000)));
    t.check('addressed', renewal, sentToAny(location, '/rd'));
  },
);

const RENEWAL = {
  name: 'an Update or a Register',
  matches: (request: Parameters<typeof UPDATE.matches>[0]) =>
    UPDATE.matches(request) || REGISTER.matches(request),
};

function sentTo({ location }: RegisteredDevice) {
  return sentToAny(location);
}

/** To the very location that the server gave; a Register to the registration resource. */
function sentToAny(...paths: readonly string[]) {
  return message(
    `a request to ${paths.join(' or ')}`,
    request => ({ pass: paths.includes(pathOf(request)), received: pathOf(request) }),
    'exchange.mismatch',
  );
}

/** What has changed is told with the object list as a whole; unchanged, it may be left out. */
function wholeListOrNone({ register }: RegisteredDevice) {
  const whole = [...(objectList(register) ?? [])].sort().join();
  return message(
    'no object list, or the whole of it',
    update => {
      const list = objectList(update);
      const received = list === null ? 'something that is no link format' : list.join() || 'no object list';
      return { pass: update.payload.length === 0 || [...(list ?? [])].sort().join() === whole, received };
    },
    'payload.unexpected',
  );
}

function listed(register: Parameters<typeof objectList>[0]) {
  const list = objectList(register) ?? [];
  return { pass: list.includes('/3/0'), received: list.join() || 'no object list' };
}
