import {
  BOOTSTRAP_REQUEST,
  type ClientContext,
  clientPurpose,
  parameter,
  REGISTER,
  silence,
} from '../../harness/touchstone.ts';
import { BOOTSTRAPPED, serverOf } from './client-accounts.ts';

/** One sequence of two attempts, a second apart, by resource of the account. */
const TWO_ATTEMPTS = { 17: 2, 18: 1, 19: 3600, 20: 1 } as const;

const COMMON = {
  requirements: ['HLF-019', 'HLF-037'],
  clause: 'TS 1.1 §6.2.1.2, E.2 (resources 16 to 20)',
  when: `${BOOTSTRAPPED.when} && resource.1.16 && resource.1.17 && resource.1.18 && resource.1.19 && resource.1.20`,
  needs: BOOTSTRAPPED.needs,
} as const;
const TWIN = 'bootstrap.bv.bootstrap-on-registration-failure';

clientPurpose(
  {
    id: TWIN,
    title: 'asks for a bootstrap once all its attempts to register have failed',
    ...COMMON,
  },
  async t => {
    const bootstrapServer = await failedToRegister(t, true);
    t.check(
      'asks',
      await bootstrapServer.next(BOOTSTRAP_REQUEST),
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.no-bootstrap-on-registration-failure',
    title: 'asks for no bootstrap after failed attempts to register where its account says so',
    ...{ ...COMMON, twin: TWIN },
  },
  async t => {
    const bootstrapServer = await failedToRegister(t, false);
    const asked = await bootstrapServer.next(BOOTSTRAP_REQUEST, 5 * t.silenceSpan);
    t.check('asks-for-nothing', asked, silence('Bootstrap-Request'));
  },
);

/**
 * Preamble: bootstrapped with an account that says whether to ask again, it has used up its attempts; no other server may write that.
 * @throws Inconclusive when it has not.
 */
async function failedToRegister(t: ClientContext, asksAgain: boolean) {
  const { bootstrap, bootstrapServer } = await t.bootstrapping();
  const account = t.account();
  await t.handedOut(bootstrap, account);
  const retrying = { ...serverOf(account), 16: asksAgain, ...TWO_ATTEMPTS };
  t.done(await bootstrap.write('/1/0', retrying), 'the Bootstrap-Write of the Server object');
  t.server.answer(REGISTER, { code: '5.03' }, 9);
  t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
  for (const words of ['first', 'second']) {
    if ((await t.server.next(REGISTER)).kind === 'silence')
      t.inconclusive('preamble.not-registered', `no ${words} attempt to register`);
  }
  return bootstrapServer;
}
