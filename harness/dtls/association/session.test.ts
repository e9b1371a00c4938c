import { expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { CIPHER_SUITES } from '../cipher-suite.ts';
import { type Session, SessionStore } from './session.ts';

const session = (id: number): Session => ({
  ...{
    id: Uint8Array.of(id),
    suite: CIPHER_SUITES[0],
    master: new Uint8Array(48),
    extendedMasterSecret: true,
  },
  ...{ peer: { kind: 'anonymous' }, serverName: null },
});

test('a store of sessions keeps so many of them, for a day, until they are forgotten', async () => {
  const clock = new VirtualClock();
  const store = new SessionStore(clock, 2);
  for (const id of [1, 2, 3]) store.put(session(id));
  store.put({ ...session(4), id: new Uint8Array(0) });
  expect([0, 1, 2, 3].map(id => store.find(Uint8Array.of(id))?.id[0])).toEqual([undefined, undefined, 2, 3]);
  expect(store.find(new Uint8Array(0))).toBeNull();
  store.forget(Uint8Array.of(2));
  expect(store.find(Uint8Array.of(2))).toBeNull();
  await clock.run(() => clock.wait(24 * 60 * 60 * 1000 + 1));
  expect(store.find(Uint8Array.of(3))).toBeNull();
});
