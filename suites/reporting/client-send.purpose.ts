import {
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  composite,
  compositeValue,
  confirmable,
  contentFormat,
  exactly,
  nothingOf,
  onlyOf,
  type RegisteredDevice,
  SEND,
  silence,
  tlv,
  value,
  wellFormedComposite,
} from '../../harness/touchstone.ts';

const WHEN = 'op.send';
const NEEDS = ['sendData'];
const TWIN = 'reporting.bv.send';

clientPurpose(
  {
    id: TWIN,
    title: 'sends a value of its own accord to the data resource of its server, in SenML',
    requirements: ['HLF-017', 'HLF-016', 'HLF-028'],
    clause: 'TS 1.1 §6.4.6, §7.4',
    ets: ['LightweightM2M-1.1-int-306', 'LightweightM2M-1.1-int-311'],
    when: WHEN,
    needs: NEEDS,
  },
  async t => {
    const { account } = await unmuted(t, { lifetime: 3600 });
    await t.sut.sendData(`${account}/1`);
    const send = await t.server.next(SEND);
    t.check('sent', send, arrives('a Send (POST /dp)'));
    t.check('content-format', send, contentFormat(ContentFormat.senmlJson, ContentFormat.senmlCbor));
    t.check('form', send, wellFormedComposite());
    t.check('value', send, exactly({ [`${account}/1`]: 3600 }));
    t.check('confirmable', send, confirmable(), { level: 'may' });
    const once = await t.server.next(SEND, t.silenceSpan);
    t.check('once', once, silence('second Send'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.send-several',
    title: 'sends values of several objects together, as a Read tells them',
    requirements: ['HLF-035', 'HLF-028'],
    clause: 'TS 1.1 §6.4.6',
    ets: ['LightweightM2M-1.1-int-306'],
    when: WHEN,
    needs: NEEDS,
  },
  async t => {
    const { device, account } = await unmuted(t, { lifetime: 3600 });
    const binding = await t.valueAt(device, '/3/0/16');
    await t.sut.sendData(`${account}/1`, '/3/0/16', '/3/0/11');
    const send = await t.server.next(SEND);
    t.check('nothing-else', send, onlyOf(`${account}/1`, '/3/0/16', '/3/0/11'));
    t.check('server-object', send, compositeValue(`${account}/1`, 3600));
    t.check('device-object', send, compositeValue('/3/0/16', binding));
    const errors = composite('error codes by resource instance', ({ paths }) =>
      paths.some(path => path.startsWith('/3/0/11/')),
    );
    t.check('multiple-resource', send, errors);
    const plausible = composite('times that are not in the future', ({ times }) =>
      times.every(time => time === null || time <= 0 || (time >= 2 ** 28 && time <= Date.now() / 1000 + 60)),
    );
    t.check('times', send, plausible, { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'reporting.bv.send-newest',
    title: 'sends the value as it is when it is sent',
    requirements: ['HLF-028', 'HLF-017'],
    clause: 'TS 1.1 §6.4.6',
    when: WHEN,
    needs: NEEDS,
  },
  async t => {
    const { device, account } = await unmuted(t);
    const path = `${account}/6`;
    const other = (await t.valueAt(device, path)) !== true;
    t.done(await device.write(path, tlv(path, other)), 'a Write');
    await t.sut.sendData(path);
    t.check('value', await t.server.next(SEND), compositeValue(path, other));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.send-unreadable',
    title: 'sends only what exists, may be read and was registered',
    requirements: ['HLF-031', 'HLF-032'],
    clause: 'TS 1.1 §6.4.6',
    when: WHEN,
    needs: NEEDS,
    twin: TWIN,
  },
  async t => {
    const { account } = await unmuted(t, { lifetime: 3600 });
    await t.sut.sendData(`${account}/1`, '/0/0/0', `${account}/8`, '/3/0/32123');
    const send = await t.server.next(SEND);
    // A device may also refuse to send a selection of which a part is impossible.
    if (send.kind === 'silence') t.inconclusive('preamble.refused', 'it sends nothing of such a selection');
    t.check('no-credentials', send, nothingOf('/0'));
    t.check('only-what-is-there', send, exactly({ [`${account}/1`]: 3600 }));
  },
);

for (const [words, reply] of [
  ['not-found', '4.04'],
  ['bad-request', '4.00'],
] as const) {
  clientPurpose(
    {
      id: `reporting.bi.send-refused-${words}`,
      title: `goes on with its work when a Send is answered ${reply}`,
      requirements: ['HLF-036', 'HLF-037'],
      clause: 'TS 1.1 §6.4.6 (errata: composite-send-refused)',
      level: 'should',
      when: WHEN,
      needs: NEEDS,
      twin: TWIN,
    },
    async t => {
      const { device, account } = await unmuted(t, { lifetime: 3600 });
      t.server.answer(SEND, { code: reply });
      await t.sut.sendData(`${account}/1`);
      if ((await t.server.next(SEND)).kind === 'silence')
        return t.inconclusive('preamble.no-response', 'no Send came');
      t.check('not-repeated', await t.server.next(SEND, t.silenceSpan), silence('second Send'));
      const read = await device.read(`${account}/1`, ContentFormat.tlv);
      t.check('served', read, value(`${account}/1`, 3600));
      await t.sut.sendData(`${account}/1`);
      t.check('sends-again', await t.server.next(SEND), compositeValue(`${account}/1`, 3600), {
        level: 'may',
      });
    },
  );
}

clientPurpose(
  {
    id: 'reporting.bv.mute-send',
    title: 'sends nothing while Mute Send is true, and again once it is false',
    requirements: ['HLF-029', 'HLF-018'],
    clause: 'TS 1.1 §6.4.6, E.2',
    ets: ['LightweightM2M-1.1-int-307'],
    when: `${WHEN} && resource.1.23`,
    needs: NEEDS,
  },
  async t => {
    const { device, account } = await unmuted(t, { lifetime: 3600 });
    const mute = `${account}/23`;
    t.check('muted', await device.write(mute, tlv(mute, true, t.definitions)), code('2.04'));
    await attempt(t, `${account}/1`);
    t.check('nothing-sent', await t.server.next(SEND, t.silenceSpan), silence('Send'));
    t.check('unmuted', await device.write(mute, tlv(mute, false, t.definitions)), code('2.04'));
    await t.sut.sendData(`${account}/1`);
    t.check('sent-again', await t.server.next(SEND), exactly({ [`${account}/1`]: 3600 }));
  },
);

/** Preamble: a registered device that is allowed to send. */
async function unmuted(
  t: ClientContext,
  account: Parameters<ClientContext['registered']>[0] = {},
): Promise<RegisteredDevice> {
  const registered = await t.registered(account);
  const mute = `${registered.account}/23`;
  const { device } = registered;
  const held = await device.read(mute, ContentFormat.tlv);
  // Where it is not there, whether that means muted is open (errata: composite-send-without-mute).
  if (held.kind === 'response' && held.message.code === '2.05') {
    t.done(await device.write(mute, tlv(mute, false, t.definitions)), `the Write on ${mute}`);
  }
  return registered;
}

/** A device that is muted may say so to whoever tells it to send. */
async function attempt(t: ClientContext, path: string): Promise<void> {
  await t.sut.sendData(path).catch(() => {});
}
