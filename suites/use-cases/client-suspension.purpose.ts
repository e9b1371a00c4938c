import {
  ANY_REQUEST,
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  DEREGISTER,
  elapsed,
  REGISTER,
  type RegisteredDevice,
  silence,
  tlv,
  value,
} from '../../harness/touchstone.ts';

const WHEN = 'resource.1.4 && resource.1.5';
const COLLECTED = '/3303/0/5700';

/** How long Ben keeps devices away, and what stands for it where the time is real. */
const SPANS = [
  { words: 'five-minutes', title: 'five minutes', seconds: 300, short: 6 },
  { words: 'two-hours', title: 'two hours', seconds: 7200, short: 9 },
] as const;

/** Preamble: the device has gone for so many seconds; gives when. @throws Inconclusive when it does not go. */
async function gone(
  t: ClientContext,
  { device, account }: Pick<RegisteredDevice, 'device' | 'account'>,
  seconds: number,
  server = t.server,
): Promise<number> {
  const timeout = tlv(`${account}/5`, seconds);
  t.done(await device.write(`${account}/5`, timeout), 'the Write of the Disable Timeout');
  t.done(await device.execute(`${account}/4`), 'the Execute of Disable');
  const deregister = await server.next(DEREGISTER);
  if (deregister.kind === 'silence') t.inconclusive('preamble.no-response', 'no De-register came');
  await t.settled();
  return deregister.message.at;
}

for (const { words, title, seconds, short } of SPANS) {
  clientPurpose(
    {
      id: `use-cases.ti.stay-away-for-${words}`,
      title: `stays away for ${title} when it is told to, and comes back by itself`,
      requirements: ['B.5', 'HLF-041', 'HLF-042'],
      clause: 'RD 1.0 App. B.5, TS 1.0 E.2',
      when: WHEN,
    },
    async t => {
      const away = t.scaled(seconds, short);
      const registered = await t.registered({ lifetime: 86_400 });
      const since = await gone(t, registered, away);
      const back = await t.server.next(ANY_REQUEST, away * 1000 + t.patience);
      t.check('register', back, arrives(REGISTER.name));
      const due = t.withinTolerance(away * 1000, away * 1000 + t.patience);
      t.check('on-time', back, elapsed(since, due));
      if (back.kind === 'silence') return;
      await t.settled();
      const device = t.server.operationsOn(back.message);
      t.check('served-again', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    },
  );
}

clientPurpose(
  {
    id: 'use-cases.bv.go-on-collecting',
    title: 'goes on with its work while it is kept away, and hands over afterwards what it has collected',
    requirements: ['B.5', 'HLF-041', 'HLF-042'],
    clause: 'RD 1.0 App. B.5, TS 1.0 §5.4.1, E.2',
    when: `${WHEN} && object.3303`,
    needs: ['setResource'],
  },
  async t => {
    const away = t.scaled(300, 6);
    const registered = await t.registered();
    await t.sense(COLLECTED, 20.5);
    await gone(t, registered, away);
    await t.sense(COLLECTED, 23.25);
    t.check('silent-meanwhile', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const back = await t.server.next(REGISTER, away * 1000 + t.patience);
    t.check('back', back, arrives(REGISTER.name));
    if (back.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(back.message);
    t.check('collected', await device.read(COLLECTED, ContentFormat.tlv), value(COLLECTED, 23.25));
    const observation = await t.observed(device, COLLECTED);
    await t.sense(COLLECTED, 24.5);
    t.check('reports-on', await observation.next(t.patience), value(COLLECTED, 24.5));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.keep-priority-service',
    title: 'serves the server of its priority service while the other one has sent it away',
    requirements: ['B.5', 'HLF-042', 'HLF-037'],
    clause: 'RD 1.0 App. B.5, TS 1.0 E.2',
    when: `${WHEN} && multi-server`,
    needs: ['startWith', 'setResource'],
  },
  async t => {
    const [low, priority] = await t.registeredWithTwo();
    const path = `${priority.account}/5`;
    const observation = await t.observed(priority.device, path);
    await gone(t, low, t.scaled(300, 30), low.server);
    t.check('served', await priority.device.read(path, ContentFormat.tlv), code('2.05'));
    await t.sense(path, 40_000);
    t.check('reports', await observation.next(t.patience), value(path, 40_000));
    t.check('away-from-other', await low.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    t.check('stays', await priority.server.next(DEREGISTER, 1), silence('De-register'));
  },
);
