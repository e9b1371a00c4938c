import {
  bytes,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  compositePaths,
  compositeValue,
  exactly,
  METHODS,
  malformed,
  message,
  nothingOf,
  OptionNumber,
  senmlJson,
  uintOption,
} from '../../harness/touchstone.ts';

const FORMAT = ContentFormat.senmlJson;
const WHEN = 'op.read-composite && format.senml-json';
const TWIN = 'management.bv.read-composite-resource';

clientPurpose(
  {
    id: TWIN,
    title: 'answers a Read-Composite of one resource with its value',
    requirements: ['HLF-035', 'HLF-034'],
    clause: 'TS 1.1 §6.3.8',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const outcome = await device.composite.read(compositePaths(FORMAT, `${account}/1`), FORMAT);
    t.check('response-code', outcome, code('2.05'));
    t.check('value', outcome, exactly({ [`${account}/1`]: 3600 }));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-composite-security-object',
    title: 'tells nothing of its Security object by Read-Composite',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.1 §6.3, §6.3.8 (errata: composite-denied-part)',
    ets: ['LightweightM2M-1.1-int-221'],
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const alone = await device.composite.read(compositePaths(FORMAT, '/0'), FORMAT);
    t.check('alone', alone, nothingOf('/0'));
    t.check('alone-code', alone, code('4.01', '2.05'), { level: 'should' });
    t.check('alone-refused', alone, code('4.01'), { level: 'may' });
    const paths = compositePaths(FORMAT, '/0/0/0', `${account}/1`, '/0/0');
    const among = await device.composite.read(paths, FORMAT);
    t.check('among-others', among, nothingOf('/0'));
    t.check('among-others-code', among, code('4.01', '2.05'), { level: 'should' });
    t.check('rest-told', among, compositeValue(`${account}/1`, 3600), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'management.bi.read-composite-unsupported-format',
    title: 'answers 4.15 to a Read-Composite in a format that carries no paths',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8, RFC 8132 §2.2',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device } = await t.registered();
    t.check('unknown', await device.composite.read(bytes(65_000, '2F31'), FORMAT), code('4.15'));
    t.check('text', await device.composite.read(bytes(ContentFormat.text, '2F31'), FORMAT), code('4.15'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-composite-unacceptable-format',
    title: 'answers 4.06 to a Read-Composite that accepts only what it cannot send',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8, RFC 7252 §5.10.4',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered();
    const paths = compositePaths(FORMAT, `${account}/1`, '/3/0/16');
    t.check('unknown', await device.composite.read(paths, 65_000), code('4.06'));
    t.check('text', await device.composite.read(paths, ContentFormat.text), code('4.06'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-composite-malformed',
    title: 'refuses a Read-Composite whose list of paths cannot be read',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.1 §6.3.8, RFC 8428 §4',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered();
    const truncated = { format: FORMAT, payload: Buffer.from('[{"n":"/1/0/1"', 'utf8') };
    t.check('truncated', await device.composite.read(malformed(truncated), FORMAT), code('4.00'));
    const map = { format: FORMAT, payload: Buffer.from('{"n":"/1/0/1"}', 'utf8') };
    t.check('no-pack', await device.composite.read(malformed(map), FORMAT), code('4.00'));
    const path = malformed(senmlJson([{ n: '/1/x/1' }]));
    t.check('no-path', await device.composite.read(path, FORMAT), clientError());
    const outcome = await device.composite.read(compositePaths(FORMAT, `${account}/0`), FORMAT);
    t.check('served-again', outcome, compositeValue(`${account}/0`, t.shortServerId));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-composite-without-paths',
    title: 'refuses a Read-Composite that names no path at all',
    level: 'should',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8, RFC 8132 §2.2',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device } = await t.registered();
    const request = { method: METHODS.fetch, options: device.path('') };
    t.check('no-body', await device.request(request), clientError());
    const empty = await device.composite.read(malformed(senmlJson([])), FORMAT);
    t.check('empty-pack', empty, clientError(), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'management.bi.fetch-below-the-root',
    title: 'does not take a FETCH of a path for a Read-Composite',
    level: 'should',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.1 §6.3.8 (errata: composite-unsupported)',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered();
    const { format, payload } = compositePaths(FORMAT, `${account}/1`);
    const options = [...device.path(account), uintOption(OptionNumber.contentFormat, format)];
    const outcome = await device.request({ method: METHODS.fetch, options, payload });
    const refused = message(
      'an error',
      ({ code: of }) => ({ pass: /^[45]/.test(of), received: of }),
      'code.unexpected',
    );
    t.check('refused', outcome, refused);
    t.check('code', outcome, code('4.05'), { level: 'may' });
  },
);
