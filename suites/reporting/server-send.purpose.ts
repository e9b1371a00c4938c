import {
  bytes,
  ContentFormat,
  clientError,
  code,
  compositeValues,
  emptyPayload,
  METHODS,
  malformed,
  OptionNumber,
  pathOptions,
  type Request,
  type ServerContext,
  satisfies,
  senmlJson,
  serverPurpose,
  uintOption,
} from '../../harness/touchstone.ts';

type Content = ReturnType<typeof compositeValues>;
const SEND = 'lwm2m.1_1 && op.send';

function send({ format, payload, malformed = false }: Content): Request {
  const options = [...pathOptions('/dp'), uintOption(OptionNumber.contentFormat, format)];
  return { method: METHODS.post, options, payload, malformed };
}

/** Values that the server has shown as sent, by full path. @throws Inconclusive for one that reports no such event. */
async function sentValues(t: ServerContext, path: string): Promise<readonly unknown[]> {
  await t.clock.wait(t.silenceSpan);
  return t.sut.events.filter(({ event }) => event === 'sent').map(({ values }) => values?.[path]);
}

for (const [name, format] of [
  ['json', ContentFormat.senmlJson],
  ['cbor', ContentFormat.senmlCbor],
] as const) {
  serverPurpose(
    {
      id: `reporting.bv.accept-send-in-${name}`,
      title: `accepts what a device sends unasked in SenML ${name.toUpperCase()}, and shows it`,
      requirements: ['HLF-017', 'HLF-016'],
      clause: 'TS 1.1 §6.4.6',
      when: `${SEND} && format.senml-${name}`,
    },
    async t => {
      await t.registered();
      const answer = await t.device.request(
        send(compositeValues(format, { '/3/0/9': 87, '/3/0/0': 'Acme' })),
      );
      t.check('response-code', answer, code('2.04'));
      t.check('no-payload', answer, emptyPayload());
      const level = satisfies<readonly unknown[]>('87', shown => shown.includes(87));
      t.reported('value', await sentValues(t, '/3/0/9'), level, { level: 'should' });
    },
  );
}

serverPurpose(
  {
    id: 'reporting.bv.accept-send-of-history',
    title: 'accepts values that a device has collected, each with its time',
    requirements: ['HLF-017', 'HLF-022', 'HLF-042'],
    clause: 'TS 1.1 §6.4.6; RFC 8428 §4.5.3',
    when: `${SEND} && format.senml-json`,
  },
  async t => {
    await t.registered();
    const history = [51, 52, 53].map((level, index) =>
      index === 0 ? { bn: '/3/0/9', bt: 1_700_000_000, v: level } : { t: 60 * index, v: level },
    );
    t.check('response-code', await t.device.request(send(senmlJson(history))), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'reporting.bi.refuse-malformed-send',
    title: 'answers 4.00 to a Send that nobody can read, and takes the next one',
    requirements: ['HLF-017'],
    clause: 'TS 1.1 §6.4.6',
    twin: 'reporting.bv.accept-send-in-json',
    when: `${SEND} && format.senml-json`,
  },
  async t => {
    await t.registered();
    const cut = malformed(
      bytes(ContentFormat.senmlJson, Buffer.from('[{"bn":"/3/0/9","v":').toString('hex')),
    );
    t.check('response-code', await t.device.request(send(cut)), code('4.00'));
    const next = send(compositeValues(ContentFormat.senmlJson, { '/3/0/9': 87 }));
    t.check('next-send', await t.device.request(next), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'reporting.bi.refuse-send-of-stranger',
    title: 'refuses a Send of a device that is not registered',
    requirements: ['HLF-017', 'HLF-037'],
    clause: 'TS 1.1 §6.4.6',
    twin: 'reporting.bv.accept-send-in-json',
    when: `${SEND} && format.senml-json`,
  },
  async t => {
    await t.registered();
    const stranger = await t.anotherDevice(`${t.endpoint}-stranger`);
    const answer = await stranger.request(send(compositeValues(ContentFormat.senmlJson, { '/3/0/9': 1 })));
    t.check('response-code', answer, clientError());
    const none = satisfies<readonly unknown[]>('no 1', shown => !shown.includes(1), 'state.changed');
    t.reported('not-shown', await sentValues(t, '/3/0/9'), none);
  },
);
