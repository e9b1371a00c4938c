import type { Outcome } from '../../coap/exchange/received-message.ts';
import { isSuccess } from '../../coap/message/codes.ts';
import { readBootstrapDiscover } from '../../lwm2m/content/link-format/bootstrap-links.ts';
import type { DefinitionLookup } from '../../lwm2m/model/object-definition.ts';
import { parsePath } from '../../lwm2m/path.ts';
import type { PlainInstances } from '../outgoing-content.ts';
import type { BootstrapStep } from './bootstrap-step.ts';
import { writtenInstances } from './written-instances.ts';

const SECURITY = 0;

/**
 * The Security instance that holds the account of the bootstrap server, as a device tells it in the answer to a
 * Bootstrap-Discover, in whichever form: the only one without a Short Server ID. Undefined when the answer does not tell.
 */
export function bootstrapInstance(
  outcome: Outcome,
  definitions: DefinitionLookup,
  lwm2m: '1.0' | '1.1',
): number | undefined {
  if (outcome.kind !== 'response' || !isSuccess(outcome.message.code)) return undefined;
  const { node } = readBootstrapDiscover(outcome.message.payload, definitions, lwm2m);
  const accounts = (node?.links ?? []).flatMap(({ path, properties }) =>
    path !== null && path !== 'root' && path.object === SECURITY && path.instance !== undefined
      ? [{ instance: path.instance, ssid: properties.ssid }]
      : [],
  );
  return accounts.find(({ ssid }) => ssid === undefined)?.instance;
}

/** The same sequence, in which no account of an LwM2M server takes the place of the bootstrap server's own. */
export function placedSteps(steps: readonly BootstrapStep[], reserved: number): readonly BootstrapStep[] {
  const places = new Map<number, number>();
  const taken = new Set([reserved]);
  for (const [id, resources] of writtenInstances(steps, SECURITY)) {
    let place = id;
    while (taken.has(place)) place += 1;
    if (resources[1] === true) place = reserved;
    taken.add(place);
    places.set(id, place);
  }
  return steps.map(step => (step.kind === 'write' ? placed(step, places) : step));
}

type Write = Extract<BootstrapStep, { kind: 'write' }>;

function placed(step: Write, places: ReadonlyMap<number, number>): Write {
  const { object, instance } = parsePath(step.path) ?? {};
  if (object !== SECURITY) return step;
  if (instance !== undefined) {
    const [, , , ...rest] = step.path.split('/');
    return { ...step, path: ['', SECURITY, places.get(instance) ?? instance, ...rest].join('/') };
  }
  const moved = Object.entries(step.value as PlainInstances).map(
    ([id, resources]) => [places.get(Number(id)) ?? id, resources] as const,
  );
  return { ...step, value: Object.fromEntries(moved) };
}
