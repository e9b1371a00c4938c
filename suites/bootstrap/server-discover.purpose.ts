import {
  accept,
  arrives,
  BOOTSTRAP_DISCOVER,
  BOOTSTRAP_FINISH,
  bootstrapServerPurpose,
  ContentFormat,
  code,
  confirmable,
  emptyPayload,
  equals,
  firstOf,
  instancesOf,
  METHODS,
  type PlainValue,
  pathOf,
  query,
  withContent,
} from '../../harness/touchstone.ts';

/** The account of the bootstrap server is not where it usually is. */
const OWN_INSTANCE = 1;
const FORMS = {
  '1-0': 'lwm2m="1.0",</0/1>,</3/0>',
  '1-1': '</>;lwm2m=1.1,</0/1>,</3/0>',
} as const;
const LIES = {
  unclosed: 'lwm2m="1.0",</0/0',
  'no-paths': '</0/0/0/0/0>,</65535/0>,<//>;ssid=x',
  'everything-twice': `lwm2m="1.0",${'</0/0>,'.repeat(200)}</0/0>`,
} as const;
const DISCOVER = { discover: ['/'] } as const;

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.discover-form',
    title: 'sends Bootstrap-Discover as a confirmable GET of the root that accepts link format',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2',
    ets: ['LightweightM2M-1.0-int-0'],
    when: 'bootstrap.discover',
    needs: ['configure'],
  },
  async t => {
    const transcript = await t.bootstrapped(DISCOVER);
    const command = firstOf(transcript, { name: 'a GET', matches: message => message.code === METHODS.get });
    if (command.kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no Bootstrap-Discover came');
    t.check('confirmable', command, confirmable());
    t.check('path', pathOf(command.message), equals('/'));
    t.check('accept', command, accept(ContentFormat.linkFormat));
    t.check('no-query', command, query());
    t.check('no-payload', command, emptyPayload());
  },
);

for (const [words, links] of Object.entries(FORMS)) {
  const version = words.replace('-', '.');
  bootstrapServerPurpose(
    {
      id: `bootstrap.bv.understand-discover-${words}`,
      title: `keeps its own account where a device has it, as an answer in the form of ${version} tells`,
      requirements: ['HLF-019'],
      level: 'should',
      clause: 'TS 1.0 §5.2, TS 1.1 §6.1.7',
      when: 'bootstrap.discover',
      needs: ['configure'],
    },
    async t => {
      t.device.holdAccountAt(OWN_INSTANCE);
      t.device.answer(BOOTSTRAP_DISCOVER, linkFormat(links));
      const { held, written } = await t.bootstrapped(DISCOVER);
      const marked = held[`/0/${OWN_INSTANCE}/1`] ?? 'nothing';
      t.check('own-account', marked, equals<PlainValue>(true, 'state.changed'));
      t.check('server-account', instancesOf(written, 1).length, equals(1));
    },
  );
}

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.go-on-without-discover',
    title: 'bootstraps a device that does not answer to Bootstrap-Discover what it holds',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.discover-form',
    when: 'bootstrap.discover',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(BOOTSTRAP_DISCOVER, { code: '4.04' });
    await t.asked(DISCOVER);
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    t.check('account', instancesOf(t.device.held.values, 1).length, equals(1));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.survive-lies-about-discover',
    title: 'survives answers to Bootstrap-Discover that are no links, or links to nothing',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, RFC 6690 §2',
    twin: 'bootstrap.bv.discover-form',
    when: 'bootstrap.discover',
    needs: ['configure'],
  },
  async t => {
    for (const [kind, links] of Object.entries(LIES)) {
      t.device.answer(BOOTSTRAP_DISCOVER, linkFormat(links));
      await t.asked(DISCOVER);
      // Whether it goes on or gives up is its own matter.
      await t.device.next(BOOTSTRAP_FINISH, t.silenceSpan);
      t.check(`later-request-${kind}`, await t.device.requestBootstrap([`ep=${t.endpoint}`]), code('2.04'));
      t.check(`later-finish-${kind}`, await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
      t.device.disregardPast();
    }
  },
);

/** The answer to a Bootstrap-Discover with these links, whatever they are worth. */
function linkFormat(links: string) {
  const payload = Buffer.from(links, 'utf8');
  return withContent({ format: ContentFormat.linkFormat, payload });
}
