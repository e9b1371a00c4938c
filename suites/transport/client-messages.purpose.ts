import {
  ANY_REQUEST,
  arrives,
  clientPurpose,
  code,
  equals,
  METHODS,
  message,
  rejected,
  satisfies,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'transport.bv.reset-a-ping',
    title: 'answers an empty confirmable message with a Reset',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.3',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    t.check('reset', await device.ping(), rejected());
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.execute-duplicate-once',
    title: 'executes a request once that comes twice, and answers both alike',
    level: 'should',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.5',
    revision: 2,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const trigger = { code: METHODS.post, options: device.path(`${account}/8`) };
    const sent = t.server.transmit(register, trigger);
    const first = await t.server.response(sent, t.patience);
    t.check('response-code', first, code('2.04'));
    const executed = await t.server.next(UPDATE);
    t.check('executed', executed, arrives('an Update'));
    if (executed.kind === 'silence') return;
    t.server.repeat(register, sent);
    t.check('executed-once', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('second Update'));
    const [original, repeated] = t.server.acknowledgementsOf(sent).map(({ type, code: of, token }) => {
      return `${type} ${of} ${Buffer.from(token).toString('hex')}`;
    });
    t.check(
      'answered-twice',
      repeated ?? 'nothing',
      satisfies('an acknowledgement of the duplicate', said => said !== 'nothing', 'response.missing'),
    );
    t.check(
      'answered-alike',
      repeated ?? 'nothing',
      equals(original ?? 'an acknowledgement', 'response.unexpected'),
    );
  },
);

clientPurpose(
  {
    id: 'transport.bv.answer-non-confirmable',
    title: 'answers a non-confirmable request',
    level: 'should',
    requirements: ['HLF-036', 'HLF-038'],
    clause: 'RFC 7252 §5.2.3',
    revision: 2,
  },
  async t => {
    const { device } = await t.registered();
    const outcome = await device.request({
      type: 'NON',
      method: METHODS.get,
      options: device.path('/3/0/16'),
    });
    t.check('response-code', outcome, code('2.05'));
    const not = message(
      'a non-confirmable response',
      ({ type }) => ({ pass: type === 'NON', received: type }),
      'message.unexpected',
    );
    t.check('non-confirmable', outcome, not);
  },
);

clientPurpose(
  {
    id: 'transport.bv.echo-token',
    title: 'echoes tokens of every length in its responses',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §5.3.1, §5.3.2',
    revision: 2,
  },
  async t => {
    const { register, device } = await t.registered();
    for (const hex of ['', '00', '7f45', '0011223344556677']) {
      const token = Buffer.from(hex, 'hex');
      const sent = t.server.transmit(register, { code: METHODS.get, token, options: device.path('/3/0/16') });
      const response = await t.server.response(sent, t.patience);
      t.check(`answer-to-${token.length}-bytes`, response, code('2.05'));
      t.check(`token-of-${token.length}-bytes`, response, tokenOf(hex));
    }
  },
);

function tokenOf(hex: string) {
  const show = (token: string): string => (token === '' ? 'no token' : `token ${token}`);
  return message(
    show(hex),
    ({ token }) => {
      const received = Buffer.from(token).toString('hex');
      return { pass: received === hex, received: show(received) };
    },
    'exchange.mismatch',
  );
}
