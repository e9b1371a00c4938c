import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { DEFAULT_PARAMETERS } from './parameters.ts';
import { Peer } from './peer.ts';
import { type Expectation, Tokens, tokenKey } from './tokens.ts';

const step = fc.record({ forgets: fc.boolean(), peer: fc.nat(1), token: fc.nat(2), which: fc.nat(20) });

describe('Tokens', () => {
  test('finds the latest expectation of each peer and token, and counts what each peer has', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const clock = new VirtualClock();
        const tokens = new Tokens(clock, DEFAULT_PARAMETERS.exchangeLifetime);
        const peers = [1, 2].map(port => new Peer({ host: '127.0.0.1', port }, clock, DEFAULT_PARAMETERS));
        const made: { readonly key: string; readonly expectation: Expectation }[] = [];
        const model = new Map<string, Expectation>();
        for (const { forgets, peer: index, token, which } of steps) {
          const peer = peers[index];
          const old = made[which % Math.max(1, made.length)];
          if (peer === undefined) continue;
          if (forgets && old !== undefined) {
            const past = {
              at: 0,
              peer: old.expectation.peer,
              request: null,
              answered: false,
              observation: null,
            };
            tokens.forget(old.key, old.expectation, past);
            const place = `${old.expectation.peer.address.port} ${old.key}`;
            if (model.get(place) === old.expectation) model.delete(place);
          } else {
            const key = tokenKey(Uint8Array.of(token));
            const expectation: Expectation = {
              ...{ kind: 'token', peer, listener: () => {}, treatment: 'accept' },
              ...{ observation: null, registration: null, delivered: 0 },
            };
            expect(tokens.expect(key, expectation)).toBe(model.get(`${peer.address.port} ${key}`));
            model.set(`${peer.address.port} ${key}`, expectation);
            made.push({ key, expectation });
          }
          for (const each of peers) {
            const mine = [...model].filter(([, { peer: owner }]) => owner === each);
            expect(each.expectations).toBe(mine.length);
            for (const key of ['\0', '\x01', '\x02']) {
              expect(tokens.find(each, key)).toBe(model.get(`${each.address.port} ${key}`));
              const others = [...model].some(
                ([place, { peer: owner }]) => place.endsWith(` ${key}`) && owner !== each,
              );
              expect(tokens.isAwaitedFromAnother(each, key)).toBe(others);
            }
          }
        }
      }),
    );
  });
});
