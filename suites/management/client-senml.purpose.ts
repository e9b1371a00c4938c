import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  composite,
  compositeValue,
  compositeValues,
  contentFormat,
  exactly,
  malformed,
  onlyOf,
  senmlJson,
  unchanged,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';
import { SENML } from './senml-formats.ts';

const TLV = ContentFormat.tlv;
const EXECUTABLE = /^\/3\/0\/(4|5|12)(\/|$)/;

for (const [name, { format, key, clause }] of Object.entries(SENML)) {
  const syntax = name.toUpperCase();
  const number = name === 'json' ? { read: 231, write: 234 } : { read: 232, write: 233 };

  clientPurpose(
    {
      id: `management.bv.read-resource-senml-${name}`,
      title: `answers a Read of one resource in SenML ${syntax} with that value and nothing around it`,
      requirements: ['HLF-034', 'HLF-020'],
      clause: `TS 1.1 §6.3.1, ${clause}`,
      ets: ['LightweightM2M-1.1-int-224', `LightweightM2M-1.1-int-${number.read}`],
      when: key,
    },
    async t => {
      const { device, account } = await t.registered({ lifetime: 3600 });
      const path = `${account}/1`;
      const outcome = await device.read(path, format);
      t.check('response-code', outcome, code('2.05'));
      t.check('content-format', outcome, contentFormat(format));
      t.check('form', outcome, wellFormed(path));
      t.check('value', outcome, exactly({ [path]: 3600 }));
      const text = await device.read(`${account}/7`, format);
      t.check('string', text, exactly({ [`${account}/7`]: await t.valueAt(device, `${account}/7`) }));
      const switched = await device.read(`${account}/6`, format);
      t.check('boolean', switched, exactly({ [`${account}/6`]: await t.valueAt(device, `${account}/6`) }));
    },
  );

  clientPurpose(
    {
      id: `management.bv.read-instance-senml-${name}`,
      title: `answers a Read of an object instance in SenML ${syntax} with every readable resource`,
      requirements: ['HLF-027', 'HLF-035', 'HLF-032'],
      clause: `TS 1.1 §6.3.1, ${clause}`,
      ets: ['LightweightM2M-1.1-int-223', `LightweightM2M-1.1-int-${number.read}`],
      when: key,
    },
    async t => {
      const { device } = await t.registered();
      const outcome = await device.read('/3/0', format);
      t.check('content-format', outcome, contentFormat(format));
      t.check('form', outcome, wellFormed('/3/0'));
      t.check('binding', outcome, compositeValue('/3/0/16', await t.valueAt(device, '/3/0/16')));
      const errors = composite('error codes by resource instance', ({ paths }) =>
        paths.some(path => path.startsWith('/3/0/11/')),
      );
      t.check('multiple-resource', outcome, errors);
      const readable = composite('no executable resource', ({ paths }) =>
        paths.every(path => !EXECUTABLE.test(path)),
      );
      t.check('nothing-executable', outcome, readable);
    },
  );

  clientPurpose(
    {
      id: `management.bv.read-object-senml-${name}`,
      title: `answers a Read of an object in SenML ${syntax} with all of its instances`,
      requirements: ['HLF-033', 'HLF-035'],
      clause: `TS 1.1 §6.3.1, ${clause}`,
      ets: ['LightweightM2M-1.1-int-222'],
      when: key,
    },
    async t => {
      const { device, account } = await t.registered({ lifetime: 3600 });
      const outcome = await device.read('/1', format);
      t.check('content-format', outcome, contentFormat(format));
      t.check('form', outcome, wellFormed('/1'));
      t.check('nothing-else', outcome, onlyOf('/1'));
      t.check('values', outcome, exactly(await t.valuesAt(device, account)));
    },
  );

  clientPurpose(
    {
      id: `management.bv.write-senml-${name}`,
      title: `takes new values of a resource and of an object instance in SenML ${syntax}`,
      requirements: ['HLF-010', 'HLF-034'],
      clause: `TS 1.1 §6.3.3, ${clause}`,
      ets: [
        `LightweightM2M-1.1-int-${number.write}`,
        'LightweightM2M-1.1-int-226',
        'LightweightM2M-1.1-int-227',
      ],
      when: key,
    },
    async t => {
      const { device, account } = await t.registered();
      const path = `${account}/6`;
      const other = (await t.valueAt(device, path)) !== true;
      const outcome = await device.write(path, compositeValues(format, { [path]: other }));
      t.check('resource', outcome, code('2.04'));
      t.check('resource-read-back', await device.read(path, TLV), value(path, other));
      const before = await t.valuesAt(device, account);
      const changed = { [`${account}/1`]: 4242, [path]: !other };
      const partial = await device.write(account, compositeValues(format, changed), 'update');
      t.check('instance', partial, code('2.04'));
      t.check(
        'instance-read-back',
        await device.read(account, TLV),
        unchanged(account, { ...before, ...changed }),
      );
    },
  );
}

clientPurpose(
  {
    id: 'management.bv.write-senml-names',
    title: 'resolves base names and names of a Write in SenML however they are divided',
    requirements: ['HLF-010', 'HLF-020'],
    clause: 'TS 1.1 §7.4.4, RFC 8428 §4.1',
    when: 'format.senml-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    for (const [words, lifetime, names] of [
      ['full-name', 3001, { n: path }],
      ['base-and-name', 3002, { bn: `${account}/`, n: '1' }],
      ['base-alone', 3003, { bn: path }],
    ] as const) {
      await device.write(path, senmlJson([{ ...names, v: lifetime }]));
      t.check(words, await device.read(path, TLV), value(path, lifetime));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-senml-malformed',
    title: 'answers 4.00 to a Write in SenML that says nothing it could store, and keeps the value',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.1 §6.3.3, §7.4.4, RFC 8428 §4',
    when: 'format.senml-json',
    twin: 'management.bv.write-senml-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const before = await t.valuesAt(device, path);
    for (const [words, payload] of [
      ['truncated', `[{"n":"${path}","v":42`],
      ['wrong-type', `[{"n":"${path}","vs":"soon"}]`],
      ['no-value', `[{"n":"${path}"}]`],
      ['not-a-pack', `{"n":"${path}","v":42}`],
    ] as const) {
      const wrong = malformed({ format: ContentFormat.senmlJson, payload: Buffer.from(payload, 'utf8') });
      t.check(words, await device.write(path, wrong), code('4.00'));
      t.check(`${words}-unchanged`, await device.read(path, TLV), unchanged(path, before));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-senml-other-path',
    title: 'writes nothing that a Write in SenML names outside of its own path',
    requirements: ['HLF-010', 'HLF-020'],
    clause: 'TS 1.1 §6.3.3, §7.4.4',
    when: 'format.senml-json',
    twin: 'management.bv.write-senml-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] !== true;
    const elsewhere = malformed(senmlJson([{ n: `${account}/6`, vb: other }]));
    const outcome = await device.write(`${account}/1`, elsewhere);
    t.check('response-code', outcome, code('4.00'), { level: 'should' });
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-senml-unsigned',
    title: 'keeps an Unsigned Integer of 64 bits exactly, in SenML both ways',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.1 §7.4.4, appendix C',
    when: 'format.senml-json && resource.1.14',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/14`;
    for (const [words, digits] of [
      ['beyond-doubles', '9007199254740993'],
      ['beyond-signed', '9223372036854775808'],
      ['largest', '18446744073709551615'],
    ] as const) {
      const payload = Buffer.from(`[{"n":"${path}","v":${digits}}]`, 'utf8');
      t.check(words, await device.write(path, { format: ContentFormat.senmlJson, payload }), code('2.04'));
      const read = await device.read(path, ContentFormat.senmlJson);
      t.check(`${words}-read-back`, read, exactly({ [path]: digits }));
    }
    const beyond = Buffer.from(`[{"n":"${path}","v":18446744073709551616}]`, 'utf8');
    const tooLarge = malformed({ format: ContentFormat.senmlJson, payload: beyond });
    t.check('too-large', await device.write(path, tooLarge), code('4.00'));
  },
);

clientPurpose(
  {
    id: 'management.bv.senml-object-link',
    title: 'reads and writes an object link in SenML in the field that LwM2M has for it',
    requirements: ['HLF-034', 'HLF-010'],
    clause: 'TS 1.1 §7.4.4',
    when: 'format.senml-json && resource.1.10',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/10`;
    const link = senmlJson([{ n: path, vlo: '11:7' }]);
    t.check('written', await device.write(path, link), code('2.04'));
    const outcome = await device.read(path, ContentFormat.senmlJson);
    t.check('form', outcome, wellFormed(path));
    t.check('read-back', outcome, exactly({ [path]: '11:7' }));
    const text = malformed(senmlJson([{ n: path, vs: '11:8' }]));
    t.check('as-string', await device.write(path, text), code('4.00'), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'management.bv.senml-opaque',
    title: 'writes opaque data in SenML JSON in the alphabet for URLs and without padding',
    requirements: ['HLF-034'],
    clause: 'TS 1.1 §7.4.4, RFC 8428 §5',
    when: 'format.senml-json && object.16 && resource.16.2',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/16/0/2');
    const outcome = await device.read('/16/0/2', ContentFormat.senmlJson);
    t.check('form', outcome, wellFormed('/16/0/2'));
    t.check('values', outcome, exactly(before));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-cbor',
    title: 'answers a Read of a single resource in CBOR with its value',
    requirements: ['HLF-034'],
    clause: 'TS 1.1 §7.4.3, RFC 8949 §3',
    ets: ['LightweightM2M-1.1-int-211'],
    when: 'format.cbor',
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    for (const [words, path] of [
      ['short-server-id', `${account}/0`],
      ['integer', `${account}/1`],
      ['boolean', `${account}/6`],
      ['string', `${account}/7`],
    ] as const) {
      const outcome = await device.read(path, ContentFormat.cbor);
      t.check(`${words}-format`, outcome, contentFormat(ContentFormat.cbor));
      t.check(`${words}-form`, outcome, wellFormed(path));
      t.check(words, outcome, value(path, await t.valueAt(device, path)));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.write-cbor',
    title: 'takes new values of single resources in CBOR, whatever length an integer has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.1 §7.4.3, RFC 8949 §3',
    ets: ['LightweightM2M-1.1-int-212'],
    when: 'format.cbor',
  },
  async t => {
    const { device, account } = await t.registered();
    const storing = `${account}/6`;
    const other = (await t.valueAt(device, storing)) !== true;
    const simple = bytes(ContentFormat.cbor, other ? 'F5' : 'F4');
    t.check('boolean', await device.write(storing, simple), code('2.04'));
    t.check('boolean-read-back', await device.read(storing, TLV), value(storing, other));
    const lifetime = `${account}/1`;
    for (const [words, hex, wanted] of [
      ['two-bytes', '19 1092', 4242],
      ['four-bytes', '1A 00010000', 65_536],
      ['one-byte', '18 FF', 255],
    ] as const) {
      t.check(words, await device.write(lifetime, bytes(ContentFormat.cbor, hex)), code('2.04'));
      t.check(`${words}-read-back`, await device.read(lifetime, TLV), value(lifetime, wanted));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-cbor-malformed',
    title: 'answers 4.00 to a Write in CBOR that is no value of the resource, and keeps the value',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.1 §6.3.3, §7.4.3',
    when: 'format.cbor',
    twin: 'management.bv.write-cbor',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const before = await t.valuesAt(device, path);
    for (const [words, hex] of [
      ['truncated', '1A 0001'],
      ['text', '64 736F6F6E'],
      ['boolean', 'F5'],
      ['array', '81 18 FF'],
    ] as const) {
      const outcome = await device.write(path, malformed(bytes(ContentFormat.cbor, hex)));
      t.check(words, outcome, code('4.00'));
      t.check(`${words}-unchanged`, await device.read(path, TLV), unchanged(path, before));
    }
  },
);
