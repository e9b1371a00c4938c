import {
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  elapsed,
  optionalParameter,
  parameter,
  REGISTER,
  UPDATE,
} from '../../harness/touchstone.ts';

const LIFETIMES = [
  ['default', 86_400, 'the default lifetime'],
  ['long', 2_147_483_647, 'the longest lifetime of 32 bits'],
] as const;

for (const [words, seconds, what] of LIFETIMES) {
  clientPurpose(
    {
      id: `registration.bv.${words}-lifetime`,
      title: `registers with ${what} when its account has that`,
      requirements: ['HLF-019', 'HLF-037'],
      clause: 'TS 1.0 §5.3.1, E.2 (resource 1)',
    },
    async t => {
      await t.start({ lifetime: seconds });
      const isIt = (lt: string): boolean => lt === String(seconds);
      // It need not be said what holds without saying.
      const expected =
        words === 'default'
          ? optionalParameter('lt', String(seconds), isIt)
          : parameter('lt', String(seconds), isIt);
      t.check('lifetime', await t.server.next(REGISTER), expected);
    },
  );
}

/** Seconds, as the ETS has it. */
const SHORT_LIFETIME = 20;

clientPurpose(
  {
    id: 'registration.ti.renew-again-and-again',
    title: 'renews its registration before each of several lifetimes ends',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ets: ['LightweightM2M-1.0-int-102'],
  },
  async t => {
    const { register } = await t.registered({ lifetime: SHORT_LIFETIME });
    let since = register.at;
    for (const words of ['first', 'second', 'third']) {
      const renewal = await t.server.next(UPDATE, 2 * SHORT_LIFETIME * 1000);
      t.check(words, renewal, elapsed(since, t.withinTolerance(0, SHORT_LIFETIME * 1000)));
      if (renewal.kind === 'silence') return;
      since = renewal.message.at;
    }
  },
);

/** Seconds: the longer it is without network, the more time its repetitions take afterwards. */
const LIFETIME_OFFLINE = 10;

clientPurpose(
  {
    id: 'registration.bv.register-after-lost-network',
    title: 'registers anew when its registration has expired while it had no network',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2',
    ets: ['LightweightM2M-1.1-int-105'],
    needs: ['goOffline', 'goOnline'],
  },
  async t => {
    await t.registered({ lifetime: LIFETIME_OFFLINE });
    await t.sut.goOffline();
    await t.clock.wait(2 * LIFETIME_OFFLINE * 1000);
    t.server.forget();
    await t.sut.goOnline();
    const register = await t.server.next(REGISTER, 2 * t.patience);
    t.check('registers', register, arrives(REGISTER.name));
    if (register.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(register.message);
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.same-name-after-restart',
    title: 'registers under the same endpoint name, with the same lifetime, after a power cycle',
    requirements: ['HLF-001', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, §6.1',
    needs: ['restart'],
  },
  async t => {
    await t.registered({ lifetime: 3600 });
    await t.sut.restart();
    const register = await t.server.next(REGISTER);
    t.check('registers', register, arrives(REGISTER.name));
    t.check(
      'endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check(
      'lifetime',
      register,
      parameter('lt', '3600', lt => lt === '3600'),
    );
  },
);
