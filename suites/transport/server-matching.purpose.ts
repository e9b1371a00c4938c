import {
  acknowledged,
  code,
  locationPath,
  noFindings,
  notification,
  registerRequest,
  rejected,
  reportsCode,
  reportsValue,
  requestFor,
  serverPurpose,
  text,
  withContent,
} from '../../harness/touchstone.ts';

serverPurpose(
  {
    id: 'transport.bv.match-messages-of-device',
    title:
      'ties its requests, responses and acknowledgements to the messages they belong to, for a whole session',
    requirements: ['HLF-036', 'HLF-037'],
    clause: 'RFC 7252 §4.2, §4.3, §4.4, §5.2, §5.3.2',
    needs: ['read', 'observe'],
  },
  async t => {
    const { device } = t;
    const registered = await device.request(
      registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' }),
    );
    t.check('registered', registered, code('2.01'));
    t.check('updated', await device.updateAt(locationPath(registered)), code('2.04'));
    t.check('ping', await device.ping(), rejected());
    await t.registered();
    for (const path of ['/3/0/0', '/3/0/1', '/3/0'])
      t.reported(`read-${path.slice(1).replaceAll('/', '-')}`, await t.sut.read(path), reportsCode('2.05'));
    device.answer(requestFor('get', '/3/0/9'), notification(10, text('50')));
    const { request } = await t.stimulate(requestFor('get', '/3/0/9'), () => t.sut.observe('/3/0/9'));
    if (request.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Observe came');
    for (const [index, type] of (['CON', 'NON', 'CON'] as const).entries()) {
      const level = notification(11 + index, text(String(51 + index)));
      const reaction = await device.deliver(request.message, level, type, t.silenceSpan);
      if (type === 'CON') t.check(`notification-${index + 1}`, reaction, acknowledged());
    }
    t.check('deregistered', await device.deregisterAt(locationPath(registered)), code('2.02', '4.04'));
    t.check('matching', device, noFindings());
  },
);

serverPurpose(
  {
    id: 'transport.bv.match-separate-response',
    title: 'takes separate responses to several requests at a time by their tokens',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §5.2.2, §5.3.2',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const one = await t.withheld(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.device.acknowledge(one.request);
    const two = await t.withheld(requestFor('get', '/3/0/1'), () => t.sut.read('/3/0/1'));
    t.device.acknowledge(two.request);
    // In the other order than they were asked.
    t.check(
      'second',
      await t.device.deliver(two.request, withContent(text('second')), 'CON'),
      acknowledged(),
    );
    t.check('first', await t.device.deliver(one.request, withContent(text('first')), 'CON'), acknowledged());
    t.reported('first-value', await one.answering, reportsValue('/3/0/0', 'first'));
    t.reported('second-value', await two.answering, reportsValue('/3/0/1', 'second'));
    t.check('matching', t.device, noFindings());
  },
);

serverPurpose(
  {
    id: 'transport.bv.message-id-zero',
    title: 'acknowledges a Register under the message id 0 as it does any other',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §3, §4.2',
  },
  async t => {
    const { device } = t;
    const register = registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
    t.check('accepted', await device.exchange({ ...device.compose(register), messageId: 0 }), code('2.01'));
    t.check('matching', device, noFindings());
  },
);
