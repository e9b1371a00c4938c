import fc from 'fast-check';
import type { BootstrapAccount, ServerAccount } from './account.ts';

const security = fc.constantFrom('nosec' as const, { identity: 'device', key: 'c2VjcmV0' });
const uri = (secured: boolean, host: number): string =>
  secured ? `coaps://192.0.2.${host}:5684` : `coap://192.0.2.${host}:5683`;

const server: fc.Arbitrary<ServerAccount> = fc
  .record({
    shortServerId: fc.integer({ min: 1, max: 65_534 }),
    lifetime: fc.integer({ min: 1, max: 2 ** 31 }),
    binding: fc.constantFrom('U', 'UQ', 'S', 'SQ', 'US', 'UQS'),
    security,
    host: fc.nat(255),
  })
  .map(({ host, ...account }) => ({
    kind: 'server',
    serverUri: uri(account.security !== 'nosec', host),
    ...account,
  }));

/** Accounts that contradict neither themselves nor each other, at most one of them of a bootstrap server. */
export const accounts: fc.Arbitrary<readonly BootstrapAccount[]> = fc
  .tuple(
    fc.uniqueArray(server, { maxLength: 6, selector: ({ shortServerId }) => shortServerId }),
    fc.option(security),
  )
  .map(([servers, own]) =>
    own === null
      ? servers
      : [...servers, { kind: 'bootstrap-server', serverUri: uri(own !== 'nosec', 1), security: own }],
  );
