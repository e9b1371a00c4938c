import {
  arrives,
  BOOTSTRAP_REQUEST,
  clientPurpose,
  code,
  linkAttribute,
  links,
  parameter,
  REGISTER,
  silence,
} from '../../harness/touchstone.ts';

const RESET = '/3/0/5';
const WHEN = 'resource.3.5';

clientPurpose(
  {
    id: 'management.bv.factory-reset-bootstraps',
    title:
      'asks its bootstrap server again after a Factory Reset when it left the factory with no other account',
    requirements: ['HLF-030', 'HLF-019'],
    clause: 'TS 1.0 §5.2.3, E.4',
    needs: ['startWith'],
    when: `${WHEN} && bootstrap.client-initiated`,
  },
  async t => {
    const { bootstrap, bootstrapServer } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const { device } = await t.registrationAt(t.server);
    await t.settled();
    t.check('executed', await device.execute(RESET), code('2.04'));
    const again = await bootstrapServer.next(BOOTSTRAP_REQUEST);
    t.check('asks-again', again, arrives(BOOTSTRAP_REQUEST.name));
    t.check(
      'same-name',
      again,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check('not-registered', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'management.bv.factory-reset-attributes',
    title: 'has none of the attributes any more after a Factory Reset that its server had written',
    // That attributes are part of what a reset brings back is taken from its name.
    level: 'should',
    requirements: ['HLF-030', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, E.4',
    when: `${WHEN} && attr.pmin && op.discover`,
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.writeAttributes('/3/0', 'pmin=17'), 'the Write-Attributes');
    const shown = links('pmin=17', of => of.some(link => linkAttribute(link, 'pmin') === '17'));
    t.check('shown-before', await device.discover('/3/0'), shown);
    t.done(await device.execute(RESET), 'the Factory Reset');
    const register = await t.server.next(REGISTER);
    if (register.kind === 'silence')
      return t.inconclusive('preamble.not-registered', 'no second Register came');
    await t.settled();
    const again = t.server.operationsOn(register.message);
    const none = links('no pmin', of => of.every(link => linkAttribute(link, 'pmin') === undefined));
    t.check('none-after', await again.discover('/3/0'), none);
  },
);

clientPurpose(
  {
    id: 'management.bv.factory-reset-ends-observations',
    title: 'notifies of nothing any more that was observed before a Factory Reset',
    requirements: ['HLF-030', 'HLF-018'],
    clause: 'TS 1.0 §5.3.1, E.4',
    revision: 2,
    when: `${WHEN} && attr.pmax`,
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.writeAttributes('/3/0/16', 'pmax=2'), 'the Write-Attributes');
    const observation = await t.observed(device, '/3/0/16');
    t.check('notified-before', await observation.next(2_000 + t.patience), code('2.05'));
    t.done(await device.execute(RESET), 'the Factory Reset');
    const register = await t.server.next(REGISTER);
    t.check('registers', register, arrives(REGISTER.name));
    await t.settled();
    // What was under way when the reset came may still arrive.
    while ((await observation.next(1)).kind !== 'silence');
    t.check('silence', await observation.next(5_000), silence('notification'));
  },
);
