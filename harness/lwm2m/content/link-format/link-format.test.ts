import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breaches } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { growth } from '../../../property/growth.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { formatLinkFormat, type Link, linkAttribute, parseLinkFormat } from './link-format.ts';
import { parseLocatedLinks } from './link-parser.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const attribute = fc.oneof(
  fc.record({ name, value: fc.constant(null), quoted: fc.constant(false) }),
  fc.record({
    name,
    value: fc.stringMatching(/^[!#-+\-./0-9:<=>?@A-Z[\]^_`a-z{|}~]{1,12}$/),
    quoted: fc.constant(false),
  }),
  fc.record({ name, value: fc.string({ unit: 'grapheme' }), quoted: fc.constant(true) }),
);
const link: fc.Arbitrary<Link> = fc.record({
  target: fc.string({ unit: 'grapheme' }).filter(text => !/[<>]/.test(text)),
  attributes: fc.array(attribute, { maxLength: 4 }),
});

describe('link format', () => {
  test('gives back every list of links that was written, and mentions targets that are no URI reference', () => {
    fc.assert(
      fc.property(fc.array(link, { maxLength: 6 }), links => {
        const read = parseLinkFormat(formatLinkFormat(links));
        expect(read.links).toEqual(links);
        const odd = links.filter(({ target }) =>
          /[^!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]|%(?![\da-fA-F]{2})/.test(target),
        );
        expect(read.deviations.map(({ code }) => code)).toEqual(
          odd.map(() => 'link-format.target-characters'),
        );
      }),
    );
  });

  test('gives the same text again for canonical links', () => {
    fc.assert(
      fc.property(fc.array(link, { maxLength: 6 }), links => {
        const text = formatLinkFormat(links);
        expect(formatLinkFormat(parseLinkFormat(text).links ?? [])).toBe(text);
      }),
    );
  });

  test('gives links or a deviation for damaged links, and the same links again from what it took strictly', () => {
    const seen = { strict: 0, lenient: 0, unreadable: 0 };
    const damaged = mutated(
      fc.array(link, { maxLength: 4 }).map(links => new Uint8Array(Buffer.from(formatLinkFormat(links)))),
    );
    fc.assert(
      fc.property(damaged, payload => {
        const { links, deviations } = parseLinkFormat(payload);
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(payload.length);
        if (links === null) {
          seen.unreadable += 1;
          expect(breaches(deviations)).not.toEqual([]);
          return;
        }
        seen[breaches(deviations).length === 0 ? 'strict' : 'lenient'] += 1;
        expect(parseLinkFormat(formatLinkFormat(links)).links?.map(({ target }) => target)).toEqual(
          links.map(({ target }) => target),
        );
        if (deviations.length === 0) expect(parseLinkFormat(formatLinkFormat(links)).links).toEqual(links);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test('gives every attribute of a name that appears several times, in order', () => {
    const { links, deviations } = parseLinkFormat('</a>;x=1;x="2";x');
    expect(links?.[0]?.attributes.map(({ value }) => value)).toEqual(['1', '2', null]);
    expect(links?.[0] && linkAttribute(links[0], 'x')).toBe('1');
    expect(deviations).toEqual([]);
  });

  test('reads empty quotes, escapes and text that is not ASCII', () => {
    const { links, deviations } = parseLinkFormat('</a>;t="";u="\\a\\"";v="Zürich €"');
    expect(links?.[0]?.attributes.map(({ value }) => value)).toEqual(['', 'a"', 'Zürich €']);
    expect(deviations).toEqual([]);
  });

  test('tells the bytes where links and attributes start, behind text that is not ASCII', () => {
    const { links } = parseLocatedLinks('</a>;t="ü";b,</c>');
    expect(links).toMatchObject([
      { offset: 0, attributes: [{ offset: 5 }, { offset: 12 }] },
      { target: '/c', offset: 14 },
    ]);
  });

  test.each<[string, Link]>([
    ['a bracket in a target', { target: '/a>', attributes: [] }],
    ['half a character in a target', { target: '/\ud800', attributes: [] }],
    ['a name with blanks', { target: '/a', attributes: [{ name: 'a b', value: null, quoted: false }] }],
    ['no name', { target: '/a', attributes: [{ name: '', value: '1', quoted: false }] }],
    [
      'half a character in a value',
      { target: '/a', attributes: [{ name: 't', value: '\ud800', quoted: true }] },
    ],
  ])('does not write %s', (_, unwritable) => {
    expect(() => formatLinkFormat([unwritable])).toThrow(HarnessBugError);
  });

  test('reads the object list of a Register', () => {
    const payload = Buffer.from(
      '</>;rt="oma.lwm2m";ct=11543,</1/0>,</3/0>,</5>,</44>;ver="2.2",</45>;ver=2.2',
    );
    const { links, deviations } = parseLinkFormat(payload);
    expect(deviations).toEqual([]);
    expect(links?.map(({ target }) => target)).toEqual(['/', '/1/0', '/3/0', '/5', '/44', '/45']);
    expect(links?.map(item => linkAttribute(item, 'ver'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      '2.2',
      '2.2',
    ]);
  });

  test('reads the attributes of a Discover', () => {
    const { links } = parseLinkFormat('</3/0/7>;pmin=10;pmax=200;dim=2;lt=1;gt=6;st=1');
    expect(links?.[0]?.attributes).toEqual(
      [
        ['pmin', '10'],
        ['pmax', '200'],
        ['dim', '2'],
        ['lt', '1'],
        ['gt', '6'],
        ['st', '1'],
      ].map(([key, value]) => ({ name: key, value, quoted: false })),
    );
  });

  test('reads commas, semicolons and escapes inside quotes', () => {
    const { links, deviations } = parseLinkFormat('</a>;title="x,</b>;\\"y\\"\\\\";obs,</c>');
    expect(deviations).toEqual([]);
    expect(links).toEqual([
      {
        target: '/a',
        attributes: [
          { name: 'title', value: 'x,</b>;"y"\\', quoted: true },
          { name: 'obs', value: null, quoted: false },
        ],
      },
      { target: '/c', attributes: [] },
    ]);
  });

  test('quotes a value that is no token', () => {
    const attributes = [{ name: 'title', value: 'a b', quoted: false }];
    expect(formatLinkFormat([{ target: '/a', attributes }])).toBe('</a>;title="a b"');
  });

  test.each<[string, boolean]>([
    ['/a%2Fb?c=d', true],
    ['coap://[2001:db8::1]:5683/x', true],
    ['', true],
    ['/a%zzb', false],
    ['/a b', false],
    ['/ü', false],
  ])('reads the target %j, which is a URI reference: %s', (target, allowed) => {
    const { links, deviations } = parseLinkFormat(`</a>,<${target}>`);
    expect(links?.[1]?.target).toBe(target);
    const found = deviations.map(({ code, offset, clause }) => [code, offset, clause]);
    expect(found).toEqual(allowed ? [] : [['link-format.target-characters', 5, 'RFC 3986 §4.1']]);
  });

  test('takes no bytes as no links', () => {
    expect(parseLinkFormat(new Uint8Array())).toEqual({ links: [], deviations: [] });
  });

  test.each<[string, string, number]>([
    ['link-format.blanks', '</1/0>, </3/0>', 7],
    ['link-format.trailing-comma', '</1/0>,</3/0>,', 13],
    ['link-format.attribute', '</1/0>;,</3/0>', 7],
    ['link-format.attribute', '</1/0>;;obs,</3/0>', 7],
    ['link-format.value', '</1/0>;ver=,</3/0>', 11],
    ['link-format.token', '</1/0>;t=ü b,</3/0>', 9],
    ['link-format.token', '</1/0>;t=0 41;u,</3/0>', 9],
  ])('reads on behind %s in %j', (code, text, offset) => {
    const { links, deviations } = parseLinkFormat(text);
    expect(links?.map(({ target }) => target)).toEqual(['/1/0', '/3/0']);
    expect(deviations).toMatchObject([{ code, offset }]);
  });

  test.each<[string, string | Uint8Array, number]>([
    ['link-format.target', '/1/0', 0],
    ['link-format.target', '</1/0', 0],
    ['link-format.target', '</1/0>,</3/<', 7],
    ['link-format.target', ',</1/0>', 0],
    ['link-format.separator', '</1/0></3/0>', 6],
    ['link-format.separator', '</1/0>=1', 6],
    ['link-format.value', '</1/0>;ver="2.2', 11],
    ['link-format.utf8', Uint8Array.of(0x3c, 0xff, 0x3e), 0],
  ])('stops with %s at %j', (code, payload, offset) => {
    const { links, deviations } = parseLinkFormat(payload);
    expect(links).toBeNull();
    expect(deviations).toMatchObject([{ code, offset }]);
  });

  test('gives links or a deviation for any bytes', () => {
    const likely = fc
      .array(fc.constantFrom('<', '>', ';', ',', '=', '"', '\\', 'a', '/1', ' ', 'ü'))
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(likely, fc.uint8Array()), payload => {
        const { links, deviations } = parseLinkFormat(payload);
        expect(links !== null || deviations.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, (size: number) => string]>([
    ['unclosed quotes', size => `</a>;t="${'\\"'.repeat(size)}`],
    ['unclosed targets', size => '<'.repeat(size)],
    ['an unclosed target', size => `<${'a'.repeat(size)}`],
    ['links', size => '</1/0>,'.repeat(size)],
    ['attributes', size => `</1/0>${';a=1'.repeat(size)}`],
    ['blanks', size => ' '.repeat(size)],
    ['blanks in a value', size => `</a>;t=a${' '.repeat(size)}<`],
    ['words in a value', size => `</a>;t=${'ü '.repeat(size)}`],
    ['percent signs', size => `<${'%'.repeat(size)}>`],
  ])('takes time in proportion to the number of %s', (_, text) => {
    const prepare = (size: number) => {
      const payload = text(size);
      return () => parseLinkFormat(payload);
    };
    // 8 for linear time, 64 for quadratic.
    expect(growth(prepare, 2_000, 8)).toBeLessThan(24);
  });
});
