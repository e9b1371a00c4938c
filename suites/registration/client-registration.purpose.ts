import {
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  confirmable,
  contentFormat,
  linkAttribute,
  links,
  METHODS,
  noParameter,
  notServed,
  objectLinks,
  objectList,
  optionalParameter,
  parameter,
  REGISTER,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';

const VERSIONS: readonly string[] = ['1.0', '1.1', '1.2'];
const BINDINGS = { '1.0': /^(U|UQ|S|SQ|US|UQS)$/, '1.1': /^[UTSN]{1,4}$/ } as const;
const ID = '(?:0|[1-9]\\d{0,4})';
const OBJECT_OR_INSTANCE = new RegExp(`^/${ID}(?:/${ID})?$`);

clientPurpose(
  {
    id: 'registration.bv.register-parameters',
    title: 'registers with endpoint name, lifetime and version',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.3.1, §8.2.3',
    ets: ['LightweightM2M-1.0-int-101', 'LightweightM2M-1.1-int-101'],
    revision: 2,
  },
  async t => {
    await t.start({ lifetime: 3600 });
    const register = await t.server.next(REGISTER);
    t.check('register-sent', register, arrives('a Register (POST /rd)'));
    t.check('confirmable', register, confirmable());
    t.check('content-format', register, contentFormat(ContentFormat.linkFormat));
    t.check(
      'endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check(
      'lifetime',
      register,
      parameter('lt', '3600', lt => lt === '3600'),
    );
    t.check(
      'version',
      register,
      parameter('lwm2m', VERSIONS.join(' or '), version => VERSIONS.includes(version)),
    );
    // A client tells the version that it has, and may have a later one than it is tested for.
    const ofCell = parameter('lwm2m', t.lwm2m, version => version === t.lwm2m);
    t.check('version-of-cell', register, ofCell, { level: 'should' });
    const legal = (binding: string): boolean => BINDINGS[t.lwm2m].test(binding);
    t.check('binding', register, optionalParameter('b', 'a binding mode', legal));
    t.check('no-phone-number', register, noParameter('sms'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-object-list',
    title: 'lists its objects and object instances in the Register, all but the Security object',
    requirements: ['HLF-019', 'HLF-014', 'HLF-020'],
    clause: 'TS 1.0 §5.3.1, §6.2, RFC 6690 §2',
    ets: ['LightweightM2M-1.0-int-101', 'LightweightM2M-1.1-int-101'],
  },
  async t => {
    await t.start();
    const register = await t.server.next(REGISTER);
    t.check(
      'well-formed',
      register,
      links('links in CoRE link format', found => found.length > 0),
    );
    t.check('server-object', register, listing('an instance of the Server object', /^\/1\/\d+$/));
    t.check('device-object', register, listing('the Device object </3/0>', /^\/3\/0$/));
    const hidden = links('no link to the Security object', found =>
      objectLinks(found).every(({ target }) => !/^\/0(\/|$)/.test(target)),
    );
    t.check('security-object-hidden', register, hidden);
    const numeric = links('only links to objects and object instances', found =>
      objectLinks(found).every(({ target }) => OBJECT_OR_INSTANCE.test(target)),
    );
    t.check('paths', register, numeric);
    const versioned = links('versions, where there are any, such as ver=1.1', found =>
      objectLinks(found).every(link => /^\d+\.\d+$/.test(linkAttribute(link, 'ver') ?? '1.0')),
    );
    t.check('object-versions', register, versioned);
    const unique = links(
      'every link once',
      found => new Set(found.map(at => at.target)).size === found.length,
    );
    t.check('no-link-twice', register, unique, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'registration.bv.serve-registered-server',
    title: 'serves a server once it has accepted the Register',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.4.1',
  },
  async t => {
    const { device } = await t.registered();
    const outcome = await device.read('/3/0', ContentFormat.tlv);
    t.check('read-served', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(ContentFormat.tlv));
  },
);

clientPurpose(
  {
    id: 'registration.bi.serve-before-registration',
    title: 'does not serve a server that has refused the Register',
    requirements: ['HLF-019', 'HLF-037', 'HLF-031'],
    clause: 'TS 1.0 §5.3.1',
    twin: 'registration.bv.serve-registered-server',
    revision: 2,
  },
  async t => {
    t.server.answer(REGISTER, { code: '4.03' }, Number.POSITIVE_INFINITY);
    await t.start();
    const register = await t.server.next(REGISTER);
    if (register.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    await t.settled();
    const device = t.server.operationsOn(register.message);
    const get = { method: METHODS.get, options: device.path('/3/0'), within: t.silenceSpan };
    t.check('read-not-served', await device.request(get), notServed());
    const account = objectList(register.message)?.find(path => /^\/1\/\d+$/.test(path)) ?? '/1/0';
    const trigger = { method: METHODS.post, options: device.path(`${account}/8`), within: t.silenceSpan };
    t.check('execute-not-served', await device.request(trigger), notServed());
    t.check('no-update', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
  },
);

clientPurpose(
  {
    id: 'registration.bi.serve-stranger',
    title: 'does not serve requests from an address that is not that of its server',
    level: 'should',
    requirements: ['HLF-031', 'HLF-038'],
    clause: 'TS 1.0 §5.3.1, §8.2.1',
    twin: 'registration.bv.serve-registered-server',
    revision: 3,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const stranger = (await t.stranger()).operationsOn(register);
    const get = { method: METHODS.get, options: device.path('/3/0'), within: t.silenceSpan };
    t.check('read-not-served', await stranger.request(get), notServed());
    const trigger = { method: METHODS.post, options: device.path(`${account}/8`), within: t.silenceSpan };
    t.check('execute-not-served', await stranger.request(trigger), notServed());
    t.check('no-update', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
    t.check('server-still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

function listing(meaning: string, path: RegExp) {
  return links(meaning, found => objectLinks(found).some(({ target }) => path.test(target)));
}
