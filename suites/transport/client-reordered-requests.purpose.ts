import {
  ContentFormat,
  carrying,
  clientPurpose,
  code,
  equals,
  loseAtRandom,
  METHODS,
  type MessageSubject,
  OptionNumber,
  type Request,
  rejected,
  satisfies,
  swap,
  tlv,
  tokenOf,
  uintOption,
  value,
  valuesIn,
} from '../../harness/touchstone.ts';

const WRITES = {
  name: 'a Write',
  matches: ({ code: said }: { readonly code: string }) => said === METHODS.put,
};

const NO_ANSWER: MessageSubject = { kind: 'silence', waited: 0, sentFrame: null };

clientPurpose(
  {
    id: 'transport.bv.reordered-writes',
    title: 'answers two Writes that have changed places on the way, each with its own answer',
    requirements: ['HLF-036', 'HLF-010'],
    clause: 'RFC 7252 §4.2, §5.3.2',
  },
  async t => {
    const { device, account } = await t.registered();
    const storing = (await t.valueAt(device, `${account}/6`)) !== true;
    const write = (path: string, content: ReturnType<typeof tlv>): Request => ({
      ...{ method: METHODS.put, payload: content.payload, paced: false },
      options: [...device.path(path), uintOption(OptionNumber.contentFormat, content.format)],
    });
    t.path.toSut(carrying(WRITES, swap(1)));
    const outcomes = await Promise.all([
      device.request(write(`${account}/6`, tlv(`${account}/6`, storing))),
      device.request(write(`${account}/32123`, { format: ContentFormat.text, payload: Buffer.from('x') })),
    ]);
    t.check('answer-to-the-first', outcomes[0], code('2.04'));
    t.check('answer-to-the-second', outcomes[1], code('4.04', '4.05', '4.00'));
    t.check('written', await device.read(`${account}/6`, ContentFormat.tlv), value(`${account}/6`, storing));
  },
);

clientPurpose(
  {
    id: 'transport.bv.ping-among-requests',
    title: 'answers a ping with a Reset while it has several requests to answer',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.3',
  },
  async t => {
    const { register, device } = await t.registered();
    const read = { method: METHODS.get, options: device.path('/3/0/16'), paced: false } as const;
    const reads = [1, 2, 3, 4].map(() => device.request(read));
    // By hand, as the endpoint would wait for its turn.
    const ping = t.server.transmit(register, { code: '0.00', token: new Uint8Array(0) });
    const more = [5, 6, 7, 8].map(() => device.request(read));
    t.check('reset', await t.server.response(ping, t.patience), rejected());
    const outcomes = await Promise.all([...reads, ...more]);
    for (const [index, outcome] of outcomes.entries()) t.check(`read-${index + 1}`, outcome, code('2.05'));
  },
);

clientPurpose(
  {
    id: 'transport.bv.same-ids-from-two-servers',
    title: 'keeps requests of two servers apart that have the same message id and the same token',
    requirements: ['HLF-036', 'HLF-031'],
    clause: 'RFC 7252 §4.4, §4.5, §5.3.1',
    when: 'multi-server',
    needs: ['startWith'],
  },
  async t => {
    const accounts = await t.registeredWithTwo();
    const token = Uint8Array.of(0xca, 0xfe);
    const messageId = accounts[0].server.compose({ code: METHODS.get }).messageId;
    const answers: MessageSubject[] = [];
    for (const { server, register, device, account } of accounts) {
      const accept = uintOption(OptionNumber.accept, ContentFormat.tlv);
      const options = [...device.path(`${account}/0`), accept];
      const sent = server.transmit(register, { code: METHODS.get, messageId, token, options });
      answers.push(await server.response(sent, t.patience));
      t.check(`token-of-${answers.length}`, answers.at(-1) ?? NO_ANSWER, tokenOf(sent));
    }
    for (const [index, { account, shortServerId }] of accounts.entries())
      t.check(`answer-to-${index + 1}`, answers[index] ?? NO_ANSWER, value(`${account}/0`, shortServerId));
  },
);

/** Percent of the datagrams, in either direction; never two in a row, so that every confirmable message gets through. */
const LOST = 30;
const ROUNDS = 8;

clientPurpose(
  {
    id: 'transport.bv.random-loss',
    title: `writes and reads what it is told to while ${LOST} % of all datagrams get lost`,
    requirements: ['HLF-036', 'HLF-037'],
    clause: 'RFC 7252 §4.2, §4.5',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const began = t.clock.now();
    for (const way of ['toSut', 'fromSut'] as const) t.path[way](loseAtRandom(LOST / 100, 1));
    const answered: string[] = [];
    const refused: string[] = [];
    const wrong: string[] = [];
    let asked = 0;
    while (asked < ROUNDS && t.clock.now() - began < 2 * t.patience) {
      const wanted = ++asked % 2 === 0;
      const written = await device.write(path, tlv(path, wanted));
      const read = await device.read(path, ContentFormat.tlv);
      for (const [verb, answer] of Object.entries({ Write: written, Read: read })) {
        if (answer.kind !== 'response') continue;
        answered.push(`${verb} ${asked}`);
        if (!/^2/.test(answer.message.code)) refused.push(`${verb} ${asked}: ${answer.message.code}`);
      }
      // A Write that nobody answered may have been performed or not.
      if (written.kind !== 'response' || read.kind !== 'response') continue;
      const shown = valuesIn(path, read.message, t.definitions)[path];
      if (shown !== wanted) wrong.push(`round ${asked}: ${shown ?? 'nothing'}`);
    }
    t.path.heal();
    // A separate answer that is non-confirmable may get lost for good (RFC 7252 §5.2.3).
    const half = satisfies<number>(
      'half of the requests or more',
      count => count >= asked,
      'response.missing',
    );
    t.check('answered', answered.length, half);
    t.check('refused', refused.join(', '), equals('', 'code.unexpected'));
    t.check('wrong-values', wrong.join(', '), equals('', 'value.unexpected'));
    t.check('served-afterwards', await device.read(path, ContentFormat.tlv), code('2.05'));
  },
);
