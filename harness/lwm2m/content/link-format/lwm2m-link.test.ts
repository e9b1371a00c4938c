import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  BOOTSTRAP_DISCOVERIES,
  DISCOVERIES,
  OBJECT_LISTS,
  ODD_BOOTSTRAP_DISCOVERIES,
  ODD_DISCOVERIES,
  ODD_OBJECT_LISTS,
  type OddLinks,
} from '../../../../fixtures/vectors/lwm2m-links.ts';
import { breaches, type Deviation } from '../../../coap/message/deviation.ts';
import { growth } from '../../../property/growth.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import { definitionOf } from '../../model/registry.ts';
import { MAX_ID } from '../../path.ts';
import { formatBootstrapDiscover, readBootstrapDiscover } from './bootstrap-links.ts';
import { readDiscover } from './discover-links.ts';
import { formatLinkFormat, parseLinkFormat } from './link-format.ts';
import { readObjectList } from './register-links.ts';

const VOLTAGE = { object: 3, instance: 0, resource: 7 };
const definitions = { definitions: definitionOf };

function expectFound({ deviations, allowed }: OddLinks, found: readonly Deviation[]): void {
  expect(found.map(({ code, offset }) => [code, offset])).toEqual(deviations);
  expect(breaches(found).length === 0).toBe(allowed);
}

describe('object list', () => {
  test.each(OBJECT_LISTS)('is $title', ({ payload }) => {
    const { node, deviations } = readObjectList(payload, definitionOf);
    expect(deviations).toEqual([]);
    expect(node?.links.map(({ target }) => target)).toEqual(
      parseLinkFormat(payload).links?.map(({ target }) => target),
    );
  });

  test.each(ODD_OBJECT_LISTS)('is found to have $title', vector => {
    const { node, deviations } = readObjectList(vector.payload, definitionOf);
    expectFound(vector, deviations);
    expect(node).not.toBeNull();
  });

  test('tells root, formats, paths and versions', () => {
    const { node } = readObjectList(
      '</a/b>;rt="x oma.lwm2m";ct="110 112",</a/b/44>;ver="2.2",</a/b/44/0>',
      definitionOf,
    );
    expect(node).toMatchObject({ root: '/a/b', contentFormats: [110, 112] });
    expect(node?.links.map(({ path }) => path)).toEqual([
      'root',
      { object: 44 },
      { object: 44, instance: 0 },
    ]);
    expect(node?.links[1]?.properties).toEqual({ ver: '2.2' });
  });

  test('keeps what LwM2M does not know', () => {
    const { node } = readObjectList('</1/0>;foo="b";pmin=x,</light>;dim=2', definitionOf);
    expect(node?.links).toMatchObject([
      {
        path: { object: 1, instance: 0 },
        others: [
          { name: 'foo', value: 'b', quoted: true },
          { name: 'pmin', value: 'x', quoted: false },
        ],
      },
      { path: null, properties: {}, others: [{ name: 'dim', value: '2', quoted: false }] },
    ]);
  });

  test('reads on behind a path in an odd form', () => {
    const { node } = readObjectList('</01/0/>,</1/65535>', definitionOf);
    expect(node?.links.map(({ path }) => path)).toEqual([{ object: 1, instance: 0 }, null]);
  });

  test('is nothing where the links cannot be read to their end', () => {
    const { node, deviations } = readObjectList('</1/0>,</3', definitionOf);
    expect(node).toBeNull();
    expect(deviations).toMatchObject([{ code: 'link-format.target', offset: 7, level: 'must' }]);
  });
});

describe('discovered links', () => {
  test.each(DISCOVERIES)('are $title', ({ payload }) => {
    expect(readDiscover(payload, VOLTAGE, definitions).deviations).toEqual([]);
  });

  test.each(ODD_DISCOVERIES)('are found to have $title', vector => {
    const { node, deviations } = readDiscover(vector.payload, VOLTAGE, definitions);
    expectFound(vector, deviations);
    expect(node).not.toBeNull();
  });

  test('carry their attributes as typed values', () => {
    const { node } = readDiscover('</3/0/7>;pmin=10;pmax=200;dim=2;lt=1;gt=6.5;st=1', VOLTAGE, definitions);
    expect(node).toMatchObject([
      {
        path: VOLTAGE,
        properties: { dim: 2 },
        notification: { pmin: 10, pmax: 200, gt: { unscaled: 65n, scale: 1 } },
        others: [],
      },
    ]);
  });

  test.each<[string, string, string]>([
    ['dim on a single resource', '</3/0/9>;dim=1', 'links.dimension'],
    ['a threshold on a String', '</3/0/0>;gt=1', 'links.attribute-level'],
    ['a threshold on an instance', '</3/0>;gt=1', 'links.attribute-level'],
    ['the root', '</>;rt="oma.lwm2m"', 'links.outside-path'],
  ])('are found to have %s', (_, payload, code) => {
    const { deviations } = readDiscover(`</3>,${payload}`, { object: 3 }, definitions);
    expect(deviations.map(deviation => [deviation.code, deviation.level])).toEqual([[code, 'must']]);
  });

  test('list resource instances and have more attributes from 1.1 on', () => {
    const payload = '</3/0/7>;dim=1;epmin=1,</3/0/7/0>;pmin=1';
    expect(readDiscover(payload, VOLTAGE, { ...definitions, version: '1.1' }).deviations).toEqual([]);
    const { node, deviations } = readDiscover(payload, VOLTAGE, definitions);
    expect(node?.[0]?.others).toEqual([{ name: 'epmin', value: '1', quoted: false }]);
    expect(deviations.map(({ code }) => code)).toEqual(['links.attribute-level', 'links.discovered-level']);
  });

  test('are below the root that was registered', () => {
    const { node, deviations } = readDiscover('</rp/3/0/7>;dim=2', VOLTAGE, { ...definitions, root: '/rp' });
    expect(deviations).toEqual([]);
    expect(node?.[0]?.path).toEqual(VOLTAGE);
  });
});

describe('bootstrap discovery', () => {
  test.each(BOOTSTRAP_DISCOVERIES)('of $version is $title', ({ version, payload }) => {
    const { node, deviations } = readBootstrapDiscover(payload, definitionOf, version);
    expect(deviations).toEqual([]);
    expect(node).toMatchObject({ version, form: version === '1.0' ? 'prefixed' : 'root' });
  });

  test.each(ODD_BOOTSTRAP_DISCOVERIES)('is found to have $title', vector => {
    const { node, deviations } = readBootstrapDiscover(vector.payload, definitionOf);
    expectFound(vector, deviations);
    expect(node).not.toBeNull();
  });

  test('tells accounts', () => {
    const [, , { payload } = { payload: '' }] = BOOTSTRAP_DISCOVERIES;
    const { node } = readBootstrapDiscover(payload, definitionOf, '1.1');
    expect(node?.links.map(({ path, properties }) => [path, properties])).toEqual([
      ['root', { lwm2m: '1.1' }],
      [
        { object: 0, instance: 0 },
        { ssid: 101, uri: 'coaps://server_1.example.com' },
      ],
      [{ object: 0, instance: 1 }, {}],
      [{ object: 1, instance: 0 }, { ssid: 101 }],
    ]);
  });

  test.each(BOOTSTRAP_DISCOVERIES)('of $version is written as $title', ({ version, payload }) => {
    const bare =
      version === '1.0' ? payload.replace(/^lwm2m="1.0",?/, '') : payload.replace(/^<\/>;lwm2m=\d\.\d,/, '');
    expect(formatBootstrapDiscover(version, parseLinkFormat(bare).links ?? [])).toBe(payload);
  });

  test('is not read as link format, which knows no version in front', () => {
    expect(parseLinkFormat('lwm2m="1.0",</0/1>').links).toBeNull();
  });
});

describe('links of any bytes', () => {
  const id = fc.nat({ max: MAX_ID });
  const attribute = fc.constantFrom(
    '',
    ';dim=2',
    ';pmin=1',
    ';ver="1.1"',
    ';ssid=3',
    ';uri="coap://a"',
    ';gt=1.5',
    ';x',
    ';ct="0 40"',
  );
  const target = fc.array(id, { minLength: 1, maxLength: 4 }).map(ids => `</${ids.join('/')}>`);
  const payload = fc
    .array(fc.tuple(target, attribute), { maxLength: 4 })
    .map(links => links.map(parts => parts.join('')).join(','));
  const bytes = fc
    .tuple(fc.constantFrom('', 'lwm2m="1.0",', '</>;rt="oma.lwm2m",'), payload)
    .map(parts => new Uint8Array(Buffer.from(parts.join(''))));

  test('are links or a deviation, at every entry, with offsets in the payload', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, mutated(bytes), fc.uint8Array()), given => {
        const readings = [
          readObjectList(given, definitionOf),
          readDiscover(given, VOLTAGE, definitions),
          readBootstrapDiscover(given, definitionOf),
        ];
        for (const { node, deviations } of readings) {
          expect(node !== null || breaches(deviations).length > 0).toBe(true);
          for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(given.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keep every attribute, typed or not', () => {
    fc.assert(
      fc.property(payload, text => {
        const { node } = readObjectList(text, definitionOf);
        const plain = parseLinkFormat(text).links ?? [];
        expect(formatLinkFormat(plain)).toBe(text);
        const counts = node?.links.map(
          ({ properties, notification, others }) =>
            Object.keys(properties).length + Object.keys(notification).length + others.length,
        );
        expect(counts).toEqual(plain.map(({ attributes }) => attributes.length));
      }),
    );
  });

  test.each<[string, (size: number) => string]>([
    ['links', size => '</1/0>;pmin=1,'.repeat(size)],
    ['attributes', size => `</1/0>${';pmin=1'.repeat(size)}`],
    ['ids', size => `<${'/1'.repeat(size)}>`],
    ['zeros', size => `</${'0'.repeat(size)}>`],
    ['digits of a number', size => `</1/0>;ssid=${'9'.repeat(size)}`],
    ['formats', size => `</>;ct="${'0 '.repeat(size)}0"`],
  ])('take time in proportion to their %s', (_, text) => {
    const prepare = (size: number) => {
      const given = text(size);
      return () => readObjectList(given, definitionOf);
    };
    // 8 for linear time, 64 for quadratic.
    expect(growth(prepare, 1_000, 8)).toBeLessThan(24);
  });
});
