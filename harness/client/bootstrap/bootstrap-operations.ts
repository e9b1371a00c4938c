import type { ReceivedMessage, Reply } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { hasUnknownCriticalOption } from '../../coap/message/critical-options.ts';
import { breaches } from '../../coap/message/deviation.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { pathOf, uintOption, uintValue } from '../../coap/message/options.ts';
import { decodeContent } from '../../lwm2m/content/content.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { formatBootstrapDiscover } from '../../lwm2m/content/link-format/bootstrap-links.ts';
import type { Link } from '../../lwm2m/content/link-format/link-format.ts';
import { definitionsOf, resourceDefinition } from '../../lwm2m/model/object-definition.ts';
import { inRange } from '../../lwm2m/model/range.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../../lwm2m/node.ts';
import { type Lwm2mPath, parsePath, pathDepth } from '../../lwm2m/path.ts';
import { adopted } from '../adopted.ts';
import { booleanAt, integerAt } from '../data-model.ts';
import type { Device } from '../device-object.ts';
import { writableFormats } from '../formats.ts';
import { read } from '../read.ts';
import type { Content, InstanceState, ResourceState } from '../resource-state.ts';
import { resolveTarget } from '../target.ts';

const SECURITY = 0;
const SERVER = 1;
const DEVICE = 3;

/** What a bootstrap server may do with a device while it bootstraps it, apart from Bootstrap-Finish (TS 1.0 §5.2). */
export function answerBootstrap(device: Device, request: ReceivedMessage): Reply {
  if (hasUnknownCriticalOption(request)) return { code: '4.02' };
  const text = pathOf(request);
  const path = text === '/' ? null : parsePath(text);
  if (path === null && text !== '/') return { code: '4.04' };
  switch (request.code) {
    case METHODS.put:
      return path === null ? { code: '4.05' } : write(device, path, request);
    case METHODS.delete:
      return remove(device, path);
    case METHODS.get:
      return uintValue(request, OptionNumber.accept) === ContentFormat.linkFormat
        ? discover(device, path)
        : readBack(device, path, request);
    default:
      return { code: '4.05' };
  }
}

/**
 * Bootstrap-Write: creates or overwrites, whatever the rights; what the device does not support is ignored. The three levels
 * are object, instance and resource.
 */
function write(device: Device, path: Lwm2mPath, request: ReceivedMessage): Reply {
  const definition = device.objects.get(path.object)?.definition;
  if (definition === undefined) return { code: '4.04' };
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format === undefined) return { code: '4.00' };
  if (!writableFormats(device.configuration.lwm2m, pathDepth(path)).includes(format)) return { code: '4.15' };
  const { node, deviations } = decodeContent(format, path, request.payload, definitionsOf(definition));
  if (node === null || breaches(deviations).length > 0) return { code: '4.00' };
  const instances = instancesIn(path, node);
  if (instances === null) return { code: '4.00' };
  const states = instances.map(({ id, resources }) => [id, stateOf(device, path.object, resources)] as const);
  if (states.some(([, state]) => state === null)) return { code: '4.00' };
  for (const [id, state] of states) if (state !== null) store(device, path, id, state);
  return { code: '2.04' };
}

function instancesIn(path: Lwm2mPath, node: Lwm2mNode): readonly InstanceNode[] | null {
  switch (node.kind) {
    case 'object':
      return node.instances;
    case 'instance':
      return [{ ...node, id: path.instance ?? node.id }];
    case 'single':
    case 'multiple':
      return [{ kind: 'instance', id: path.instance ?? 0, resources: [node] }];
    default:
      return null;
  }
}

/** Null when a value is out of range or of the wrong shape; a resource that the device does not know is left out. */
function stateOf(device: Device, object: number, nodes: readonly ResourceNode[]): InstanceState | null {
  const definition = device.objects.get(object)?.definition;
  const state = new Map<number, ResourceState>();
  for (const node of nodes) {
    const resource = resourceDefinition(definition, node.id);
    if (resource === undefined || resource.operations === 'E') continue;
    const content: Content = node.kind === 'single' ? { single: node.value } : { multiple: node.values };
    const values = 'single' in content ? [content.single] : [...content.multiple.values()];
    if (resource.multiple !== 'multiple' in content) return null;
    if (!values.every(value => inRange(resource.range, value))) return null;
    state.set(node.id, { definition: resource, content, execution: null });
  }
  return state;
}

/** A write of a resource keeps the others of its instance; a write of an instance replaces it. */
function store(device: Device, path: Lwm2mPath, instance: number, state: InstanceState): void {
  const { model } = device;
  const held = path.resource === undefined ? undefined : model.instance(path.object, instance);
  const whole = held === undefined ? state : new Map([...held, ...state]);
  model.addInstance(path.object, instance, adopted(device, path.object, instance, whole));
}

/** Bootstrap-Delete: never of the bootstrap account nor of the Device object, and no failure because of them. */
function remove(device: Device, path: Lwm2mPath | null): Reply {
  if (path?.resource !== undefined) return { code: '4.05' };
  if (path !== null && !device.objects.has(path.object)) return { code: '4.04' };
  const { model } = device;
  const doomed = [...model.objects].flatMap(([object, { instances }]) =>
    path !== null && path.object !== object
      ? []
      : [...instances.keys()]
          .filter(id => path?.instance === undefined || path.instance === id)
          .map(id => ({ object, id })),
  );
  if (path?.instance !== undefined && doomed.length === 0) return { code: '4.04' };
  const kept = ({ object, id }: { readonly object: number; readonly id: number }): boolean =>
    object === DEVICE || (object === SECURITY && booleanAt(model, [SECURITY, id, 1], false));
  if (path?.instance !== undefined && doomed.every(kept)) return { code: '4.00' };
  for (const each of doomed) if (!kept(each)) model.removeInstance(each.object, each.id);
  return { code: '2.02' };
}

/** Bootstrap-Discover: what is there, with the Short Server IDs of the accounts. */
function discover(device: Device, path: Lwm2mPath | null): Reply {
  if (path !== null && (path.instance !== undefined || !device.objects.has(path.object)))
    return { code: path.instance === undefined ? '4.04' : '4.00' };
  const { model, configuration } = device;
  const links = [...model.objects]
    .filter(([object]) => path === null || path.object === object)
    .flatMap(([object, { instances }]): Link[] =>
      instances.size === 0
        ? [{ target: `/${object}`, attributes: [] }]
        : [...instances.keys()].map(id => ({
            target: `/${object}/${id}`,
            attributes: accountAttributes(device, object, id),
          })),
    );
  return {
    code: '2.05',
    options: [uintOption(OptionNumber.contentFormat, ContentFormat.linkFormat)],
    payload: Buffer.from(formatBootstrapDiscover(configuration.lwm2m, links), 'utf8'),
  };
}

function accountAttributes({ model }: Device, object: number, id: number): Link['attributes'] {
  const isServer = object === SERVER || (object === SECURITY && !booleanAt(model, [SECURITY, id, 1], false));
  if (!isServer) return [];
  const shortServerId = integerAt(model, [object, id, object === SERVER ? 0 : 10]);
  return [{ name: 'ssid', value: String(shortServerId), quoted: false }];
}

/** Bootstrap-Read: of the Server and the Access Control object, from LwM2M 1.1 on (TS 1.1 §6.1.7.6). */
function readBack(device: Device, path: Lwm2mPath | null, request: ReceivedMessage): Reply {
  if (path === null || device.configuration.lwm2m === '1.0') return { code: '4.05' };
  if (path.object !== SERVER && path.object !== 2) return { code: '4.01' };
  const target = resolveTarget(device.model, pathOf(request), device.configuration.lwm2m);
  return target.kind === 'refused'
    ? { code: target.code }
    : read(target, uintValue(request, OptionNumber.accept), device.configuration.lwm2m);
}
