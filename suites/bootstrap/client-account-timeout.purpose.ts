import {
  arrives,
  BOOTSTRAP_REQUEST,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  silence,
} from '../../harness/touchstone.ts';
import { bootstrapAccountIn } from './client-accounts.ts';

const WHEN = 'bootstrap.client-initiated && bootstrap.discover && resource.0.12';
const NEEDS = ['startWith', 'triggerBootstrap'];
/** Seconds. */
const TIMEOUT = 3;
const KEPT = 'bootstrap.bv.keep-bootstrap-account';

clientPurpose(
  {
    id: KEPT,
    title: 'keeps its bootstrap account for ever while the account timeout is 0',
    requirements: ['HLF-019', 'HLF-030'],
    clause: 'TS 1.0 E.1, resource 12',
    needs: NEEDS,
    when: WHEN,
  },
  async t => {
    const { bootstrapServer } = await registeredWithTimeout(t, 0);
    await t.clock.wait((TIMEOUT + 1) * 1000);
    await t.sut.triggerBootstrap();
    t.check('asks', await bootstrapServer.next(BOOTSTRAP_REQUEST), arrives(BOOTSTRAP_REQUEST.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.ti.use-account-before-timeout',
    title: 'has its bootstrap account still while the timeout runs',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 E.1, resource 12',
    needs: NEEDS,
    when: WHEN,
  },
  async t => {
    const { bootstrapServer } = await registeredWithTimeout(t, 60);
    await t.sut.triggerBootstrap();
    t.check('asks', await bootstrapServer.next(BOOTSTRAP_REQUEST), arrives(BOOTSTRAP_REQUEST.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.ti.drop-account-after-timeout',
    title: 'has no bootstrap account any more once the timeout is over, and is served as before',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 E.1, resource 12',
    twin: KEPT,
    needs: NEEDS,
    when: WHEN,
  },
  async t => {
    const { bootstrapServer, device } = await registeredWithTimeout(t, TIMEOUT);
    await t.clock.wait(TIMEOUT * 1000 + t.silenceSpan);
    await t.sut.triggerBootstrap();
    const asked = await bootstrapServer.next(BOOTSTRAP_REQUEST, t.silenceSpan);
    t.check('asks-no-more', asked, silence('Bootstrap-Request'));
    t.check('served', await device.read('/3/0/16', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.last-bootstrapped',
    title: 'tells when it was bootstrapped last, by its own clock',
    requirements: ['HLF-040', 'HLF-019'],
    clause: 'TS 1.1 E.2, resource 12',
    needs: ['startWith'],
    when: 'bootstrap.client-initiated && lwm2m.1_1 && resource.1.12 && resource.3.13',
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const { device, account } = await t.registrationAt(t.server);
    await t.settled();
    const path = `${account}/12`;
    const now = Number(await t.valueAt(device, '/3/0/13'));
    const lately = content(path, `a time in the two minutes up to ${now}`, of => {
      const told = Number(of[path]);
      return told <= now && told > now - 120;
    });
    t.check('time', await device.read(path, ContentFormat.tlv), lately);
  },
);

/** Preamble: registered after a bootstrap that set the account timeout (seconds). @throws Inconclusive when that fails. */
async function registeredWithTimeout(t: ClientContext, seconds: number) {
  const { bootstrap, bootstrapServer } = await t.bootstrapping();
  await t.handedOut(bootstrap, t.account());
  const own = bootstrapAccountIn(await bootstrap.discover('/0'));
  if (own === null) return t.inconclusive('preamble.refused', 'its bootstrap account is not shown');
  t.done(await bootstrap.write(`${own}/12`, seconds), 'the Bootstrap-Write of the account timeout');
  t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
  const registered = await t.registrationAt(t.server);
  await t.settled();
  return { ...registered, bootstrapServer };
}
