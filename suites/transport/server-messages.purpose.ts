import {
  type CoapMessage,
  code,
  type IllegalMessage,
  illegal,
  locationPath,
  locationUnder,
  METHODS,
  message,
  noLocation,
  notShown,
  pathOptions,
  type ReceivedMessage,
  registerRequest,
  rejected,
  rejectedOrIgnored,
  reportsCode,
  type ServerContext,
  serverPurpose,
  shown,
  silence,
  stringOption,
  tokenOf,
} from '../../harness/touchstone.ts';

const OBJECTS = '</1/0>,</3/0>';
/** Numbers for experiments (RFC 7252 §12.2): even ones are elective, odd ones critical. */
const ELECTIVE = 65_000;
const CRITICAL = 65_001;
/** One kind of illegality each, by the words of its check. */
const MALFORMED: Readonly<Record<string, (post: CoapMessage) => IllegalMessage>> = {
  'token-length': post => illegal(post).token(new Uint8Array(9)),
  'cut-option': post => illegal(post).lastLength(9),
  'reserved-option': post => illegal(post).lastDelta(15),
  'marker-without-payload': post => illegal(post).bareMarker(),
  'empty-with-token': post => illegal(post).code('0.00').options([]),
};

/** POST /rd, which is legal as CoAP. */
function post({ device }: ServerContext): CoapMessage {
  return device.compose({ method: METHODS.post, options: pathOptions('/rd') });
}

serverPurpose(
  {
    id: 'transport.bv.reset-ping-of-device',
    title: 'answers the CoAP ping of a device with a Reset',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.3',
  },
  async t => {
    t.check('before-registration', await t.device.ping(), rejected());
    await t.registered();
    t.check('while-registered', await t.device.ping(), rejected());
  },
);

serverPurpose(
  {
    id: 'transport.bv.echo-token-of-register',
    title: 'answers a Register with its token, whether that is empty or 8 bytes long',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §5.3.1',
  },
  async t => {
    for (const length of [0, 1, 8]) {
      const token = Uint8Array.from({ length }, (_, index) => 0xa0 + index);
      const register = t.device.compose({
        ...registerRequest({ query: t.registerParameters(), links: OBJECTS }),
        token,
      });
      const outcome = await t.device.exchange(register);
      t.check(`response-to-${length}-bytes`, outcome, code('2.01'));
      t.check(`token-of-${length}-bytes`, outcome, tokenOf(register));
    }
  },
);

serverPurpose(
  {
    id: 'transport.bv.answer-non-confirmable-register',
    title: 'answers a Register that asks for no acknowledgement, whether it accepts it or not',
    requirements: ['HLF-036', 'HLF-019'],
    // LwM2M devices send confirmable requests, so a server may refuse the others; but it should say so.
    level: 'should',
    clause: 'RFC 7252 §5.2.3',
    needs: ['listRegistrations'],
  },
  async t => {
    const request = registerRequest({ query: t.registerParameters(), links: OBJECTS });
    const register = t.device.compose({ ...request, type: 'NON' });
    const outcome = await t.device.exchange(register);
    t.check('accepted', outcome, code('2.01'), { level: 'may' });
    t.check('response-code', outcome, code('2.01', '4.00'));
    const type = ({ type }: ReceivedMessage) => ({ pass: type === 'NON', received: type });
    t.check('type', outcome, message('a non-confirmable response', type, 'response.unexpected'));
    const accepted = locationPath(outcome).length > 0;
    const accordingly = accepted ? shown('endpoint', t.endpoint) : notShown();
    t.reported('shown-accordingly', await t.sut.registration(), accordingly);
  },
);

serverPurpose(
  {
    id: 'transport.bv.ignore-elective-option-in-register',
    title: 'ignores an elective option that it does not know',
    requirements: ['HLF-014', 'HLF-019'],
    clause: 'RFC 7252 §5.4.1',
    needs: ['listRegistrations'],
  },
  async t => {
    const options = [stringOption(ELECTIVE, 'touchstone')];
    const outcome = await t.device.registerBy({ query: t.registerParameters(), links: OBJECTS, options });
    t.check('response-code', outcome, code('2.01'));
    t.check('location', outcome, locationUnder('/rd'));
    t.reported('registered', await t.sut.registration(), shown('endpoint', t.endpoint));
  },
);

serverPurpose(
  {
    id: 'transport.bi.refuse-critical-option-in-register',
    title: 'answers 4.02 to a critical option that it does not know, and registers nothing',
    requirements: ['HLF-014', 'HLF-019'],
    clause: 'RFC 7252 §5.4.1',
    twin: 'transport.bv.ignore-elective-option-in-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const options = [stringOption(CRITICAL, 'touchstone')];
    const outcome = await t.device.registerBy({ query: t.registerParameters(), links: OBJECTS, options });
    t.check('response-code', outcome, code('4.02'));
    t.check('no-location', outcome, noLocation());
    t.reported('nothing-registered', await t.sut.registration(), notShown());
  },
);

serverPurpose(
  {
    id: 'transport.bi.survive-malformed-datagrams',
    title: 'serves its devices as before after datagrams that are no messages',
    requirements: ['HLF-036', 'HLF-014'],
    clause: 'RFC 7252 §3, §4.2',
    twin: 'transport.bv.echo-token-of-register',
    needs: ['read', 'listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    for (const length of [0, 1, 2]) t.device.sendBytes(illegal(post(t)).truncate(length).bytes());
    t.device.sendBytes(illegal(post(t)).version(2).bytes());
    const reactions = Object.values(MALFORMED).map(broken =>
      t.device.provoke(broken(post(t)).bytes(), t.silenceSpan),
    );
    t.check('registration-kept', await t.device.updateAt(location), code('2.04'));
    t.reported('lifetime-kept', await t.sut.registration(), shown('lifetime', 3600));
    t.check('later-register', await t.device.register(), code('2.01'));
    t.reported('later-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
    await Promise.all(reactions);
  },
);

serverPurpose(
  {
    id: 'transport.bi.reject-malformed-datagrams',
    title: 'answers datagrams that are no messages with a Reset or not at all',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §3, §3.1, §4.1, §4.2',
    twin: 'transport.bv.echo-token-of-register',
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const ofOtherVersion = t.device.provoke(illegal(post(t)).version(2).bytes(), t.silenceSpan);
    const reactions = Object.entries(MALFORMED).map(
      ([kind, broken]) => [kind, t.device.provoke(broken(post(t)).bytes(), t.silenceSpan)] as const,
    );
    t.check('other-version', await ofOtherVersion, silence('answer to a message of version 2'));
    for (const [kind, reaction] of reactions) t.check(kind, await reaction, rejectedOrIgnored());
    t.check('registration-kept', await t.device.updateAt(location), code('2.04'));
  },
);
