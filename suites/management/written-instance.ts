import {
  type ClientContext,
  type Expectation,
  message,
  objectList,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';

/** Every resource that a temperature sensor must have, and its unit. */
export const SENSOR = { 5700: 20.5, 5701: 'Cel' } as const;

/** Content of a Create of object 3303 with this id. */
export function sensorWithId(id: number) {
  const { format, payload } = tlv('/3303', SENSOR);
  const header = id < 256 ? [0x08, id, payload.length] : [0x28, id >> 8, id & 0xff, payload.length];
  return { format, payload: Uint8Array.from([...header, ...payload]) };
}

/**
 * The Update that tells of a change of the instances: of several, as a device may send one for all or one for each, the
 * last that has an object list.
 */
export async function listAfter(t: ClientContext) {
  let told = await t.server.next(UPDATE);
  for (let next = told; next.kind !== 'silence'; next = await t.server.next(UPDATE, t.silenceSpan)) {
    if (next.message.payload.length > 0) told = next;
  }
  return told;
}

type Subject = Awaited<ReturnType<typeof listAfter>>;

export function listing(...paths: readonly string[]): Expectation<Subject> {
  return inList(`an object list with ${paths.join(', ')}`, list => paths.every(path => list.includes(path)));
}

export function notListing(path: string): Expectation<Subject> {
  return inList(`an object list without ${path}`, list => list.length > 0 && !list.includes(path));
}

function inList(meaning: string, predicate: (list: readonly string[]) => boolean): Expectation<Subject> {
  return message(
    meaning,
    received => {
      const list = objectList(received);
      return { pass: list !== null && predicate(list), received: list?.join(', ') ?? 'no object list' };
    },
    'payload.unexpected',
  );
}
