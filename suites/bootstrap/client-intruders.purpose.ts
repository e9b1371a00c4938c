import {
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  notServed,
  OptionNumber,
  pathOptions,
  REGISTER,
  silence,
  tlv,
  uintOption,
} from '../../harness/touchstone.ts';
import {
  BOOTSTRAPPED,
  finishRequest,
  lifetimeIs,
  OTHER_LIFETIME,
  securityOf,
  serverOf,
} from './client-accounts.ts';

clientPurpose(
  {
    id: 'bootstrap.bv.commands-in-other-order',
    title: 'does what its bootstrap server tells it, in whatever order',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2 (no order is set)',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account({ lifetime: OTHER_LIFETIME });
    t.check('server-first', await bootstrap.write('/1/0', serverOf(account)), code('2.04'));
    t.check('security-last', await bootstrap.write('/0/1', securityOf(account)), code('2.04'));
    t.check('deleted-again', await bootstrap.delete('/1/0'), code('2.02'));
    t.check('written-again', await bootstrap.write('/1/0', serverOf(account)), code('2.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.commands-from-stranger',
    title: 'takes no command of a bootstrap from anyone but its bootstrap server',
    requirements: ['HLF-019', 'HLF-031'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.commands-in-other-order',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { request, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const within = t.silenceSpan;
    const stranger = (await t.bootstrapServer('stranger')).commandsTo(request);
    const { payload } = tlv('/1/0/1', OTHER_LIFETIME);
    const options = [...pathOptions('/1/0/1'), uintOption(OptionNumber.contentFormat, ContentFormat.tlv)];
    const write = await stranger.request({ method: METHODS.put, options, payload, within });
    t.check('write-not-served', write, notServed());
    t.check('finish-not-served', await stranger.request(finishRequest(within)), notServed());
    t.check('not-finished', await t.server.next(REGISTER, within), silence('Register'));
    const remove = { method: METHODS.delete, options: pathOptions('/1/0'), within };
    t.check('delete-not-served', await stranger.request(remove), notServed());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('lifetime-kept', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.commands-from-server',
    title: 'takes no command of a bootstrap from a server that it is registered with',
    requirements: ['HLF-019', 'HLF-031'],
    clause: 'TS 1.0 §5.2, §5.4, E.1',
    twin: 'bootstrap.bv.commands-in-other-order',
    ...BOOTSTRAPPED,
    revision: 2,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const { device } = await t.registrationAt(t.server);
    await t.settled();
    const within = t.silenceSpan;
    for (const [words, path] of [
      ['everything', []],
      ['servers', pathOptions('/1')],
    ] as const) {
      const outcome = await device.request({ method: METHODS.delete, options: path, within });
      t.check(`delete-${words}`, outcome, notServed());
    }
    const whole = uintOption(OptionNumber.contentFormat, ContentFormat.tlv);
    const write = { method: METHODS.put, options: [...pathOptions('/0/5'), whole], within };
    t.check('write-security', await device.request(write), notServed());
    t.check('finish', await device.request(finishRequest(within)), notServed());
    t.check('still-served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.management-from-bootstrap-server',
    title: 'lets its bootstrap server execute and observe nothing',
    level: 'should',
    requirements: ['HLF-019', 'HLF-031'],
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.commands-in-other-order',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const within = t.silenceSpan;
    const execute = { method: METHODS.post, options: pathOptions('/3/0/4'), within };
    t.check('execute', await bootstrap.request(execute), notServed());
    const observing = [uintOption(OptionNumber.observe, 0), ...pathOptions('/3/0')];
    const observe = await bootstrap.request({ method: METHODS.get, options: observing, within });
    t.check('observe', observe, notServed());
    const create = { method: METHODS.post, options: pathOptions('/1'), within };
    t.check('create', await bootstrap.request(create), notServed());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.read-from-bootstrap-server',
    title: 'does not show its bootstrap server the Security object, nor what a device has measured',
    level: 'should',
    requirements: ['HLF-031', 'SEC-003'],
    clause: 'TS 1.0 §5.2 (no Bootstrap-Read), TS 1.1 §6.1.7.6 (objects 1 and 2 only)',
    twin: 'bootstrap.bv.commands-in-other-order',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.check('security', await bootstrap.read('/0/1', ContentFormat.tlv), notServed());
    t.check('secret-key', await bootstrap.read('/0/1/5', ContentFormat.tlv), notServed());
    t.check('device', await bootstrap.read('/3/0', ContentFormat.tlv), notServed());
    t.check('finish', await bootstrap.finish(), code('2.04'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.finish-with-content',
    title: 'does as it says about a Bootstrap-Finish that has parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.commands-in-other-order',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const query = { number: OptionNumber.uriQuery, value: Buffer.from('ep=other') };
    const format = uintOption(OptionNumber.contentFormat, ContentFormat.text);
    const odd = await bootstrap.request({
      ...finishRequest(t.patience),
      options: [...pathOptions('/bs'), format, query],
      payload: Buffer.from('done'),
    });
    t.check('response-code', odd, code('4.00'), { level: 'may' });
    if (odd.kind === 'response' && odd.message.code === '2.04') {
      t.check('finished', await t.server.next(REGISTER), arrives(REGISTER.name));
      return;
    }
    t.check('not-finished', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);
