import { bytes, ContentFormat, json, malformed, text } from '../../harness/touchstone.ts';

type Content = ReturnType<typeof text>;
type Plain = string | number | boolean;

/** One content that a device may answer a Read of `path` with, and what it says. */
export interface Encoding {
  /** The words of the check. */
  readonly name: string;
  readonly path: string;
  readonly content: Content;
  /** Values by full path, as a server tells them. */
  readonly values: Readonly<Record<string, Plain>>;
}

const tlv = (hex: string): Content => bytes(ContentFormat.tlv, hex);
const of = (name: string, path: string, content: Content, value: Plain): Encoding => ({
  ...{ name, path, content },
  values: { [path]: value },
});

/** The same in plain text, which is for one value (TS 1.0 §6.4.1); not where that would take an exponent. */
export function inText({ path, values }: Encoding): Content | undefined {
  const value = values[path];
  if (value === undefined) return undefined;
  const written = String(typeof value === 'boolean' ? Number(value) : value);
  return typeof value === 'number' && written.includes('e') ? undefined : text(written);
}

const FREE = '/3/0/10';
const TIME = '/3/0/13';
const NAME = '/3/0/0';
const SENSED = '/3303/0/5700';
const STORES = '/1/0/6';
const VELOCITY = '/6/0/4';
const LINKS = '/3/0/22';

/** Integers of every length of TLV at the ends of their range (TS 1.0 appendix C). */
export const INTEGERS: readonly Encoding[] = [
  of('zero', FREE, tlv('C1 0A 00'), 0),
  of('one-byte-highest', FREE, tlv('C1 0A 7F'), 127),
  of('one-byte-lowest', FREE, tlv('C1 0A 80'), -128),
  of('two-bytes-highest', FREE, tlv('C2 0A 7F FF'), 32_767),
  of('two-bytes-lowest', FREE, tlv('C2 0A 80 00'), -32_768),
  of('four-bytes-highest', FREE, tlv('C4 0A 7F FF FF FF'), 2_147_483_647),
  of('four-bytes-lowest', FREE, tlv('C4 0A 80 00 00 00'), -2_147_483_648),
  of('eight-bytes-small', FREE, tlv('C8 0A 08 00 00 00 00 00 00 00 2A'), 42),
  of('eight-bytes-negative', FREE, tlv('C8 0A 08 FF FF FF FF FF FF FF D6'), -42),
  of('eight-bytes-large', FREE, tlv('C8 0A 08 00 1F FF FF FF FF FF FF'), Number.MAX_SAFE_INTEGER),
];

export const TEXTS: readonly Encoding[] = [
  of('negative-integer', FREE, text('-42'), -42),
  of('integer-of-64-bits', FREE, text('9007199254740991'), Number.MAX_SAFE_INTEGER),
  of('negative-float', SENSED, text('-17.25'), -17.25),
  of('float-without-decimals', SENSED, text('20'), 20),
  of('true', STORES, text('1'), true),
  of('false', STORES, text('0'), false),
  of('string-of-digits', NAME, text('0042'), '0042'),
  of('string-of-several-scripts', NAME, text('Größe 尺寸 ☀ 😀'), 'Größe 尺寸 ☀ 😀'),
  of('string-with-line-ends', NAME, text('one\r\ntwo\t"three"'), 'one\r\ntwo\t"three"'),
];

/** Seconds since 1970 (TS 1.0 appendix C); leshan#1630. */
export const TIMES: readonly Encoding[] = [
  of('last-of-32-bits', TIME, tlv('C4 0D 7F FF FF FF'), 2_147_483_647),
  of('first-beyond-32-bits', TIME, tlv('C8 0D 08 00 00 00 00 80 00 00 00'), 2_147_483_648),
  of('year-2100', TIME, tlv('C8 0D 08 00 00 00 00 F4 86 57 00'), 4_102_444_800),
  of('year-2100-as-text', TIME, text('4102444800'), 4_102_444_800),
  of('before-1970', TIME, tlv('C1 0D FF'), -1),
];

export const FLOATS: readonly Encoding[] = [
  of('four-bytes-largest-power', SENSED, tlv('E4 16 44 7F 00 00 00'), 2 ** 127),
  of('four-bytes-smallest-power', SENSED, tlv('E4 16 44 00 80 00 00'), 2 ** -126),
  of('eight-bytes-many-digits', SENSED, tlv('E8 16 44 08 40 09 21 FB 54 44 2D 18'), Math.PI),
  of('negative-zero-degrees', SENSED, tlv('E4 16 44 BF 00 00 00'), -0.5),
];

export const OTHERS: readonly Encoding[] = [
  of('opaque-as-it-is', VELOCITY, bytes(ContentFormat.opaque, '00 FF 80 0A'), 'AP+ACg=='),
  of('opaque-in-tlv', VELOCITY, tlv('C4 04 00 FF 80 0A'), 'AP+ACg=='),
  of('opaque-as-text', VELOCITY, text('AP+ACg=='), 'AP+ACg=='),
  {
    name: 'object-links',
    path: LINKS,
    content: tlv('88 16 0C 44 00 00 42 00 00 44 01 FF FE 00 07'),
    values: { '/3/0/22/0': '66:0', '/3/0/22/1': '65534:7' },
  },
];

const NAMED_FIVE = '41 63 6D 65 21';
/** The same TLV with ids and lengths in more bytes than they need (TS 1.0 §6.4.3), and values that need them. */
export const LENGTHS: readonly Encoding[] = [
  of('length-in-type', NAME, tlv(`C5 00 ${NAMED_FIVE}`), 'Acme!'),
  of('length-of-one-byte', NAME, tlv(`C8 00 05 ${NAMED_FIVE}`), 'Acme!'),
  of('length-of-two-bytes', NAME, tlv(`D0 00 00 05 ${NAMED_FIVE}`), 'Acme!'),
  of('length-of-three-bytes', NAME, tlv(`D8 00 00 00 05 ${NAMED_FIVE}`), 'Acme!'),
  of('id-of-two-bytes', NAME, tlv(`E5 00 00 ${NAMED_FIVE}`), 'Acme!'),
  of('value-of-300-bytes', NAME, tlv(`D0 00 01 2C ${'61'.repeat(300)}`), 'a'.repeat(300)),
  of('empty-string', NAME, tlv('C0 00'), ''),
];

export const JSONS: readonly Encoding[] = [
  of('path-as-base-name', SENSED, json({ bn: SENSED, e: [{ v: 21.5 }] }), 21.5),
  of('negative', SENSED, json({ bn: SENSED, e: [{ v: -21.5 }] }), -21.5),
  of('string', NAME, json({ bn: NAME, e: [{ sv: 'Acme "2" ☀' }] }), 'Acme "2" ☀'),
  of('boolean', STORES, json({ bn: STORES, e: [{ bv: true }] }), true),
  {
    name: 'instance',
    path: '/3/0',
    content: json({
      bn: '/3/0/',
      e: [
        { n: '0', sv: 'Acme' },
        { n: '9', v: 87 },
        { n: '6/1', v: 5 },
      ],
    }),
    values: { '/3/0/0': 'Acme', '/3/0/9': 87, '/3/0/6/1': 5 },
  },
];

const senml = (records: readonly object[]): Content => ({
  format: ContentFormat.senmlJson,
  payload: Buffer.from(JSON.stringify(records)),
});
export const SENML_JSONS: readonly Encoding[] = [
  of('name', SENSED, senml([{ n: SENSED, v: 21.5 }]), 21.5),
  of('base-name', SENSED, senml([{ bn: SENSED, v: -21.5 }]), -21.5),
  of('string', NAME, senml([{ bn: NAME, vs: 'Acme "2" ☀' }]), 'Acme "2" ☀'),
  of('boolean', STORES, senml([{ bn: STORES, vb: true }]), true),
  of('opaque', VELOCITY, senml([{ bn: VELOCITY, vd: 'AP-ACg' }]), 'AP+ACg=='),
  {
    name: 'instance',
    path: '/3/0',
    content: senml([
      { bn: '/3/0/', n: '0', vs: 'Acme' },
      { n: '9', v: 87 },
      { n: '6/1', v: 5 },
    ]),
    values: { '/3/0/0': 'Acme', '/3/0/9': 87, '/3/0/6/1': 5 },
  },
];

const cbor = (hex: string): Content => bytes(ContentFormat.senmlCbor, hex);
const hex = (characters: string): string => Buffer.from(characters).toString('hex');
export const SENML_CBORS: readonly Encoding[] = [
  of('small-integer', FREE, cbor(`81 A2 21 67 ${hex(FREE)} 02 18 2A`), 42),
  of('negative-integer', FREE, cbor(`81 A2 21 67 ${hex(FREE)} 02 38 29`), -42),
  of(
    'integer-of-eight-bytes',
    FREE,
    cbor(`81 A2 21 67 ${hex(FREE)} 02 1B 00 1F FF FF FF FF FF FF`),
    Number.MAX_SAFE_INTEGER,
  ),
  of('half-float', SENSED, cbor(`81 A2 21 6C ${hex(SENSED)} 02 F9 CC 50`), -17.25),
  of('double-float', SENSED, cbor(`81 A2 21 6C ${hex(SENSED)} 02 FB C0 31 40 00 00 00 00 00`), -17.25),
  of('string', NAME, cbor(`81 A2 21 66 ${hex(NAME)} 03 64 ${hex('Acme')}`), 'Acme'),
  of('boolean', STORES, cbor(`81 A2 21 66 ${hex(STORES)} 04 F5`), true),
  of('opaque', VELOCITY, cbor(`81 A2 21 66 ${hex(VELOCITY)} 08 44 00 FF 80 0A`), 'AP+ACg=='),
  of('array-of-open-length', NAME, cbor(`9F A2 21 66 ${hex(NAME)} 03 64 ${hex('Acme')} FF`), 'Acme'),
];

/** The same in plain text: no characters in UTF-8, and so no value of any type. */
export const NO_TEXT: Content = malformed(bytes(ContentFormat.text, 'FF'));

/** What no device may send, and no server may stumble over. */
export interface IllegalContent {
  readonly name: string;
  readonly path: string;
  readonly content: Content;
}

const bad = (name: string, path: string, content: Content): IllegalContent => ({
  ...{ name, path },
  content: malformed(content),
});
export const ILLEGAL: readonly IllegalContent[] = [
  bad('integer-of-letters', FREE, text('many')),
  bad('integer-of-three-bytes', FREE, tlv('C3 0A 00 00 2A')),
  bad('float-of-two-bytes', SENSED, tlv('E2 16 44 41 00')),
  bad('float-of-letters', SENSED, text('warm')),
  bad('boolean-of-two', STORES, text('2')),
  bad('boolean-of-two-bytes', STORES, tlv('C2 06 00 01')),
  bad('time-of-letters', TIME, text('noon')),
  bad('string-that-is-no-utf-8', NAME, bytes(ContentFormat.text, '41 FF FE C3')),
  bad('json-cut-short', NAME, bytes(ContentFormat.json, hex('{"bn":"/3/0/0","e":[{"sv":"Ac'))),
  bad('length-beyond-the-end', NAME, tlv('D8 00 FF FF FF 41')),
];
