import {
  answersAttributes,
  type ClientContext,
  clientPurpose,
  notifiesAs,
  type PlainValue,
  type RegisteredDevice,
  tlv,
  WatchedResource,
} from '../../harness/touchstone.ts';

/** Where attributes are written, and what is observed. */
export type Level = 'object' | 'instance' | 'resource';

/**
 * What happens during an observation: the resource gets a value, attributes are written, or time passes. What is due after pmin is
 * found missing when a quarter of the longest period and 1.25 × PROCESSING_DELAY have passed since: a case listens well beyond that, or
 * well below; at that very time it were luck.
 */
export type Step =
  | { readonly change: PlainValue; readonly thenListen?: 'until-notified' | 'not' }
  | { readonly write: string; readonly at?: Level }
  | { readonly listen: number };

/** One observation, for the oracle of docs/write-attributes.md to judge. Times in seconds. */
export interface ScheduleCase {
  /** `ti.pmax-alone`: the id of the purpose without its interface. */
  readonly id: `${'bv' | 'ti'}.${string}`;
  readonly title: string;
  readonly requirements: Parameters<typeof clientPurpose>[0]['requirements'];
  readonly clause?: string;
  readonly level?: 'should';
  /** Beside what the resource asks for. */
  readonly when: string;
  readonly resource: keyof typeof RESOURCES;
  /** Its value when the observation begins; whatever it has, unless given. */
  readonly start?: PlainValue;
  readonly defaults?: { readonly pmin?: number; readonly pmax?: number };
  /** Written before the observation, in this order. */
  readonly attributes?: readonly (readonly [at: Level, query: string])[];
  readonly observed?: Level;
  readonly steps: readonly Step[];
}

/** The resources that every device has and that change nothing else, and the one Float that a sensor has. */
const RESOURCES = {
  /** Long enough in every case for the registration to outlive the purpose. */
  lifetime: { path: (account: string) => `${account}/1`, type: 'Integer', when: null, needs: [] },
  switch: { path: (account: string) => `${account}/6`, type: 'Boolean', when: null, needs: [] },
  temperature: { path: () => '/3303/0/5700', type: 'Float', when: 'object.3303', needs: ['setResource'] },
} as const;

/** Times PROCESSING_DELAY: by then a device has noticed a change, however slow, and a missing notification is missing. */
const BEYOND_REACTION = 1.5;
const DEPTHS = { object: 1, instance: 2, resource: 3 } as const;
const PERIODS = { pmin: 2, pmax: 3 } as const;

/** Declares a purpose for every case of a table. */
export function declareSchedules(cases: readonly ScheduleCase[]): void {
  for (const each of cases) {
    const { id, title, requirements, level, resource } = each;
    clientPurpose(
      {
        ...{ id: `reporting.${id}`, title, requirements, clause: each.clause ?? 'TS 1.0 §5.1.2, §5.5.2' },
        ...(level === undefined ? {} : { level }),
        when: [each.when, RESOURCES[resource].when].filter(part => part !== null).join(' && '),
        needs: RESOURCES[resource].needs,
      },
      t => follow(t, each),
    );
  }
}

async function follow(t: ClientContext, each: ScheduleCase): Promise<void> {
  const { resource, start, attributes = [], observed = 'resource', steps } = each;
  const registered = await t.registered(
    resource === 'lifetime' && typeof start === 'number' ? { lifetime: start } : {},
  );
  const path = RESOURCES[resource].path(registered.account);
  if (resource !== 'lifetime' && start !== undefined) await t.change(registered.device, path, start);
  await writeDefaults(t, registered, each);
  const watched = await WatchedResource.of(t, registered.device, path);
  watched.assume(each.defaults ?? {});
  const places = { object: upTo(path, DEPTHS.object), instance: upTo(path, DEPTHS.instance), resource: path };
  const counts = { written: 0 };
  const write = async (query: string, at: Level): Promise<void> => {
    counts.written += 1;
    const words = counts.written === 1 ? 'attributes-accepted' : `attributes-${counts.written}-accepted`;
    const answers = answersAttributes({
      ...{ version: t.lwm2m, query: query.split('&') },
      ...{ depth: DEPTHS[at], type: RESOURCES[resource].type },
    });
    t.check(words, await watched.writeAttributes(query, places[at]), answers);
  };
  for (const [at, query] of attributes) await write(query, at);
  await watched.observe(places[observed]);
  for (const step of steps) {
    if ('write' in step) await write(step.write, step.at ?? 'resource');
    else if ('listen' in step) await watched.listen(step.listen * 1000);
    else {
      await watched.change(step.change);
      if (step.thenListen === 'not') continue;
      await watched.next(BEYOND_REACTION * t.silenceSpan);
      // What came just before the next change could be meant for that.
      await t.settled();
    }
  }
  t.check('schedule', watched.seen, notifiesAs(watched.expected()));
}

async function writeDefaults(
  t: ClientContext,
  { device, account }: RegisteredDevice,
  { defaults = {} }: ScheduleCase,
): Promise<void> {
  for (const name of ['pmin', 'pmax'] as const) {
    const path = `${account}/${PERIODS[name]}`;
    const seconds = defaults[name];
    if (seconds !== undefined) t.done(await device.write(path, tlv(path, seconds)), `the Write of ${path}`);
  }
}

function upTo(path: string, depth: number): string {
  return path
    .split('/')
    .slice(0, depth + 1)
    .join('/');
}
