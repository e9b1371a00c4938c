import type { Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { formatAttributes, type NotificationAttributes } from '../lwm2m/attributes/attributes.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { formatLinkFormat, type Link } from '../lwm2m/content/link-format/link-format.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import { formatPath, type Lwm2mPath } from '../lwm2m/path.ts';
import type { AttributeStore } from './attribute-store.ts';
import { type InstanceState, isThere, type ResourceState } from './resource-state.ts';
import type { Found } from './target.ts';

/** Discover (TS 1.0 §5.4.2): what is there, with the attributes written to each level; a resource shows what it inherits. */
export function discover(attributes: AttributeStore, target: Found, version: ModelVersion): Reply {
  return {
    code: '2.05',
    options: [uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat)],
    payload: Buffer.from(formatLinkFormat(linksBelow(attributes, target, version)), 'utf8'),
  };
}

function linksBelow(attributes: AttributeStore, target: Found, version: ModelVersion): Link[] {
  const { object } = target.path;
  switch (target.kind) {
    case 'object':
      return [
        link(`/${object}`, attributes.at({ object })),
        ...[...target.object.instances].flatMap(([id, state]) =>
          instanceLinks(attributes, object, id, state),
        ),
      ];
    case 'instance':
      return instanceLinks(attributes, object, target.path.instance ?? 0, target.instance);
    case 'resource': {
      const { instance = 0, resource = 0 } = target.path;
      const inherited = attributes.inherited(target.path);
      return [
        link(`/${object}/${instance}/${resource}`, inherited, dimension(target.resource)),
        ...(version === '1.0' ? [] : valueLinks(attributes, target.path, target.resource)),
      ];
    }
    case 'resource-instance':
      return [link(formatPath(target.path), attributes.inherited(target.path))];
  }
}

function instanceLinks(
  attributes: AttributeStore,
  object: number,
  instance: number,
  state: InstanceState,
): Link[] {
  return [
    link(`/${object}/${instance}`, attributes.at({ object, instance })),
    ...[...state]
      .filter(([, held]) => isThere(held))
      .map(([resource, held]) =>
        link(
          `/${object}/${instance}/${resource}`,
          attributes.at({ object, instance, resource }),
          dimension(held),
        ),
      ),
  ];
}

/** Resource instances, with what was written to each (TS 1.1 §6.3.2). */
function valueLinks(attributes: AttributeStore, path: Lwm2mPath, { content }: ResourceState): Link[] {
  const ids = content !== null && 'multiple' in content ? [...content.multiple.keys()] : [];
  return ids
    .map(resourceInstance => ({ ...path, resourceInstance }))
    .map(of => link(formatPath(of), attributes.at(of)));
}

/** Number of resource instances, null for a resource that has none. */
function dimension({ content }: ResourceState): number | null {
  return content !== null && 'multiple' in content ? content.multiple.size : null;
}

function link(target: string, attributes: NotificationAttributes, dim: number | null = null): Link {
  const items = formatAttributes(attributes).map(item => item.split('=') as [string, string]);
  const all = dim === null ? items : [['dim', String(dim)] as const, ...items];
  return { target, attributes: all.map(([name, value]) => ({ name, value, quoted: false })) };
}
