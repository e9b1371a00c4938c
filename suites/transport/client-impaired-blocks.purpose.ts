import {
  ANY_ACKNOWLEDGEMENT,
  blockOption,
  ContentFormat,
  carrying,
  clientPurpose,
  code,
  duplicate,
  echo,
  lose,
  METHODS,
  OptionNumber,
  type Outcome,
  openToBoth,
  planBlocks,
  type RegisteredDevice,
  sameBodyAs,
  stopAfter,
  tlv,
  uintOption,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const SUPPORTED = 'coap.blockwise || object.5';
const WRITABLE = `(${SUPPORTED}) && resource.3.15`;
const PATH = '/3/0/15';
/** With its TLV header it takes three blocks of 16 bytes. */
const ZONE = 'America/Argentina/ComodRivadavia';
const { format, payload: BODY } = tlv(PATH, ZONE);
const WRITES = {
  name: 'a Write',
  matches: ({ code: said }: { readonly code: string }) => said === METHODS.put,
};

function writeOn({ device }: Pick<RegisteredDevice, 'device'>) {
  const options = [...device.path(PATH), uintOption(OptionNumber.contentFormat, format)];
  return { method: METHODS.put, options };
}

const NO_ANSWER: Outcome = { kind: 'silence', waited: 0, sentFrame: null };

const ON_THE_WAY = [
  ['duplicated', 'of which a block comes twice', 'to-sut', () => duplicate(2, 0)],
  ['lost', 'of which a block got lost at first', 'to-sut', () => lose(2)],
  ['late-duplicate', 'whose first block comes again when the second has come', 'to-sut', () => echo(1)],
  ['answer-lost', 'of which the answers to two blocks got lost at first', 'from-sut', () => lose(2, 2)],
] as const;

for (const [words, what, way, impairment] of ON_THE_WAY) {
  clientPurpose(
    {
      id: `transport.bv.write-in-blocks-${words}`,
      title: `performs a Write in blocks ${what}`,
      requirements: ['HLF-036', 'HLF-010', 'HLF-034'],
      // RFC 7252 words what a recipient does with duplicates as SHOULD.
      level: words === 'duplicated' || words === 'late-duplicate' ? 'should' : 'must',
      clause: 'RFC 7252 §4.2, §4.5; RFC 7959 §2.5',
      when: WRITABLE,
    },
    async t => {
      const registered = await t.registered();
      const { register, device } = registered;
      t.done(await device.write(PATH, tlv(PATH, 'Europe/Madrid')), 'a Write in a single message');
      if (way === 'to-sut') t.path.toSut(carrying(WRITES, impairment()));
      else t.path.fromSut(carrying(ANY_ACKNOWLEDGEMENT, impairment()));
      const outcomes = await t.server.requestInBlocks(register, writeOn(registered), planBlocks(BODY, 0));
      t.check('second-block', outcomes[1] ?? NO_ANSWER, code('2.31'));
      t.check('last-block', outcomes.at(-1) ?? NO_ANSWER, code('2.04'));
      t.check('written', await device.read(PATH, ContentFormat.tlv), value(PATH, ZONE));
    },
  );
}

clientPurpose(
  {
    id: 'transport.bv.read-in-blocks-answers-lost',
    title: 'gives the same content in blocks when requests and answers get lost at first',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §4.2; RFC 7959 §2.4',
    when: SUPPORTED,
  },
  async t => {
    const { device } = await t.registered();
    const whole = await device.discover('/3');
    t.done(whole, 'the Discover of /3');
    t.path.fromSut(carrying(ANY_ACKNOWLEDGEMENT, lose(2)));
    t.path.toSut(lose(4));
    const outcome = await device.request({
      method: METHODS.get,
      options: [
        ...device.path('/3'),
        uintOption(OptionNumber.accept, ContentFormat.linkFormat),
        blockOption(OptionNumber.block2, { num: 0, more: false, szx: 2 }),
      ],
    });
    t.check('response-code', outcome, code('2.05'));
    t.check('content', outcome, sameBodyAs(whole));
  },
);

clientPurpose(
  {
    id: 'transport.bv.write-in-blocks-again',
    title: 'performs a Write in blocks from its first block on after one that was left unfinished',
    requirements: ['HLF-036', 'HLF-010', 'HLF-034'],
    clause: 'RFC 7959 §2.5',
    revision: 2,
    when: WRITABLE,
  },
  async t => {
    const registered = await t.registered();
    const { register, device } = registered;
    t.done(await device.write(PATH, tlv(PATH, 'Europe/Madrid')), 'a Write in a single message');
    const left = await t.server.requestInBlocks(
      register,
      writeOn(registered),
      planBlocks(BODY, 0, stopAfter(2)),
    );
    t.check('left', left[1] ?? NO_ANSWER, code('2.31'));
    const whole = await t.server.requestInBlocks(register, writeOn(registered), planBlocks(BODY, 0));
    t.check('last-block', whole.at(-1) ?? NO_ANSWER, code('2.04'));
    t.check('written', await device.read(PATH, ContentFormat.tlv), value(PATH, ZONE));
  },
);

clientPurpose(
  {
    id: 'transport.bi.write-in-blocks-of-two-servers',
    title: 'puts no block of one server together with those of another',
    requirements: ['HLF-036', 'HLF-031', 'HLF-034'],
    clause: 'RFC 7959 §2.5, §2.9.2',
    when: `${WRITABLE} && multi-server`,
    twin: 'transport.bv.write-in-blocks-again',
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    await openToBoth(t, servers, '/3/0', 'RW');
    const [first, second] = servers;
    const before = await t.valuesAt(first.device, PATH);
    const plan = planBlocks(BODY, 0);
    const begun = await first.server.requestInBlocks(first.register, writeOn(first), plan.slice(0, 2));
    t.done(begun[1] ?? NO_ANSWER, 'the second block of the first server');
    const [mixed] = await second.server.requestInBlocks(second.register, writeOn(second), plan.slice(2));
    t.check('refused', mixed ?? NO_ANSWER, code('4.08'));
    t.check('nothing-written', await first.device.read(PATH, ContentFormat.tlv), unchanged(PATH, before));
  },
);
