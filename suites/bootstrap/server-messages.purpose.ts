import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_FINISH,
  type BootstrapServerContext,
  blockOption,
  bootstrapRequest,
  bootstrapServerPurpose,
  bootstrapWrite,
  type CoapMessage,
  code,
  equals,
  type IllegalMessage,
  illegal,
  message,
  noFindings,
  OptionNumber,
  type ReceivedMessage,
  rejected,
  rejectedOrIgnored,
  satisfies,
  silence,
  stringOption,
  tokenOf,
} from '../../harness/touchstone.ts';

/** Numbers for experiments (RFC 7252 §12.2): even ones are elective, odd ones critical. */
const ELECTIVE = 65_000;
const CRITICAL = 65_001;
const SMALL_BYTES = 32;
/** The same as a block option has it. */
const SMALL = { num: 0, more: false, szx: 1 };
/** One kind of illegality each, by the words of its check. */
const MALFORMED: Readonly<Record<string, (request: CoapMessage) => IllegalMessage>> = {
  'token-length': request => illegal(request).token(new Uint8Array(9)),
  'cut-option': request => illegal(request).lastLength(12),
  'reserved-option': request => illegal(request).lastDelta(15),
  'marker-without-payload': request => illegal(request).bareMarker(),
  'request-in-empty-message': request => illegal(request).code('0.00'),
};

/** A Bootstrap-Request that would be served. */
function request({ device, endpoint }: BootstrapServerContext): CoapMessage {
  return device.compose(bootstrapRequest([`ep=${endpoint}`]));
}

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.reset-ping',
    title: 'answers the CoAP ping of a device with a Reset',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.3',
  },
  async t => {
    t.check('reaction', await t.device.ping(), rejected());
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.echo-token-of-request',
    title: 'answers a Bootstrap-Request with its token, whether that is empty or 8 bytes long',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §5.3.1',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    for (const length of [0, 1, 8]) {
      const token = Uint8Array.from({ length }, (_, index) => 0xa0 + index);
      const sent = { ...request(t), token };
      const outcome = await t.device.exchange(sent);
      t.check(`response-to-${length}-bytes`, outcome, code('2.04'));
      t.check(`token-of-${length}-bytes`, outcome, tokenOf(sent));
      await t.device.next(BOOTSTRAP_FINISH);
    }
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.deduplicate-request',
    title: 'answers a repeated Bootstrap-Request as before, and bootstraps once',
    requirements: ['HLF-036', 'HLF-019'],
    // RFC 7252 words what a recipient does with duplicates as SHOULD.
    level: 'should',
    clause: 'RFC 7252 §4.5',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const sent = request(t);
    const first = await t.device.exchange(sent);
    t.check('first-answer', first, code('2.04'));
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    t.device.disregardPast();
    // What answers separately has nothing to repeat but its acknowledgement.
    if (first.kind === 'response' && first.message.type === 'ACK') {
      const second = await t.device.exchange(sent);
      t.check('second-answer', second, code('2.04'));
      t.check('token', second, tokenOf(sent));
    } else await t.device.exchange(sent, t.silenceSpan);
    t.check('no-second', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('command'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.answer-non-confirmable-request',
    title: 'answers a Bootstrap-Request that asks for no acknowledgement, whether it accepts it or not',
    requirements: ['HLF-036', 'HLF-019'],
    // LwM2M devices send confirmable requests, so a server may refuse the others; but it should say so.
    level: 'should',
    clause: 'RFC 7252 §5.2.3',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const outcome = await t.device.exchange({ ...request(t), type: 'NON' }, 2 * t.silenceSpan);
    t.check('response-code', outcome, code('2.04', '4.00'));
    const type = ({ type }: ReceivedMessage) => ({ pass: type === 'NON', received: type });
    t.check('type', outcome, message('a non-confirmable response', type, 'response.unexpected'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.ignore-elective-option',
    title: 'ignores an elective option of a Bootstrap-Request that it does not know',
    requirements: ['HLF-019'],
    clause: 'RFC 7252 §5.4.1',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const options = [stringOption(ELECTIVE, 'touchstone')];
    t.check('response-code', await t.device.requestBootstrap([`ep=${t.endpoint}`], options), code('2.04'));
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-critical-option',
    title: 'answers 4.02 to a critical option that it does not know, and begins nothing',
    requirements: ['HLF-019'],
    clause: 'RFC 7252 §5.4.1',
    twin: 'bootstrap.bv.ignore-elective-option',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const options = [stringOption(CRITICAL, 'touchstone')];
    t.check('response-code', await t.device.requestBootstrap([`ep=${t.endpoint}`], options), code('4.02'));
    t.check('nothing-begun', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('command'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.survive-malformed-datagrams',
    title: 'bootstraps a device as before after datagrams that are no messages, and rejects or ignores those',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §3, §3.1, §4.1, §4.2',
    twin: 'bootstrap.bv.ignore-elective-option',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    for (const length of [0, 1, 2]) t.device.sendBytes(illegal(request(t)).truncate(length).bytes());
    const ofOtherVersion = t.device.provoke(illegal(request(t)).version(2).bytes(), t.silenceSpan);
    const reactions = Object.entries(MALFORMED).map(
      ([kind, broken]) => [kind, t.device.provoke(broken(request(t)).bytes(), t.silenceSpan)] as const,
    );
    t.check('other-version', await ofOtherVersion, silence('answer to a message of version 2'));
    for (const [kind, reaction] of reactions) t.check(kind, await reaction, rejectedOrIgnored());
    t.check('nothing-begun', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('command'));
    t.check('later-request', await t.device.requestBootstrap([`ep=${t.endpoint}`]), code('2.04'));
    t.check('later-finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.match-messages',
    title: 'ties its commands, answers and acknowledgements to the messages they belong to',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.3, §4.4, §5.2, §5.3.2',
    needs: ['configure'],
  },
  async t => {
    await t.bootstrapped({ deletes: ['/0', '/1'] });
    t.check('ping', await t.device.ping(), rejected());
    await t.finished(await t.askedAgain());
    t.check('matching', t.device, noFindings());
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.write-smaller-blocks',
    title: 'writes in smaller blocks to a device for which a Bootstrap-Write was too large',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'RFC 7959 §2.9.3',
    when: 'coap.blockwise',
    needs: ['configure'],
  },
  async t => {
    const write = bootstrapWrite(0);
    const tooLarge: typeof write = {
      ...write,
      matches: each => write.matches(each) && each.payload.length > SMALL_BYTES,
    };
    t.device.answerBlock(tooLarge, { code: '4.13', options: [blockOption(OptionNumber.block1, SMALL)] });
    await t.asked();
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    const blocks = t.device.received.filter(
      each => write.matches(each) && each.payload.length <= SMALL_BYTES,
    );
    const several = satisfies<number>('2 or more', count => count > 1, 'payload.unexpected');
    t.check('small-blocks', blocks.length, several);
    const uris = Object.entries(t.device.held.values).filter(([path]) => /^\/0\/\d+\/0$/.test(path));
    t.check('written', uris.filter(([, uri]) => uri === t.account().serverUri).length, equals(1));
  },
);
