import { describe, expect, test } from '@jest/globals';
import { builtInDefinitions } from '../../lwm2m/model/registry.ts';
import { DataModel } from '../data-model.ts';
import { newInstance } from '../new-instance.ts';
import { type AccessEntry, accessEntries, addEntry, OBJECT_LEVEL, type Right } from './access-entry.ts';
import { AccessKeeper } from './access-keeper.ts';
import { AccessRights } from './access-rights.ts';

const OWNER = 101;
const OTHER = 102;
const SENSORS = 3303;
const RIGHTS: readonly Right[] = ['R', 'W', 'E', 'D', 'C'];

/** A model with accounts of these servers and one temperature sensor; nothing about access yet. */
function modelOf(...servers: readonly number[]): DataModel {
  const model = new DataModel();
  const definitions = new Map(builtInDefinitions('1.0').map(definition => [definition.id, definition]));
  const add = (object: number, instance: number, resources: Parameters<typeof newInstance>[1]): void => {
    const definition = definitions.get(object);
    if (definition === undefined) throw new RangeError(`there is no object ${object}`);
    model.addObject(definition);
    if (instance >= 0) model.addInstance(object, instance, newInstance(definition, resources));
  };
  servers.forEach((server, index) => {
    add(0, index, { 0: `coap://127.0.0.1:${5683 + index}`, 1: false, 10: BigInt(server) });
    add(1, index, { 0: BigInt(server) });
  });
  add(2, -1, {});
  add(SENSORS, 0, { 5700: 20 });
  return model;
}

function keeperOf(model: DataModel, creatable = false): AccessKeeper {
  const [definition] = builtInDefinitions('1.0').filter(({ id }) => id === SENSORS);
  if (definition === undefined) throw new RangeError('there are no sensors');
  const object = { id: SENSORS, instances: () => new Map(), creatable };
  return new AccessKeeper(model, new Map([[SENSORS, { object, definition }]]));
}

const entriesOf = (model: DataModel): readonly Omit<AccessEntry, 'id'>[] =>
  accessEntries(model).map(({ id: _, ...entry }) => entry);

describe('Rights on an instance', () => {
  const bits = { R: 1, W: 2, E: 4, D: 8, C: 16 };
  const cases: readonly [string, ReadonlyMap<number, number>, server: number, rights: string][] = [
    ['everything for an owner that is not listed', new Map([[OTHER, bits.R]]), OWNER, 'RWEDC'],
    ['what its own entry says for an owner that is listed', new Map([[OWNER, bits.W]]), OWNER, 'W'],
    ['everything for an owner whatever the default entry says', new Map([[0, bits.R]]), OWNER, 'RWEDC'],
    ['what its own entry says for a server', new Map([[OTHER, bits.R + bits.D]]), OTHER, 'RD'],
    ['what the default entry says for a server that is not listed', new Map([[0, bits.E]]), OTHER, 'E'],
    [
      'its own entry before the default entry',
      new Map([
        [0, 31],
        [OTHER, 0],
      ]),
      OTHER,
      '',
    ],
    ['nothing for a server that nothing is said about', new Map([[OWNER, 31]]), OTHER, ''],
  ];

  test.each(cases)('are %s', (_, list, server, wanted) => {
    const model = modelOf(OWNER, OTHER);
    addEntry(model, { object: SENSORS, instance: 0, list, owner: OWNER });
    expect(rightsOn(model, server, SENSORS)).toBe(wanted);
  });

  test('are none where nothing says who has them', () => {
    expect(rightsOn(modelOf(OWNER, OTHER), OWNER, SENSORS)).toBe('');
  });

  test('are all for a single server, whatever is said', () => {
    const model = modelOf(OWNER);
    addEntry(model, { object: SENSORS, instance: 0, list: new Map([[OWNER, 0]]), owner: OTHER });
    expect(rightsOn(model, OWNER, SENSORS)).toBe('RWEDC');
  });

  test('are those of the owner alone where an Access Control instance is written', () => {
    const model = modelOf(OWNER, OTHER);
    addEntry(model, { object: SENSORS, instance: 0, list: new Map([[OTHER, 31]]), owner: OWNER });
    expect([OWNER, OTHER].map(server => rightsOn(model, server, 2))).toEqual(['RWEDC', 'REDC']);
  });

  function rightsOn(model: DataModel, server: number, object: number): string {
    const address = { host: '127.0.0.1', port: 5683 };
    const account = { shortServerId: server, securityInstance: 0, serverInstance: 0, address };
    const rights = new AccessRights(model, account);
    return RIGHTS.filter(right => rights.may(right, object, 0)).join('');
  }
});

describe('Access Control instances', () => {
  test('are made for what a device with two servers has, each Server instance for its own server', () => {
    const model = modelOf(OWNER, OTHER);
    keeperOf(model, true).complete();
    const none = new Map();
    expect(entriesOf(model)).toEqual([
      { object: 1, instance: 0, list: none, owner: OWNER },
      { object: 1, instance: 1, list: none, owner: OTHER },
      { object: SENSORS, instance: 0, list: none, owner: OWNER },
      { object: SENSORS, instance: OBJECT_LEVEL, list: new Map([[OWNER, 16]]), owner: OWNER },
    ]);
  });

  test('are made once, and not for a single server', () => {
    const [single, several] = [modelOf(OWNER), modelOf(OWNER, OTHER)];
    for (const model of [single, several]) {
      const keeper = keeperOf(model);
      keeper.complete();
      keeper.complete();
    }
    expect([single, several].map(model => accessEntries(model).length)).toEqual([0, 3]);
  });

  test('come with an instance, for the server that creates it, and go with it', () => {
    const model = modelOf(OWNER, OTHER);
    const keeper = keeperOf(model);
    keeper.complete();
    keeper.creating(OTHER, () => model.addInstance(SENSORS, 7, new Map()));
    expect(entriesOf(model)).toContainEqual({ object: SENSORS, instance: 7, list: new Map(), owner: OTHER });
    model.removeInstance(SENSORS, 7);
    expect(entriesOf(model).filter(({ instance }) => instance === 7)).toEqual([]);
  });
});
