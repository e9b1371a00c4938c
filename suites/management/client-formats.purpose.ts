import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  contentFormat,
  illegal,
  METHODS,
  malformed,
  message,
  notServed,
  OptionNumber,
  text,
  tlv,
  uintOption,
  unchanged,
} from '../../harness/touchstone.ts';

/** Numbers of text, TLV and JSON in drafts, and of TLV with one vendor (errata: formats-draft-ids). */
const DRAFT_FORMATS = [1541, 1542, 1543, 99] as const;

clientPurpose(
  {
    id: 'management.bv.registered-formats-only',
    title: 'labels what it gives with registered numbers, whether or not it is asked for a format',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §6.4, IANA CoAP Content-Formats',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const registered = message(
      `a Content-Format other than ${DRAFT_FORMATS.join(', ')}`,
      ({ options }) => {
        const format = options.find(({ number }) => number === OptionNumber.contentFormat);
        // Its format is unspecified then (RFC 7252 §5.5.1, §5.10.3); only of Write and Create is it said that they must have one.
        if (format === undefined) return { pass: false, received: 'no Content-Format', level: 'should' };
        const number = [...format.value].reduce((sum, byte) => sum * 256 + byte, 0);
        return { pass: !DRAFT_FORMATS.some(draft => draft === number), received: `Content-Format ${number}` };
      },
      'format.unexpected',
    );
    const given = {
      resource: await device.read(`${account}/1`),
      'multiple-resource': await device.read('/3/0/11'),
      instance: await device.read(account),
      object: await device.read('/1'),
      observe: (await device.observe(`${account}/1`)).first,
    };
    // An error gives nothing to label; whether it is one that may be given is asked by management.bv.read-what-is-there.
    for (const [what, outcome] of Object.entries(given)) {
      if (outcome.kind !== 'response' || outcome.message.code === '2.05') t.check(what, outcome, registered);
    }
    t.check('tlv', await device.read(account, ContentFormat.tlv), contentFormat(ContentFormat.tlv));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-draft-format',
    title: 'answers 4.06 to a Read that accepts the number of a draft only',
    requirements: ['HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.4, RFC 7252 §5.10.4',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account } = await t.registered();
    for (const format of DRAFT_FORMATS) {
      t.check(`resource-in-${format}`, await device.read(`${account}/1`, format), code('4.06'));
      t.check(`instance-in-${format}`, await device.read(account, format), code('4.06'));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-draft-format',
    title: 'answers 4.15 to a Write with the number of a draft, and keeps what it has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4, RFC 7252 §5.9.2.11',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const path = `${account}/1`;
    const payloads = {
      1541: text('4242').payload,
      1542: tlv(path, 4242).payload,
      1543: Buffer.from(JSON.stringify({ bn: path, e: [{ v: 4242 }] })),
      99: tlv(path, 4242).payload,
    } as const;
    for (const format of DRAFT_FORMATS) {
      const content = { format, payload: payloads[format] };
      t.check(`in-${format}`, await device.write(path, content), code('4.15'));
    }
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-link-format',
    title: 'takes no links for a value',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4, §8.2.5',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const links = malformed({ format: ContentFormat.linkFormat, payload: Buffer.from('</1/0/1>') });
    t.check('resource', await device.write(`${account}/7`, links), code('4.15', '4.00'));
    t.check('instance', await device.write(account, links, 'update'), code('4.15', '4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

/** A multiple of 65536 more than the number of TLV: what a device of 16 bits takes for TLV. */
const TLV_OF_17_BITS = 65_536 + ContentFormat.tlv;

clientPurpose(
  {
    id: 'management.bi.format-beyond-16-bits',
    title: 'takes no format number of more than 16 bits for one that it knows',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'RFC 7252 §5.4.3, §5.10, §12.3',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account, register } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valuesAt(device, path);
    const put = t.server.compose({
      ...{ code: METHODS.put, payload: tlv(path, before[path] !== true).payload },
      // Content-Format has two bytes at most.
      options: [...device.path(path), uintOption(OptionNumber.contentFormat, TLV_OF_17_BITS)],
    });
    const written = await t.server.provoke(register, illegal(put).bytes(), t.patience);
    t.check('not-written', await device.read(path, ContentFormat.tlv), unchanged(path, before));
    t.check('write-refused', written, notServed());
    const get = t.server.compose({
      code: METHODS.get,
      // Accept has two bytes at most, and is critical.
      options: [...device.path(account), uintOption(OptionNumber.accept, TLV_OF_17_BITS)],
    });
    t.check('read-refused', await t.server.provoke(register, illegal(get).bytes(), t.patience), notServed());
  },
);

clientPurpose(
  {
    id: 'management.bi.accept-of-payload-format',
    title: 'refuses to give an instance as octets, text or links to a value, and a number as octets',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §6.4, §8.2.5',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('instance-as-octets', await device.read(account, ContentFormat.opaque), code('4.06'));
    t.check('object-as-octets', await device.read('/1', ContentFormat.opaque), code('4.06'));
    t.check('object-as-text', await device.read('/1', ContentFormat.text), code('4.06'));
    t.check('multiple-as-text', await device.read('/3/0/11', ContentFormat.text), code('4.06'));
    // What the octets of a number would be is not laid down.
    t.check('number-as-octets', await device.read(`${account}/1`, ContentFormat.opaque), code('4.06'), {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'management.bi.write-octets-to-number',
    title: 'takes no octets for a number or a Boolean',
    level: 'should',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.2, §8.2.5',
    twin: 'management.bv.registered-formats-only',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const octets = malformed(bytes(ContentFormat.opaque, '10 92'));
    t.check('integer', await device.write(`${account}/1`, octets), code('4.00', '4.15'));
    t.check('boolean', await device.write(`${account}/6`, octets), code('4.00', '4.15'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);
