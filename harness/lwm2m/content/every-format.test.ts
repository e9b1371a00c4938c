import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { definitionOf, OBJECT_DEFINITIONS } from '../model/registry.ts';
import { anyInstance, anyObject, resourceOf } from '../node.arbitrary.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../node.ts';
import { type Lwm2mPath, MAX_ID } from '../path.ts';
import { canRepresent, compositeCodec, decodeContent, encodeContent, etchCodec } from './content.ts';
import { ContentFormat } from './content-format.ts';
import { valuesOf } from './flat/values-of.ts';

const { senmlJson, senmlCbor, lwm2mCbor, senmlEtchJson, senmlEtchCbor } = ContentFormat;
const HIERARCHICAL = [ContentFormat.tlv, ContentFormat.json, senmlJson, senmlCbor, lwm2mCbor];
const SINGLE = [ContentFormat.text, ContentFormat.opaque, ContentFormat.cbor, ...HIERARCHICAL];

interface At {
  readonly path: Lwm2mPath;
  readonly node: Lwm2mNode;
}

/** A SenML pack has at least one record (RFC 8428 §3), so that nothing at all is beyond it. */
const hasValues = ({ path, node }: At): boolean => valuesOf(path, node).length > 0;

const anyTree: fc.Arbitrary<At> = fc
  .oneof(
    anyObject.map(node => ({ path: { object: node.id }, node })),
    anyInstance.map(({ object, node }) => ({ path: { object, instance: node.id }, node })),
  )
  .filter(hasValues);

const anyResource: fc.Arbitrary<At> = fc
  .constantFrom(
    ...OBJECT_DEFINITIONS.flatMap(({ id: object, resources }) =>
      resources.filter(({ type }) => type !== 'None').map(resource => ({ object, resource })),
    ),
  )
  .chain(({ object, resource }) =>
    fc
      .tuple(fc.nat({ max: MAX_ID }), resourceOf(resource))
      .map(([instance, node]) => ({ path: { object, instance, resource: resource.id }, node })),
  )
  .filter(hasValues);

/** Flat formats have no way to say that something is there and empty, and no order of its own among siblings. */
function withoutEmpty(node: Lwm2mNode): Lwm2mNode {
  const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;
  const full = (resource: ResourceNode): boolean => resource.kind === 'single' || resource.values.size > 0;
  const ordered = (resource: ResourceNode): ResourceNode =>
    resource.kind === 'single'
      ? resource
      : { ...resource, values: new Map([...resource.values].toSorted(([a], [b]) => a - b)) };
  const instance = (each: InstanceNode): InstanceNode => ({
    ...each,
    resources: each.resources.filter(full).map(ordered).toSorted(byId),
  });
  switch (node.kind) {
    case 'object': {
      const instances = node.instances.map(instance).filter(({ resources }) => resources.length > 0);
      return { ...node, instances: instances.toSorted(byId) };
    }
    case 'instance':
      return instance(node);
    case 'multiple':
      return ordered(node);
    default:
      return node;
  }
}

function through(format: number, { path, node }: At): Lwm2mNode | null {
  const decoded = decodeContent(format, path, encodeContent(format, path, node), definitionOf);
  expect(decoded.deviations).toEqual([]);
  return decoded.node === null ? null : withoutEmpty(decoded.node);
}

describe('the same data', () => {
  test('is the same through every format that can carry an object or an instance', () => {
    fc.assert(
      fc.property(anyTree, at => {
        for (const format of HIERARCHICAL.filter(each => canRepresent(each, at.node))) {
          expect(through(format, at)).toEqual(withoutEmpty(at.node));
        }
      }),
    );
  });

  test('is the same through every format that can carry a resource', () => {
    fc.assert(
      fc.property(anyResource, at => {
        for (const format of SINGLE.filter(each => canRepresent(each, at.node))) {
          expect(through(format, at)).toEqual(withoutEmpty(at.node));
        }
      }),
    );
  });

  test('is the same through every composite format', () => {
    fc.assert(
      fc.property(anyTree, ({ path, node }) => {
        const values = valuesOf(path, node);
        const formats = [senmlJson, senmlCbor, lwm2mCbor].filter(format => canRepresent(format, node));
        const read = formats.map(format => {
          const codec = compositeCodec(format);
          return codec?.decodeValues(codec.encodeValues(values), definitionOf);
        });
        for (const decoded of read) {
          expect(decoded?.deviations).toEqual([]);
          expect(
            decoded?.node?.map(({ path: at, type, value, time }) => ({ path: at, type, value, time })),
          ).toEqual(values);
        }
      }),
    );
  });

  test('is the same through both forms of SenML-ETCH', () => {
    fc.assert(
      fc.property(anyTree, ({ path, node }) => {
        const changes = [...valuesOf(path, node), { path: { object: 3311, instance: 1 }, value: null }];
        const formats = canRepresent(senmlJson, node) ? [senmlEtchJson, senmlEtchCbor] : [senmlEtchCbor];
        for (const codec of formats.map(etchCodec)) {
          const decoded = codec?.decodePatch(codec.encodePatch(changes), definitionOf);
          expect(decoded?.deviations).toEqual([]);
          expect(decoded?.node).toHaveLength(changes.length);
          expect(decoded?.node?.map(({ value }) => value)).toEqual(changes.map(({ value }) => value));
        }
      }),
    );
  });

  test('is represented by each hierarchical format wherever it has values', () => {
    const node: InstanceNode = {
      kind: 'instance',
      id: 0,
      resources: [{ kind: 'single', id: 9, type: 'Integer', value: 100n }],
    };
    expect(HIERARCHICAL.map(format => canRepresent(format, node))).toEqual([true, true, true, true, true]);
  });
});
