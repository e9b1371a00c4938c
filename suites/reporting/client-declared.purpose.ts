import {
  answerShows,
  ContentFormat,
  clientPurpose,
  type IcsKey,
  linkAttribute,
  linksIn,
  SEND,
  sighting,
  tlv,
} from '../../harness/touchstone.ts';

/** Legal each by itself, on a resource that is a number. */
const VALUES: Readonly<Partial<Record<IcsKey, string>>> = {
  'attr.pmin': '1',
  'attr.pmax': '3600',
  'attr.gt': '90000.5',
  'attr.lt': '10.5',
  'attr.st': '5',
  'attr.epmin': '1',
  'attr.epmax': '3600',
};

clientPurpose(
  {
    id: 'reporting.bv.attributes-as-declared',
    title: 'takes the attributes that its ICS says it supports, and shows none that it says it does not',
    requirements: ['HLF-017', 'HLF-021', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.4.4, appendix B',
  },
  async t => {
    const { device, account, root } = await t.registered();
    const path = `${account}/1`;
    const answers = [];
    for (const key of t.icsKeys('attr.')) {
      const name = key.slice('attr.'.length);
      const answer = await device.writeAttributes(path, `${name}=${VALUES[key]}`);
      const taken = answerShows(`a Write-Attributes of ${name}`, answer, {
        yes: ['2.04'],
        no: ['4.00', '4.05'],
      });
      answers.push({ taken, answer });
      const discovered = taken.shown === true ? await device.discover(path) : answer;
      const link = linksIn(discovered, root).find(({ target }) => target === path);
      const shown = taken.shown === true && link !== undefined && linkAttribute(link, name) !== undefined;
      if (shown && discovered.kind === 'response')
        t.asDeclared(key, sighting(true, `${name} of ${path} in a Discover`, discovered.message));
      // To take it and not to show it may be to ignore it.
      else t.asDeclared(key, taken.shown === true ? { ...taken, shown: null } : taken);
    }
    const [first] = answers;
    const one = answers.find(({ taken }) => taken.shown === true) ?? first;
    if (one === undefined) return;
    const seen = answerShows('a Write-Attributes', one.answer, { yes: ['2.04'], no: ['4.05', '5.01'] });
    t.asDeclared('op.write-attributes', seen);
  },
);

clientPurpose(
  {
    id: 'reporting.bv.send-as-declared',
    title: 'sends values of its own accord only if its ICS says that it can',
    requirements: ['HLF-016', 'HLF-017'],
    clause: 'TS 1.1 §6.4.6',
    when: 'lwm2m.1_1',
    needs: ['sendData'],
  },
  async t => {
    const { device, account } = await t.registered();
    const mute = `${account}/23`;
    const held = await device.read(mute, ContentFormat.tlv);
    if (held.kind === 'response' && held.message.code === '2.05')
      await device.write(mute, tlv(mute, false, t.definitions));
    // A device that cannot send may say so to whoever tells it to.
    await t.sut.sendData(`${account}/1`).catch(() => {});
    const send = await t.server.next(SEND, t.silenceSpan);
    const seen =
      send.kind === 'arrived' ? sighting(true, 'a Send', send.message) : sighting(null, 'no Send came');
    t.asDeclared('op.send', seen);
  },
);
