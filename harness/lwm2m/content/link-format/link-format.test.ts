import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatLinkFormat, type Link, linkAttribute, parseLinkFormat } from './link-format.ts';

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

/** Far more than a linear parser needs, far less than a quadratic one. */
const LINEAR_MS = 2000;

describe('link format', () => {
  test('gives back every list of links that was written', () => {
    fc.assert(
      fc.property(fc.array(link, { maxLength: 6 }), links => {
        expect(parseLinkFormat(formatLinkFormat(links))).toEqual({ links, deviations: [] });
      }),
    );
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

  test('takes no bytes as no links', () => {
    expect(parseLinkFormat(new Uint8Array())).toEqual({ links: [], deviations: [] });
  });

  test.each<[string, string, number]>([
    ['link-format.blanks', '</1/0>, </3/0>', 7],
    ['link-format.trailing-comma', '</1/0>,</3/0>,', 13],
  ])('reads on behind %s in %j', (code, text, offset) => {
    const { links, deviations } = parseLinkFormat(text);
    expect(links?.map(({ target }) => target)).toEqual(['/1/0', '/3/0']);
    expect(deviations).toMatchObject([{ code, offset }]);
  });

  test.each<[string, string | Uint8Array, number]>([
    ['link-format.target', '/1/0', 0],
    ['link-format.target', '</1/0', 0],
    ['link-format.target', '<ü/1>,</3/<', 7],
    ['link-format.target', ',</1/0>', 0],
    ['link-format.separator', '</1/0></3/0>', 6],
    ['link-format.separator', '</1/0>=1', 6],
    ['link-format.attribute', '</1/0>;', 7],
    ['link-format.attribute', '</1/0>;;obs', 7],
    ['link-format.value', '</1/0>;ver=', 11],
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

  test.each([
    ['unclosed quotes', `</a>;t="${'\\"'.repeat(200_000)}`],
    ['unclosed targets', '<'.repeat(400_000)],
    ['many links', '</1/0>,'.repeat(50_000)],
    ['many attributes', `</1/0>${';a=1'.repeat(100_000)}`],
    ['blanks', ' '.repeat(400_000)],
  ])('reads %s in a moment', (_, text) => {
    const started = performance.now();
    const { links, deviations } = parseLinkFormat(text);
    expect(performance.now() - started).toBeLessThan(LINEAR_MS);
    expect(links !== null || deviations.length > 0).toBe(true);
  });
});
