import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintValue } from '../../coap/message/options.ts';
import { decodeContent } from '../../lwm2m/content/content.ts';
import { valuesOf } from '../../lwm2m/content/flat/values-of.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../../lwm2m/node.ts';
import { formatPath, type Lwm2mPath, parsePath } from '../../lwm2m/path.ts';
import { toPlain } from '../../lwm2m/plain-value.ts';
import type { Values } from '../expect-content.ts';

const SECURITY = 0;
const DEVICE = 3;
const BOOTSTRAP_SERVER = 1;

/** The object instances that a device holds, as a bootstrap server changes them (TS 1.0 §5.2). */
export class HeldInstances {
  readonly #byPath = new Map<string, InstanceNode>();
  readonly #definitions: DefinitionLookup;

  constructor(definitions: DefinitionLookup) {
    this.#definitions = definitions;
  }

  /** Of every instance, sorted: `/0/0`. */
  get paths(): readonly string[] {
    return [...this.#byPath.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  /** Every value by full path. */
  get values(): Values {
    return Object.fromEntries(
      this.paths.flatMap(path => {
        const node = this.#byPath.get(path);
        const parsed = parsePath(path);
        if (node === undefined || parsed === null) return [];
        return valuesOf(parsed, node).map(({ path: of, value }) => [formatPath(of), toPlain(value)]);
      }),
    );
  }

  /** Puts an instance there, as the factory does. */
  hold(object: number, instance: InstanceNode): void {
    this.#byPath.set(`/${object}/${instance.id}`, instance);
  }

  /** Forgets everything that is not of the object. */
  empty(): void {
    this.#byPath.clear();
  }

  /** Bootstrap-Write of an object, instance or resource; false when the content cannot be read as that. */
  write(path: Lwm2mPath, message: ReceivedMessage): boolean {
    const format = uintValue(message, OptionNumber.contentFormat) ?? -1;
    const { node } = decodeContent(format, path, message.payload, this.#definitions);
    if (node === null) return false;
    this.#put(path, node);
    return true;
  }

  /** Bootstrap-Delete of everything, an object or an instance: never of the account of the bootstrap server, nor of the device. */
  delete(path: Lwm2mPath | null): void {
    const prefix = path === null ? '/' : `${formatPath(path)}/`;
    for (const [held, instance] of [...this.#byPath]) {
      if (`${held}/`.startsWith(prefix) && !isProtected(held, instance)) this.#byPath.delete(held);
    }
  }

  #put({ object, instance = 0 }: Lwm2mPath, node: Lwm2mNode): void {
    if (node.kind === 'object') for (const each of node.instances) this.hold(object, each);
    else if (node.kind === 'instance') this.hold(object, node);
    else if (node.kind !== 'resource-instance') this.#putResource(object, instance, node);
  }

  #putResource(object: number, instance: number, resource: ResourceNode): void {
    const held = this.#byPath.get(`/${object}/${instance}`)?.resources ?? [];
    const resources = [...held.filter(({ id }) => id !== resource.id), resource];
    this.hold(object, { kind: 'instance', id: instance, resources });
  }
}

/** Whether a Security instance is the account of a bootstrap server. */
export function isBootstrapAccount({ resources }: InstanceNode): boolean {
  return resources.some(
    each => each.id === BOOTSTRAP_SERVER && each.kind === 'single' && each.value === true,
  );
}

function isProtected(path: string, instance: InstanceNode): boolean {
  if (path === `/${DEVICE}/0`) return true;
  return path.startsWith(`/${SECURITY}/`) && isBootstrapAccount(instance);
}
