import {
  arrives,
  bytes,
  ContentFormat,
  json,
  notification,
  observe,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  text,
  tlv,
  value,
  withContent,
} from '../../harness/touchstone.ts';

const MONITORING = '/4/0';
const OBJECT = requestFor('get', MONITORING);
const SIGNAL = '/4/0/2';

serverPurpose(
  {
    id: 'connectivity.bv.show-status',
    title: 'reads how a device is connected, and shows bearers, signal and routers',
    requirements: ['HLF-023', 'HLF-027'],
    clause: 'TS 1.0 §5.4.1, appendix E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    const status = {
      0: 6,
      1: { 0: 6, 1: 21 },
      2: -113,
      3: -12,
      5: { 0: '192.0.2.1' },
      6: 87,
      7: { 0: 'iot' },
    };
    t.device.answer(OBJECT, withContent(tlv(MONITORING, { ...status, 4: { 0: '192.0.2.7' } })));
    const { request, answer } = await t.stimulate(OBJECT, () => t.sut.read(MONITORING));
    t.check('request', request, arrives('a Read (GET /4/0)'));
    t.check('no-query', request, query());
    t.reported('bearer', answer, reportsValue('/4/0/0', 6));
    t.reported('available-bearers', answer, reportsValue('/4/0/1/1', 21));
    t.reported('signal-strength', answer, reportsValue(SIGNAL, -113));
    t.reported('link-quality', answer, reportsValue('/4/0/3', -12));
    t.reported('router', answer, reportsValue('/4/0/5/0', '192.0.2.1'));
    t.reported('link-utilization', answer, reportsValue('/4/0/6', 87));
    t.reported('apn', answer, reportsValue('/4/0/7/0', 'iot'));
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.show-addresses',
    title: 'shows every address that a device has, of IPv4 and of IPv6, by its instance',
    requirements: ['HLF-039', 'HLF-012'],
    clause: 'TS 1.0 §6.4.3, appendix E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    const addresses = { 0: '192.0.2.7', 3: '2001:db8::5:7', 300: 'fe80::2' };
    t.device.answer(OBJECT, withContent(tlv(MONITORING, { 4: addresses })));
    const answer = await t.sut.read(MONITORING);
    t.reported('first', answer, reportsValue('/4/0/4/0', '192.0.2.7'));
    t.reported('ipv6', answer, reportsValue('/4/0/4/3', '2001:db8::5:7'));
    t.reported('id-of-two-bytes', answer, reportsValue('/4/0/4/300', 'fe80::2'));
    t.device.answer(requestFor('get', '/4/0/4'), withContent(tlv('/4/0/4', addresses)));
    const single = await t.sut.read('/4/0/4');
    t.reported('by-itself', single, reportsValue('/4/0/4/3', '2001:db8::5:7'));
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.show-cell',
    title: 'shows the cell and the network of a device, up to the largest numbers that these have',
    requirements: ['HLF-025', 'HLF-023'],
    clause: 'TS 1.0 §6.4.3, appendix E.5',
    when: 'object.4',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    for (const [name, cell, network, country] of [
      ['smallest', 0, 0, 0],
      ['gsm', 65_535, 1, 262],
      ['lte', 268_435_455, 999, 999],
    ] as const) {
      t.device.answer(OBJECT, withContent(tlv(MONITORING, { 8: cell, 9: network, 10: country })));
      const answer = await t.sut.read(MONITORING);
      t.reported(`cell-${name}`, answer, reportsValue('/4/0/8', cell));
      t.reported(`network-${name}`, answer, reportsValue('/4/0/9', network));
      t.reported(`country-${name}`, answer, reportsValue('/4/0/10', country));
    }
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.show-signal',
    title: 'shows the signal strength of a device from the weakest to the strongest, as text and as TLV',
    requirements: ['HLF-022', 'HLF-023'],
    clause: 'TS 1.0 §6.4.1, §6.4.3, appendix E.5',
    ets: ['LightweightM2M-1.0-int-701'],
    when: 'object.4',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    for (const dbm of [-140, -129, -128, -48, 0]) {
      t.reported(`text-${-dbm}`, await t.readOf(SIGNAL, text(String(dbm))), reportsValue(SIGNAL, dbm));
      const asTlv = await t.readOf(SIGNAL, tlv(SIGNAL, dbm));
      if (asTlv !== null) t.reported(`tlv-${-dbm}`, asTlv, reportsValue(SIGNAL, dbm));
    }
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.show-signal-with-time',
    title: 'shows a signal strength whose content says when it was measured',
    requirements: ['HLF-022', 'HLF-016'],
    // Whether it shows the time is left to a server; that the time hides no value follows from the format.
    clause: 'TS 1.0 §6.4.4 (bt, t)',
    when: 'object.4 && format.json',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    const pattern = requestFor('get', SIGNAL);
    t.device.answer(pattern, withContent(json({ bn: SIGNAL, bt: 1_700_000_000, e: [{ t: 0, v: -92 }] })));
    const answer = await t.sut.read(SIGNAL);
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue(SIGNAL, -92));
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.observe-status',
    title: 'observes the connection of a device, and shows what changes',
    requirements: ['HLF-024', 'HLF-028'],
    // What a server does with a value is not prescribed; that it gets to its user is what reporting is for.
    level: 'should',
    clause: 'TS 1.0 §5.5.1, §5.5.2, appendix E.5',
    ets: ['LightweightM2M-1.0-int-710'],
    when: 'object.4',
    needs: ['observe'],
  },
  async t => {
    await t.registeredWith(MONITORING);
    t.device.answer(OBJECT, notification(10, tlv(MONITORING, { 0: 6, 2: -92 })));
    const { request } = await t.stimulate(OBJECT, () => t.sut.observe(MONITORING));
    t.check('observe', request, observe(0));
    if (request.kind !== 'arrived') return;
    await t.device.deliver(request.message, notification(11, tlv(MONITORING, { 0: 21, 2: -61 })), 'CON');
    await t.clock.wait(t.silenceSpan);
    const bearers = t.sut.events.map(({ values }) => values?.['/4/0/0']);
    t.reported(
      'bearer',
      bearers.at(-1),
      satisfies('21', bearer => bearer === 21),
    );
    const signals = t.sut.events.map(({ values }) => values?.[SIGNAL]);
    t.reported(
      'signal-strength',
      signals.at(-1),
      satisfies('-61', signal => signal === -61),
    );
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.show-statistics',
    title: 'starts and stops the collection of counts, and shows them whatever their length',
    requirements: ['HLF-023', 'HLF-040'],
    clause: 'TS 1.0 §5.4.5, §6.4.3, appendix E.8',
    ets: ['LightweightM2M-1.0-int-901'],
    when: 'object.7',
    needs: ['execute', 'read'],
  },
  async t => {
    await t.registeredWith('/7/0');
    for (const [name, path] of [
      ['start', '/7/0/6'],
      ['stop', '/7/0/7'],
    ] as const) {
      t.device.answer(requestFor('post', path), { code: '2.04' });
      const { request } = await t.stimulate(requestFor('post', path), () => t.sut.execute(path));
      t.check(name, request, arrives(`an Execute (POST ${path})`));
    }
    const counts = bytes(
      ContentFormat.tlv,
      'C1 00 03 C2 01 7F FF C4 02 7F FF FF FF C8 03 08 00 00 00 01 00 00 00 00',
    );
    t.device.answer(requestFor('get', '/7/0'), withContent(counts));
    const answer = await t.sut.read('/7/0');
    t.reported('one-byte', answer, reportsValue('/7/0/0', 3));
    t.reported('two-bytes', answer, reportsValue('/7/0/1', 32_767));
    t.reported('four-bytes', answer, reportsValue('/7/0/2', 2_147_483_647));
    t.reported('eight-bytes', answer, reportsValue('/7/0/3', 4_294_967_296));
  },
);

serverPurpose(
  {
    id: 'connectivity.bv.select-bearer',
    title: 'writes the binding by which a device is to report',
    requirements: ['HLF-026', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, appendix E.2 (/1/x/7)',
    ets: ['LightweightM2M-1.0-int-215'],
    needs: ['write'],
  },
  async t => {
    await t.registered();
    const pattern = requestFor('put', '/1/0/7');
    for (const binding of ['U', 'UQ'] as const) {
      t.device.answer(pattern, { code: '2.04' });
      const { request, answer } = await t.stimulate(pattern, () => t.sut.write('/1/0/7', binding));
      t.check(`binding-${binding.toLowerCase()}`, request, value('/1/0/7', binding));
      t.reported(`code-${binding.toLowerCase()}`, answer, reportsCode('2.04'));
    }
  },
);
