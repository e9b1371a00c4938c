import {
  ANY_REQUEST,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  METHODS,
  message,
  notServed,
  OptionNumber,
  silence,
  stringOption,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.read-what-is-there',
    title: 'answers Reads of an object, an object instance and a resource that exist',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.1',
    ets: ['LightweightM2M-1.1-int-222', 'LightweightM2M-1.1-int-223', 'LightweightM2M-1.1-int-224'],
  },
  async t => {
    const { device } = await t.registered();
    t.check('object', await device.read('/3', ContentFormat.tlv), code('2.05'));
    t.check('instance', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('resource', await device.read('/3/0/16', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-executable',
    title: 'answers 4.05 to a Read of an executable resource and does not execute it',
    requirements: ['HLF-032', 'HLF-007'],
    clause: 'TS 1.0 §5.4.1, §8.2.5',
    twin: 'management.bv.read-what-is-there',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('reboot', await device.read('/3/0/4'), code('4.05'));
    t.check('update-trigger', await device.read(`${account}/8`), code('4.05'));
    t.check('not-executed', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('Update or Register'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-absent',
    title: 'answers 4.04 to a Read of what does not exist',
    requirements: ['HLF-020', 'HLF-034', 'HLF-014'],
    clause: 'TS 1.0 §5.4.1, §8.2.5',
    twin: 'management.bv.read-what-is-there',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('object', await device.read('/42700'), code('4.04'));
    t.check('object-instance', await device.read('/42700/0'), code('4.04'));
    t.check('instance', await device.read('/3/1'), code('4.04'));
    t.check('resource', await device.read('/3/0/32123'), code('4.04'));
    t.check('resource-of-absent-instance', await device.read('/3/1/16'), code('4.04'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-unacceptable-format',
    title: 'answers 4.06 to a Read in a format that it cannot give',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §8.2.5, RFC 7252 §5.10.4',
    twin: 'management.bv.read-what-is-there',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('resource', await device.read('/3/0/16', 65_000), code('4.06'));
    t.check('instance', await device.read('/3/0', 65_000), code('4.06'));
    t.check('object', await device.read('/3', 65_000), code('4.06'));
    t.check('instance-as-text', await device.read('/3/0', ContentFormat.text), code('4.06'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-security-object',
    title: 'answers 4.01 to a Read of the Security object and tells nothing of it',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.0 §5.4.1, §8.2.5, E.1',
    ets: ['LightweightM2M-1.1-int-221'],
    twin: 'management.bv.read-what-is-there',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const secret = message(
      'not the URI of the server',
      ({ payload }) => ({
        pass: !Buffer.from(payload).includes('coap'),
        received: `${payload.length} bytes`,
      }),
      'payload.unexpected',
    );
    for (const [words, path] of [
      ['object', '/0'],
      ['instance', '/0/0'],
      ['server-uri', '/0/0/0'],
      ['secret-key', '/0/0/5'],
    ] as const) {
      const outcome = await device.read(path);
      t.check(words, outcome, code('4.01'));
      t.check(`${words}-undisclosed`, outcome, secret);
    }
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

/** Path segments that name nothing: [check words, segments, level where the standard says less]. */
const IMPOSSIBLE = [
  ['object-65536', ['65536'], 'must'],
  ['object-wraps-around', ['65539', '0'], 'must'],
  ['object-of-33-bits', ['4294967299', '0'], 'must'],
  ['instance-65535', ['3', '65535'], 'must'],
  ['instance-65536', ['3', '65536'], 'must'],
  ['resource-65552', ['3', '0', '65552'], 'must'],
  ['resource-of-20-digits', ['3', '0', '18446744073709551632'], 'must'],
  ['negative', ['3', '-1'], 'must'],
  ['letter', ['3', 'a'], 'must'],
  ['hexadecimal', ['3', '0x0'], 'must'],
  ['blank', ['3', ' 0'], 'must'],
  ['five-segments', ['3', '0', '11', '0', '0'], 'must'],
  ['leading-zero', ['03', '0'], 'should'],
  ['empty-segment', ['3', '', '0'], 'should'],
  ['empty-end', ['3', '0', ''], 'should'],
] as const;

clientPurpose(
  {
    id: 'management.bi.read-impossible-path',
    title: 'serves no Read of a malformed or out-of-range path',
    requirements: ['HLF-020'],
    clause: 'TS 1.0 §6.1, §8.2.5, RFC 7252 §5.8.1',
    twin: 'management.bv.read-what-is-there',
    revision: 3,
  },
  async t => {
    const { device, account } = await t.registered();
    for (const [words, segments, level] of IMPOSSIBLE) {
      const own = segments.map(segment => stringOption(OptionNumber.uriPath, segment));
      const options = [...device.path(''), ...own];
      const outcome = await device.request({ method: METHODS.get, options, within: 4 * t.silenceSpan });
      t.check(words, outcome, notServed(), { level });
      // Which code names the fault is not laid down; 5.xx says that the device blames itself.
      t.check(`${words}-code`, outcome, clientError(), { level: 'should' });
    }
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);
