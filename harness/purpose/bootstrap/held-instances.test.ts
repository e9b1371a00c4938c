import { describe, expect, test } from '@jest/globals';
import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintOption } from '../../coap/message/options.ts';
import { definitionOf } from '../../lwm2m/model/registry.ts';
import { parsePath } from '../../lwm2m/path.ts';
import { type BootstrapContent, contentFor } from '../../server/outgoing-content.ts';
import { HeldInstances } from './held-instances.ts';

function holding(instances: Readonly<Record<string, BootstrapContent>>): HeldInstances {
  const held = new HeldInstances(definitionOf);
  for (const [path, value] of Object.entries(instances)) expect(write(held, path, value)).toBe(true);
  return held;
}

function write(held: HeldInstances, path: string, value: BootstrapContent): boolean {
  const { format, payload } = contentFor(path, value, definitionOf);
  const options = [uintOption(OptionNumber.contentFormat, format)];
  return held.write(parsed(path), { options, payload } as unknown as ReceivedMessage);
}

function parsed(path: string) {
  const found = parsePath(path);
  if (found === null) throw new TypeError(path);
  return found;
}

const FACTORY = {
  '/0/3': { 0: 'coap://b', 1: true, 2: 3 },
  '/0/1': { 0: 'coap://a', 1: false, 2: 3, 10: 7 },
  '/1/0': { 0: 7, 1: 60 },
  '/3/0': { 0: 'Touchstone' },
};

describe('what a device holds', () => {
  test.each([
    [null, ['/0/3', '/3/0']],
    ['/0', ['/0/3', '/1/0', '/3/0']],
    ['/0/3', ['/0/1', '/0/3', '/1/0', '/3/0']],
    ['/0/1', ['/0/3', '/1/0', '/3/0']],
    ['/1', ['/0/1', '/0/3', '/3/0']],
    ['/3/0', ['/0/1', '/0/3', '/1/0', '/3/0']],
    ['/9', ['/0/1', '/0/3', '/1/0', '/3/0']],
  ])('after a Bootstrap-Delete of %s still has its own account and the Device object', (path, left) => {
    const held = holding(FACTORY);
    held.delete(path === null ? null : parsed(path));
    expect(held.paths).toEqual(left);
  });

  test('is replaced by a Bootstrap-Write of an instance, and completed by one of a resource', () => {
    const held = holding(FACTORY);
    write(held, '/1/0', { 0: 8 });
    write(held, '/1/0/1', 90);
    expect(held.values).toMatchObject({ '/1/0/0': 8, '/1/0/1': 90 });
    write(held, '/1', { 5: { 0: 9, 1: 30 } });
    expect(held.paths).toContain('/1/5');
    expect(held.values['/1/0/0']).toBe(8);
  });

  test('does not change by content that cannot be read', () => {
    const held = holding(FACTORY);
    const before = held.values;
    const options = [uintOption(OptionNumber.contentFormat, 11542)];
    const cut = { options, payload: Uint8Array.of(0xc8, 0x00) } as unknown as ReceivedMessage;
    expect(held.write(parsed('/1/0'), cut)).toBe(false);
    expect(held.values).toEqual(before);
  });
});
