import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accounts } from './account.arbitrary.ts';
import type { BootstrapAccount, ServerAccount } from './account.ts';
import { planSteps } from './account-steps.ts';
import type { BootstrapStep } from './bootstrap-step.ts';
import { holdsSecrets, inconsistencies } from './consistency.ts';

const steps = (given: readonly BootstrapAccount[]): readonly BootstrapStep[] =>
  planSteps({ discover: [], deletes: [], accounts: given });

const account: ServerAccount = {
  kind: 'server',
  serverUri: 'coap://192.0.2.7:5683',
  shortServerId: 101,
  lifetime: 60,
  binding: 'U',
  security: 'nosec',
};
const own: BootstrapAccount = {
  kind: 'bootstrap-server',
  serverUri: 'coap://192.0.2.8:5783',
  security: 'nosec',
};

describe('inconsistencies', () => {
  test('finds none in what accounts that agree are turned into', () => {
    fc.assert(fc.property(accounts, given => expect(inconsistencies(steps(given))).toEqual([])));
  });

  test('says the same of one write for a whole object', () => {
    const whole: readonly BootstrapStep[] = [
      { kind: 'write', path: '/0', value: { 1: { 0: 'coap://192.0.2.7', 1: false, 2: 3, 10: 5 } } },
      { kind: 'write', path: '/1', value: { 0: { 0: 5, 1: 60, 6: true, 7: 'U' } } },
    ];
    expect(inconsistencies(whole)).toEqual([]);
    expect(inconsistencies(whole.slice(0, 1))).toEqual(['the server 5 has no Server instance']);
  });

  test.each<[string, readonly BootstrapAccount[], RegExp]>([
    ['two servers with one id', [account, { ...account, lifetime: 90 }], /two Security instances.*101/],
    ['two accounts of bootstrap servers', [own, own, account], /more than one account of a bootstrap server/],
    ['a Short Server ID of 0', [{ ...account, shortServerId: 0 }], /Short Server ID of \/0\/1 is 0/],
    ['the reserved Short Server ID', [{ ...account, shortServerId: 65_535 }], /is 65535/],
    ['a URI that is none', [{ ...account, serverUri: 'http://192.0.2.7' }], /\/0\/1 has no URI/],
    [
      'a secured URI without a key',
      [{ ...account, serverUri: 'coaps://192.0.2.7' }],
      /security mode 3 of \/0\/1 does not go with coaps/,
    ],
  ])('names %s', (_, given, problem) => {
    expect(inconsistencies(steps(given)).join('\n')).toMatch(problem);
  });

  test('names a single resource that breaks the tie of two instances', () => {
    const broken: readonly BootstrapStep[] = [
      ...steps([account]),
      { kind: 'write', path: '/1/0/0', value: 102 },
    ];
    expect(inconsistencies(broken)).toEqual([
      'the server 101 has no Server instance',
      'the server 102 has no Security instance',
    ]);
  });
});

describe('holdsSecrets', () => {
  test('is true exactly where a key is handed out', () => {
    fc.assert(
      fc.property(accounts, given => {
        expect(holdsSecrets(steps(given))).toBe(given.some(({ security }) => security !== 'nosec'));
      }),
    );
  });
});
