import {
  blockOption,
  blockSize,
  blocksUpTo,
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  noFindings,
  OptionNumber,
  planBlocks,
  type RegisteredDevice,
  sameBodyAs,
  skip,
  tlv,
  uintOption,
  unchanged,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';

/** Mandatory for a client that supports object 5 (TS 1.0 §8.2); others may do without. */
const SUPPORTED = 'coap.blockwise || object.5';
const SIZES = [0, 1, 2, 3, 4, 5, 6] as const;
/** A name of the time zone database; with its TLV header it takes three blocks of 16 bytes. */
const ZONE = 'America/Argentina/ComodRivadavia';

clientPurpose(
  {
    id: 'transport.bv.answer-in-blocks',
    title:
      'answers in blocks of the size that is asked for, or smaller ones, and gives the same content in all sizes',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7959 §2.2, §2.4; TS 1.0 §8.2',
    when: SUPPORTED,
    revision: 2,
  },
  async t => {
    const { device } = await t.registered();
    // The links of an object stay the same, and take more than one block of 16 bytes in every device.
    const whole = await device.discover('/3');
    t.done(whole, 'the Discover of /3');
    for (const szx of SIZES) {
      const outcome = await device.request({
        method: METHODS.get,
        options: [
          ...device.path('/3'),
          uintOption(OptionNumber.accept, ContentFormat.linkFormat),
          blockOption(OptionNumber.block2, { num: 0, more: false, szx }),
        ],
      });
      t.check(`size-${blockSize(szx)}`, outcome, blocksUpTo(szx));
      t.check(`content-${blockSize(szx)}`, outcome, sameBodyAs(whole));
    }
    t.check('matching', t.server, noFindings());
  },
);

clientPurpose(
  {
    id: 'transport.bv.read-instance-in-blocks',
    title: 'gives an object instance in blocks of 16 bytes that make up one TLV content',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'RFC 7959 §2.4; TS 1.0 §5.4.1, §6.4.3, §8.2',
    when: SUPPORTED,
    revision: 2,
  },
  async t => {
    const { device } = await t.registered();
    const outcome = await device.request({
      method: METHODS.get,
      options: [
        ...device.path('/3/0'),
        uintOption(OptionNumber.accept, ContentFormat.tlv),
        blockOption(OptionNumber.block2, { num: 0, more: false, szx: 0 }),
      ],
    });
    t.check('size', outcome, blocksUpTo(0));
    t.check('content', outcome, wellFormed('/3/0'));
    t.check('matching', t.server, noFindings());
  },
);

clientPurpose(
  {
    id: 'transport.bi.reserved-block-size',
    title: 'answers 4.00 to a request for blocks of the reserved size 7',
    requirements: ['HLF-036'],
    clause: 'RFC 7959 §2.2',
    when: SUPPORTED,
    twin: 'transport.bv.answer-in-blocks',
    revision: 3,
  },
  async t => {
    const { device, account } = await t.registered();
    const outcome = await device.request({
      method: METHODS.get,
      options: [...device.path('/3'), uintOption(OptionNumber.block2, 7)],
      ...{ illegal: true, blockwise: false },
    });
    t.check('response-code', outcome, code('4.00'));
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.write-instance-in-blocks',
    title: 'performs a partial Write of an instance that comes in two blocks, with the second one',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'RFC 7959 §2.3, §2.5, §2.9.1; TS 1.0 §5.4.3, §8.2',
    when: SUPPORTED,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const storing = `${account}/6`;
    const other = (await t.valueAt(device, storing)) !== true;
    const write = {
      method: METHODS.post,
      options: [...device.path(account), uintOption(OptionNumber.contentFormat, ContentFormat.tlv)],
    };
    const [first, last] = await t.server.requestInBlocks(register, write, planBlocks(accountWith(other), 0));
    if (first === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('first-block', first, code('2.31'));
    t.check('last-block', last ?? first, code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('first-resource', after, value(`${account}/1`, LIFETIME, account));
    t.check('last-resource', after, value(storing, other, account));
    t.check('matching', t.server, noFindings());
  },
);

clientPurpose(
  {
    id: 'transport.bv.write-in-blocks',
    title: 'asks for every block of a Write by 2.31 and performs it with the last one',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'RFC 7959 §2.3, §2.5, §2.9.1; TS 1.0 §5.4.3, §8.2',
    when: `(${SUPPORTED}) && resource.3.15`,
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    const { register, device } = registered;
    t.done(await device.write('/3/0/15', tlv('/3/0/15', 'Europe/Madrid')), 'a Write in a single message');
    const plan = planBlocks(BODY, 0);
    const [first, second, last] = await t.server.requestInBlocks(register, writeOn(registered), plan);
    if (first === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('first-block', first, code('2.31'));
    t.check('second-block', second ?? first, code('2.31'));
    t.check('last-block', last ?? first, code('2.04'));
    t.check('written', await device.read('/3/0/15', ContentFormat.tlv), value('/3/0/15', ZONE));
    t.check('matching', t.server, noFindings());
  },
);

clientPurpose(
  {
    id: 'transport.bi.write-with-gap',
    title: 'answers 4.08 to a Write of which a block is missing, and writes nothing',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'RFC 7959 §2.5, §2.9.2; TS 1.0 §5.4.3',
    when: `(${SUPPORTED}) && resource.3.15`,
    twin: 'transport.bv.write-in-blocks',
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    const { register, device } = registered;
    const before = await t.valuesAt(device, '/3/0/15');
    const write = writeOn(registered);
    const outcomes = await t.server.requestInBlocks(register, write, planBlocks(BODY, 0, skip(1)));
    const refusal = outcomes.at(-1);
    if (refusal === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('refused', refusal, code('4.08'));
    t.check('nothing-written', await device.read('/3/0/15', ContentFormat.tlv), unchanged('/3/0/15', before));
    const again = await t.server.requestInBlocks(register, write, planBlocks(BODY, 0));
    t.check('whole-write-accepted', again.at(-1) ?? refusal, code('2.04'));
  },
);

/** Seconds; in eight bytes, so that the mandatory resources of an account take more than one block of 16 bytes. */
const LIFETIME = 7201;
/** The value of Notification Storing is all that is in the second block. */
function accountWith(storing: boolean): Uint8Array {
  const hex = `c8 01 08 00 00 00 00 00 00 1c 21 c1 07 55 c1 06 0${Number(storing)}`;
  return bytes(ContentFormat.tlv, hex).payload;
}
const { format, payload: BODY } = tlv('/3/0/15', ZONE);
function writeOn({ device }: RegisteredDevice) {
  const options = [...device.path('/3/0/15'), uintOption(OptionNumber.contentFormat, format)];
  return { method: METHODS.put, options };
}
