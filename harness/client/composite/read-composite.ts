import type { Reply } from '../../coap/exchange/received-message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintOption } from '../../coap/message/options.ts';
import type { PathSelector } from '../../lwm2m/content/codec.ts';
import { compositeCodec } from '../../lwm2m/content/content.ts';
import type { PathValue } from '../../lwm2m/content/flat/path-value.ts';
import { valuesOf } from '../../lwm2m/content/flat/values-of.ts';
import { formatPath } from '../../lwm2m/path.ts';
import type { AccessRights } from '../access/access-rights.ts';
import type { Device } from '../device-object.ts';
import { readableNode } from '../read.ts';
import { resolvePath } from '../target.ts';
import type { Selection } from './selection.ts';

const SECURITY_OBJECT = 0;

/** Read-Composite (TS 1.1 §6.3.8): what is there and may be read of what was asked for, each value once. */
export function readComposite(device: Device, access: AccessRights, { paths, format }: Selection): Reply {
  return {
    code: '2.05',
    options: [uintOption(OptionNumber.contentFormat, format)],
    payload: compositeCodec(format)?.encodeValues(selectedValues(device, access, paths)) ?? new Uint8Array(0),
  };
}

/** In the order of the selection; what overlaps comes where it is first asked for. */
export function selectedValues(
  device: Pick<Device, 'model' | 'configuration'>,
  access: AccessRights,
  paths: readonly PathSelector[],
): readonly PathValue[] {
  const values = new Map<string, PathValue>();
  for (const value of paths.flatMap(path => valuesAt(device, access, path))) {
    const key = formatPath(value.path);
    if (!values.has(key)) values.set(key, value);
  }
  return [...values.values()];
}

/** Nothing where nothing is, or where it is not for servers. */
function valuesAt(
  device: Pick<Device, 'model' | 'configuration'>,
  access: AccessRights,
  path: PathSelector,
): readonly PathValue[] {
  const { model, configuration } = device;
  if (path === 'root') {
    const objects = [...model.objects.keys()].filter(object => object !== SECURITY_OBJECT);
    return objects.flatMap(object => valuesAt(device, access, { object }));
  }
  const target = resolvePath(model, path, configuration.lwm2m);
  if (target.kind === 'refused') return [];
  if (path.instance !== undefined && !access.mayRead(path.object, path.instance)) return [];
  const node = readableNode(access.visible(target));
  return node === null ? [] : valuesOf(path, node);
}
