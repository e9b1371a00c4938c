import {
  accept,
  arrives,
  bytes,
  ContentFormat,
  confirmable,
  emptyPayload,
  malformed,
  noContentFormat,
  noObserveOption,
  query,
  reportsCode,
  reportsNoValue,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  tlv,
  withContent,
} from '../../harness/touchstone.ts';

const SENSOR = requestFor('get', '/3303/0');

serverPurpose(
  {
    id: 'management.bv.send-read-of-resource',
    title: 'reads a resource with a GET of its path and shows the value',
    requirements: ['HLF-027', 'HLF-020', 'HLF-034', 'HLF-002'],
    clause: 'TS 1.0 §5.4.1',
    ets: ['LightweightM2M-1.0-int-201'],
    needs: ['read'],
  },
  async t => {
    t.device.model.set(3, 0, 3, { single: '7.3.1-touchstone' });
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0/3'), () => t.sut.read('/3/0/3'));
    t.check('request', request, arrives('a Read (GET /3/0/3)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('no-observe', request, noObserveOption());
    t.check('no-payload', request, emptyPayload());
    t.check('no-content-format', request, noContentFormat(), { level: 'should' });
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/3', '7.3.1-touchstone'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-read-of-instance',
    title: 'reads an object instance and shows the value of every resource in the TLV content',
    requirements: ['HLF-035', 'HLF-027', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.4.3',
    ets: ['LightweightM2M-1.0-int-203'],
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const resources = {
      0: 'Acme',
      6: { 0: 1, 5: 5 },
      7: { 0: 3800, 5: 5000 },
      9: 87,
      13: 1_700_000_000,
      14: '+05:45',
    };
    t.device.answer(requestFor('get', '/3/0'), withContent(tlv('/3/0', resources)));
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0'), () => t.sut.read('/3/0'));
    t.check('request', request, arrives('a Read (GET /3/0)'));
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('string', answer, reportsValue('/3/0/0', 'Acme'));
    t.reported('one-byte-integer', answer, reportsValue('/3/0/9', 87));
    t.reported('resource-instance', answer, reportsValue('/3/0/6/5', 5));
    t.reported('two-byte-integer', answer, reportsValue('/3/0/7/5', 5000));
    t.reported('time', answer, reportsValue('/3/0/13', 1_700_000_000));
    t.reported('last-resource', answer, reportsValue('/3/0/14', '+05:45'));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-read-of-object',
    title: 'reads an object and shows the values of its instances',
    requirements: ['HLF-035', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.4.3',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    // Two instances (ids 0 and 7) of object 1, each with Short Server ID and Lifetime.
    const two = bytes(ContentFormat.tlv, '07 00 C1 00 65 C2 01 0E 10 07 07 C1 00 66 C2 01 1C 20');
    t.device.answer(requestFor('get', '/1'), withContent(two));
    const { request, answer } = await t.stimulate(requestFor('get', '/1'), () => t.sut.read('/1'));
    t.check('request', request, arrives('a Read (GET /1)'));
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('first-instance', answer, reportsValue('/1/0/1', 3600));
    t.reported('second-instance', answer, reportsValue('/1/7/1', 7200));
    t.reported('second-server-id', answer, reportsValue('/1/7/0', 102));
  },
);

serverPurpose(
  {
    id: 'management.bv.read-negative-integer',
    title: 'shows a negative integer with its sign, of whatever length it is sent',
    requirements: ['HLF-027', 'HLF-035'],
    clause: 'TS 1.0 §6.4.3',
    when: 'object.4',
    needs: ['read'],
  },
  async t => {
    await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>,</4/0>' });
    t.device.answer(requestFor('get', '/4/0'), withContent(bytes(ContentFormat.tlv, 'C1 02 A4')));
    t.reported('one-byte', await t.sut.read('/4/0'), reportsValue('/4/0/2', -92));
    t.device.answer(requestFor('get', '/4/0'), withContent(bytes(ContentFormat.tlv, 'C4 02 FF FF FF A4')));
    t.reported('four-bytes', await t.sut.read('/4/0'), reportsValue('/4/0/2', -92));
  },
);

serverPurpose(
  {
    id: 'management.bv.read-float',
    title: 'shows a float, whether it is sent in four bytes or in eight',
    requirements: ['HLF-027', 'HLF-035'],
    clause: 'TS 1.0 §6.4.3, appendix C',
    when: 'object.3303',
    needs: ['read'],
  },
  async t => {
    await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>,</3303/0>' });
    t.device.answer(SENSOR, withContent(bytes(ContentFormat.tlv, 'E4 16 44 C1 8A 00 00')));
    t.reported('four-bytes', await t.sut.read('/3303/0'), reportsValue('/3303/0/5700', -17.25));
    t.device.answer(SENSOR, withContent(bytes(ContentFormat.tlv, 'E8 16 44 08 C0 31 40 00 00 00 00 00')));
    t.reported('eight-bytes', await t.sut.read('/3303/0'), reportsValue('/3303/0/5700', -17.25));
  },
);

serverPurpose(
  {
    id: 'management.bv.read-boolean',
    title: 'shows a boolean as true or false',
    requirements: ['HLF-027', 'HLF-035'],
    clause: 'TS 1.0 §6.4.3, appendix C',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('get', '/1/0'), withContent(bytes(ContentFormat.tlv, 'C1 06 01')));
    t.reported('true', await t.sut.read('/1/0'), reportsValue('/1/0/6', true));
    t.device.answer(requestFor('get', '/1/0'), withContent(bytes(ContentFormat.tlv, 'C1 06 00')));
    t.reported('false', await t.sut.read('/1/0'), reportsValue('/1/0/6', false));
  },
);

serverPurpose(
  {
    id: 'management.bv.send-discover',
    title: 'discovers an object with Accept link format and shows its links',
    requirements: ['HLF-034', 'HLF-027', 'HLF-018'],
    clause: 'TS 1.0 §5.4.2',
    ets: ['LightweightM2M-1.0-int-260'],
    needs: ['discover'],
  },
  async t => {
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0'), () => t.sut.discover('/3/0'));
    t.check('request', request, arrives('a Discover (GET /3/0)'));
    t.check('accept', request, accept(ContentFormat.linkFormat));
    t.check('confirmable', request, confirmable());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.05'));
    const mandatory = (shown: string | undefined): boolean => /<\/3\/0\/4>.*<\/3\/0\/11>/s.test(shown ?? '');
    t.reported('links', answer.links, satisfies('links to /3/0/4 and /3/0/11', mandatory));
  },
);

serverPurpose(
  {
    id: 'management.bv.cope-with-empty-content',
    title: 'goes on after a Read that is answered without payload',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    // A Read of an object without instances: 2.05 without payload, where several products answer 4.04.
    t.device.answer(requestFor('get', '/1'), { code: '2.05' });
    const { request, answer } = await t.stimulate(requestFor('get', '/1'), () => t.sut.read('/1'));
    t.check('request', request, arrives('a Read (GET /1)'));
    t.reported('code', answer, reportsCode('2.05'), { level: 'should' });
    t.reported('no-value', answer, reportsNoValue());
    const next = await t.sut.read('/3/0/0');
    t.reported('next-read', next, reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'management.bi.survive-malformed-content',
    title: 'shows no value of content that is cut short, and goes on',
    requirements: ['HLF-027', 'HLF-035'],
    clause: 'TS 1.0 §6.4.3',
    twin: 'management.bv.send-read-of-instance',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    await t.registered();
    // Deliberately wrong: the second entry announces nine bytes and has two.
    t.device.answer(
      requestFor('get', '/3/0'),
      withContent(malformed(bytes(ContentFormat.tlv, 'C1 09 57 C8 00 09 41 63'))),
    );
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0'), () => t.sut.read('/3/0'));
    if (request.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Read of /3/0 came');
    t.reported('no-value', answer, reportsNoValue(), { level: 'should' });
    t.device.answer(requestFor('get', '/3/0'), withContent(tlv('/3/0', { 9: 87 })));
    t.reported('next-read', await t.sut.read('/3/0'), reportsValue('/3/0/9', 87));
  },
);
