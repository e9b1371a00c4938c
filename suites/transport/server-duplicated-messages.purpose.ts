import {
  ANY_RESPONSE,
  acknowledged,
  arrives,
  blockIn,
  type CoapMessage,
  carrying,
  code,
  delay,
  duplicate,
  EMPTY_ACKNOWLEDGEMENT,
  equals,
  locationPath,
  locationText,
  lose,
  METHODS,
  NOTIFICATION,
  notification,
  notShown,
  OptionNumber,
  type ReceivedMessage,
  registerRequest,
  rejected,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  sentByTheSut,
  serverPurpose,
  shown,
  silence,
  stringOption,
  text,
  tokenOf,
  withContent,
} from '../../harness/touchstone.ts';
import { answeredAlike } from './repeated-messages.ts';

const READ = requestFor('get', '/3/0/0');
const WRITE = requestFor('put', '/3/0/15');
const BATTERY = '/3/0/9';
const OBJECTS = '</1/0>,</3/0>';
/** More than one block of the largest size. */
const LONG = 'touchstone '.repeat(140);
/** RFC 7252 words what a recipient does with duplicates as SHOULD. */
const ADVICE = { level: 'should', clause: 'RFC 7252 §4.5' } as const;

/** What acknowledged a message of the device, in order. */
function acknowledgementsOf(
  { device }: ServerContext,
  { messageId }: CoapMessage,
): readonly ReceivedMessage[] {
  return device.received.filter(each => each.type === 'ACK' && each.messageId === messageId);
}

serverPurpose(
  {
    id: 'transport.bv.late-duplicate-of-update',
    title: 'does not take back a later Update for one that comes once more',
    requirements: ['HLF-036', 'HLF-020'],
    ...ADVICE,
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const options = [...location, stringOption(OptionNumber.uriQuery, 'lt=1800')];
    const update = t.device.compose({ method: METHODS.post, options });
    t.check('response-code', await t.device.exchange(update), code('2.04'));
    t.check('later-update', await t.device.updateAt(location, ['lt=7200']), code('2.04'));
    await t.device.repeat(update);
    await t.clock.wait(t.silenceSpan);
    t.check('answered-alike', acknowledgementsOf(t, update), answeredAlike());
    t.reported('lifetime-kept', await t.sut.registration(), shown('lifetime', 7200));
  },
);

serverPurpose(
  {
    id: 'transport.bv.late-duplicate-of-register',
    title: 'does not register a device anew for a Register that comes once more after its De-register',
    requirements: ['HLF-036', 'HLF-019'],
    ...ADVICE,
    needs: ['listRegistrations'],
  },
  async t => {
    const query = t.registerParameters();
    const register = t.device.compose(registerRequest({ query, links: OBJECTS }));
    const registered = await t.device.exchange(register);
    t.check('registered', registered, code('2.01'));
    t.check('deregistered', await t.device.deregisterAt(locationPath(registered)), code('2.02'));
    await t.device.repeat(register);
    t.reported('nothing-registered', await t.sut.registration(), notShown());
  },
);

serverPurpose(
  {
    id: 'transport.bv.duplicate-deregister',
    title: 'says to a De-register that comes twice that it is done, both times',
    requirements: ['HLF-036', 'HLF-019'],
    ...ADVICE,
  },
  async t => {
    const options = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const deregister = t.device.compose({ method: METHODS.delete, options });
    t.check('response-code', await t.device.exchange(deregister), code('2.02'));
    await t.device.repeat(deregister);
    await t.clock.wait(t.silenceSpan);
    t.check('answered-alike', acknowledgementsOf(t, deregister), answeredAlike());
  },
);

serverPurpose(
  {
    id: 'transport.bv.same-ids-of-two-devices',
    title: 'keeps two devices apart whose Registers have the same message id and the same token',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.4, §4.5, §5.3.1',
  },
  async t => {
    const other = await t.anotherDevice(`${t.endpoint}-b`);
    const query = t.registerParameters();
    const register = t.device.compose(registerRequest({ query, links: OBJECTS }));
    const first = await t.device.exchange(register);
    const twin = registerRequest({ query: t.registerParameters({ ep: `${t.endpoint}-b` }), links: OBJECTS });
    const second = await other.exchange({ ...register, options: twin.options });
    t.check('first', first, code('2.01'));
    t.check('second', second, code('2.01'));
    t.check('second-token', second, tokenOf(register));
    const two = satisfies<string[]>(
      'two locations',
      ([one, another]) => one !== another,
      'exchange.mismatch',
    );
    t.check('two-locations', [first, second].map(locationPath).map(locationText), two);
    t.check('first-lives', await t.device.updateAt(locationPath(first)), code('2.04'));
    t.check('second-lives', await other.updateAt(locationPath(second)), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.duplicate-notification',
    title: 'acknowledges a notification as often as it comes, and shows it once',
    requirements: ['HLF-036', 'HLF-028'],
    ...ADVICE,
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    t.path.toSut(carrying(NOTIFICATION, duplicate(1, 50)));
    t.check(
      'acknowledged',
      await t.device.deliver(request, notification(11, text('51')), 'CON'),
      acknowledged(),
    );
    await t.clock.wait(t.silenceSpan);
    t.check('acknowledged-again', sentByTheSut(t.path, EMPTY_ACKNOWLEDGEMENT), answeredAlike());
    const values = t.sut.notifiedValues(BATTERY);
    t.reported('shown-once', values.filter(each => each === 51).length <= 1, equals(true));
  },
);

serverPurpose(
  {
    id: 'transport.bv.separate-answer-repeated',
    title: 'acknowledges once more a separate answer whose acknowledgement got lost, and shows it',
    requirements: ['HLF-036', 'HLF-034'],
    ...ADVICE,
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.acknowledge(request);
    t.path.fromSut(carrying(EMPTY_ACKNOWLEDGEMENT, lose(1)));
    const delivered = await t.device.deliver(request, withContent(text('done')), 'CON');
    t.check('acknowledged-again', delivered, acknowledged());
    t.reported('value', await answering, reportsValue('/3/0/0', 'done'));
    t.reported('next-read', await t.sut.read('/3/0/1'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.ping-among-updates',
    title: 'answers the ping of a device with a Reset while it has several Updates to answer',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.3',
  },
  async t => {
    const options = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const updates = [1, 2, 3, 4, 5].map(() =>
      t.device.exchange(t.device.compose({ method: METHODS.post, options })),
    );
    t.check('reset', await t.device.ping(), rejected());
    for (const [index, outcome] of (await Promise.all(updates)).entries())
      t.check(`update-${index + 1}`, outcome, code('2.04'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.update-from-new-address-of-device',
    title: 'sends its requests to where the last Update came from',
    requirements: ['HLF-012', 'HLF-020', 'HLF-037'],
    // TS 1.0 speaks of the address of the Register alone; a device behind an address translation has no other way.
    level: 'should',
    clause: 'TS 1.0 §5.3.2, §8.2.1',
    needs: ['read'],
  },
  async t => {
    const location = locationPath(await t.registered());
    const moved = await t.anotherDevice(t.endpoint);
    t.check('updated', await moved.updateAt(location), code('2.04'));
    moved.answer(READ, withContent(text('moved')));
    const answer = await t.sut.read('/3/0/0');
    t.check('request', await moved.next(READ, t.silenceSpan), arrives('a Read at the new address'));
    t.check('old-address', await t.device.next(READ, 0), silence('request to the old address'));
    t.reported('value', answer, reportsValue('/3/0/0', 'moved'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.send-blocks-answer-lost',
    title: 'writes a long value whole when the answer to one of its blocks got lost at first',
    requirements: ['HLF-036', 'HLF-010', 'HLF-034'],
    clause: 'RFC 7252 §4.2; RFC 7959 §2.5; TS 1.0 §8.2',
    needs: ['write'],
  },
  async t => {
    await t.registered();
    t.path.toSut(carrying(ANY_RESPONSE, lose(1)));
    const { answer } = await t.stimulate(WRITE, () => t.sut.write('/3/0/15', LONG));
    const content = t.device.model.resource(3, 0, 15)?.content;
    t.check('written', content && 'single' in content ? String(content.single) : '', equals(LONG));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.fetch-blocks-lost',
    title: 'shows a long value whole when one of its requests gets lost at first',
    requirements: ['HLF-036', 'HLF-027', 'HLF-034'],
    clause: 'RFC 7252 §4.2, §4.5; RFC 7959 §2.4; TS 1.0 §8.2',
    needs: ['read'],
  },
  async t => {
    t.device.model.set(3, 0, 0, { single: LONG });
    await t.registered();
    t.path.fromSut(carrying(READ, lose(2)));
    const answer = await t.sut.read('/3/0/0');
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/0', LONG));
  },
);

serverPurpose(
  {
    id: 'transport.bv.fetch-blocks-duplicated',
    title: 'shows a long value whole when its first block comes three times more while the next is asked for',
    requirements: ['HLF-036', 'HLF-027', 'HLF-034'],
    clause: 'RFC 7252 §4.2, §4.5; RFC 7959 §2.4; TS 1.0 §8.2',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    await t.registered();
    t.device.answerByBlock(READ, withContent(text(LONG)), 6);
    // The copies come between the request for the next block and its answer, however quick the server is.
    t.path.toSut(carrying(ANY_RESPONSE, delay(2, t.parameters.ackTimeout / 2)));
    const [answer] = await Promise.all([t.sut.read('/3/0/0'), repeatFirstBlock(t)]);
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/0', LONG));
  },
);

async function repeatFirstBlock({ device, path, silenceSpan }: ServerContext): Promise<void> {
  const isLater = { name: 'a GET of a later block', matches: isLaterBlock };
  if ((await device.next(isLater, silenceSpan)).kind === 'silence') return;
  const [first] = path.passages.filter(({ way }) => way === 'to-sut');
  for (let copies = 0; first !== undefined && copies < 3; copies += 1) device.sendBytes(first.bytes);
}

function isLaterBlock(message: ReceivedMessage): boolean {
  return READ.matches(message) && (blockIn(message, OptionNumber.block2)?.block?.num ?? 0) > 0;
}
