import type { Pattern } from '../../coap/exchange/inbox.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import { parsePath } from '../../lwm2m/path.ts';
import { fromPlain, type PlainValue, toPlain } from '../../lwm2m/plain-value.ts';
import type { ServerSut } from '../server-sut.ts';
import { type Stimulated, stimulated } from '../stimulated.ts';
import type { TesterDevice } from '../tester-device.ts';

/** One thing of a scenario: what it is called in the record, and what it has beyond the ordinary device. */
export interface DescribedDevice {
  /** In the record and, unless it has an endpoint name of its own, at the end of it: `light-7`. */
  readonly name: string;
  readonly endpoint?: string;
  /** Values by path of a single resource, `/3311/0/5850`; an object that the ordinary device lacks comes with its first instance. */
  readonly holds?: Readonly<Record<string, PlainValue>>;
}

/** One device among several that a server manages: what it holds, and how its server sees it. */
export class FleetDevice {
  readonly name: string;
  readonly endpoint: string;
  readonly device: TesterDevice;
  /** The server, as far as this device is concerned. */
  readonly sut: ServerSut;
  readonly #definitions: DefinitionLookup;

  constructor(
    { name, holds = {} }: DescribedDevice,
    endpoint: string,
    device: TesterDevice,
    sut: ServerSut,
    definitions: DefinitionLookup,
  ) {
    this.name = name;
    this.endpoint = endpoint;
    this.device = device;
    this.sut = sut;
    this.#definitions = definitions;
    for (const [path, value] of Object.entries(holds)) this.change(path, value);
  }

  /** Makes the server act on this device, and gives the request it sent together with what it told its user. */
  order<Answer>(pattern: Pattern, act: (sut: ServerSut) => Promise<Answer>): Promise<Stimulated<Answer>> {
    return stimulated(this.device, pattern, () => act(this.sut));
  }

  /** A value of the device as it is now; undefined for a resource without one. */
  holds(path: string): PlainValue | undefined {
    const [object, instance, resource] = idsOf(path);
    const content = this.device.model.resource(object, instance, resource)?.content;
    return content && 'single' in content ? toPlain(content.single) : undefined;
  }

  /** A value changes as a sensor or a person at the device would change it. */
  change(path: string, value: PlainValue): void {
    const [object, instance, resource] = idsOf(path);
    const type = this.#definitions(object)?.resources.find(({ id }) => id === resource)?.type;
    const single = type === undefined ? null : fromPlain(type, value);
    const { model } = this.device;
    const isHeld = single !== null && model.hold(object, instance, resource);
    if (!isHeld || !model.set(object, instance, resource, { single })) throw misuse(path);
  }
}

/** Objects that a description speaks of, in their order. */
export function objectsIn({ holds = {} }: DescribedDevice): readonly number[] {
  return [...new Set(Object.keys(holds).map(path => idsOf(path)[0]))];
}

function idsOf(path: string): readonly [object: number, instance: number, resource: number] {
  const { object, instance, resource } = parsePath(path) ?? {};
  if (object === undefined || instance === undefined || resource === undefined) throw misuse(path);
  return [object, instance, resource];
}

function misuse(path: string): HarnessBugError {
  return new HarnessBugError('purpose.fleet', `a device of a scenario cannot hold this at ${path}`, {
    hint: 'describe it by single resources of objects that Touchstone knows, with values of their types',
  });
}
