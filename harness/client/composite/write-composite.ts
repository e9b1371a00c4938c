import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { breaches } from '../../coap/message/deviation.ts';
import type { Code } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintValue } from '../../coap/message/options.ts';
import { compositeCodec } from '../../lwm2m/content/content.ts';
import type { PathValue } from '../../lwm2m/content/flat/path-value.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { ResourceNode } from '../../lwm2m/node.ts';
import { formatPath, type Lwm2mPath } from '../../lwm2m/path.ts';
import type { AccessRights } from '../access/access-rights.ts';
import type { Device } from '../device-object.ts';
import { resolvePath } from '../target.ts';
import { type Change, commit, prepare } from '../write.ts';
import { COMPOSITE_FORMATS } from './selection.ts';

/** Write-Composite (TS 1.1 §6.3.9): all of the values or none. */
export function writeComposite(device: Device, access: AccessRights, request: ReceivedMessage): Code {
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format === undefined) return '4.00';
  const codec = COMPOSITE_FORMATS.includes(format) ? compositeCodec(format) : undefined;
  if (codec === undefined) return '4.15';
  const definitions: DefinitionLookup = object => device.model.objects.get(object)?.definition;
  const { node: values, deviations } = codec.decodeValues(request.payload, definitions);
  if (values === null || values.length === 0 || breaches(deviations).length > 0) return '4.00';
  const changes: Change[] = [];
  for (const [first, ...others] of Map.groupBy(values, ({ path }) => resourceOf(path)).values()) {
    if (first === undefined) continue;
    const change = changeOf(device, first, others);
    const { object, instance = 0 } = first.path;
    if (typeof change !== 'string' && !access.may('W', object, instance, request)) return '4.01';
    if (typeof change === 'string') return change;
    changes.push(change);
  }
  commit(device.model, changes);
  return '2.04';
}

/** New content of one resource; resource instances that are not named stay as they are. */
function changeOf(device: Device, first: PathValue, others: readonly PathValue[]): Change | Code {
  const { path } = first;
  const { object, instance, resource: id = 0 } = path;
  // A new resource instance may be written; its resource has to be there.
  const resource = { object, ...(instance === undefined ? {} : { instance }), resource: id };
  const target = resolvePath(device.model, resource, device.configuration.lwm2m);
  if (target.kind === 'refused') return target.code;
  if (target.kind !== 'resource') return '4.00';
  const node = nodeOf(id, [first, ...others]);
  return node === null ? '4.00' : prepare(resource, target.resource, node, 'update');
}

/** Null where one value is given twice. */
function nodeOf(id: number, values: readonly PathValue[]): ResourceNode | null {
  const [first] = values;
  if (first === undefined) return null;
  const { type, value, path } = first;
  if (path.resourceInstance === undefined)
    return values.length === 1 ? { kind: 'single', id, type, value } : null;
  const byId = new Map(values.map(each => [each.path.resourceInstance ?? 0, each.value]));
  return byId.size === values.length ? { kind: 'multiple', id, type, values: byId } : null;
}

function resourceOf({ object, instance = 0, resource = 0 }: Lwm2mPath): string {
  return formatPath({ object, instance, resource });
}
