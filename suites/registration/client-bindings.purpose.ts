import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  noParameter,
  parameter,
  silence,
  tlv,
  UPDATE,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const SUPPORTED = '/3/0/16';
/** Digits alone: no plus sign before them (3GPP TS 23.003 §3.3). */
const MSISDN = /^[0-9]{5,15}$/;

clientPurpose(
  {
    id: 'registration.bv.binding-among-supported',
    title: 'registers with a binding that is among those which the device says it supports',
    // That every letter of the one is in the other is how the texts are taken together.
    level: 'should',
    requirements: ['HLF-013', 'HLF-026', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, E.2 resource 7, E.4 resource 16',
  },
  async t => {
    const { device, register } = await t.registered();
    const supported = String(await t.valueAt(device, SUPPORTED));
    const among = parameter('b', `of the letters ${supported}, or not told`, binding =>
      [...binding].every(letter => supported.includes(letter)),
    );
    // U is what is taken where none is told.
    const told = register.options.some(({ value: query }) => Buffer.from(query).toString().startsWith('b='));
    const arrived = { kind: 'arrived', message: register } as const;
    t.check('binding', arrived, told ? among : noParameter('b'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.sms-number',
    title: 'tells the number that it is reached at by SMS when its binding has SMS, as digits',
    level: 'should',
    requirements: ['HLF-013'],
    clause: 'TS 1.0 §5.3.1 (b, sms)',
    when: 'register.sms',
  },
  async t => {
    const { register, device } = await t.registered({ binding: 'US' });
    const arrived = { kind: 'arrived', message: register } as const;
    t.check(
      'binding',
      arrived,
      parameter('b', 'US', binding => binding === 'US'),
    );
    t.check(
      'number',
      arrived,
      parameter('sms', 'an MSISDN in digits', number => MSISDN.test(number)),
    );
    t.check('reached-over-udp', await device.read('/3/0/16', ContentFormat.tlv), code('2.05'), {
      level: 'must',
    });
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-to-sms',
    title: 'tells binding and number in an Update when its server adds SMS',
    requirements: ['HLF-013', 'HLF-026', 'HLF-010'],
    clause: 'TS 1.0 §5.3.2, E.2 resource 7',
    when: 'register.sms',
  },
  async t => {
    const { device, account } = await t.registered({ binding: 'U' });
    const path = `${account}/7`;
    t.check('written', await device.write(path, tlv(path, 'US')), code('2.04'));
    const update = await t.server.next(UPDATE);
    t.check(
      'binding',
      update,
      parameter('b', 'US', binding => binding === 'US'),
    );
    const digits = parameter('sms', 'an MSISDN in digits', number => MSISDN.test(number));
    t.check('number', update, digits, { level: 'should' });
    t.check('kept', await device.read(path, ContentFormat.tlv), value(path, 'US'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.rewrite-binding',
    title: 'takes the binding that it has already, and goes on with it',
    requirements: ['HLF-026', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, E.2 resource 7',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/7`;
    const binding = String(await t.valueAt(device, path));
    t.check('written', await device.write(path, tlv(path, binding)), code('2.04'));
    t.check('kept', await device.read(path, ContentFormat.tlv), value(path, binding));
  },
);

for (const [words, binding, why] of [
  ['unknown', 'X', 'a letter that stands for no transport'],
  ['twice', 'UU', 'a transport twice'],
  ['empty', '', 'no transport at all'],
] as const) {
  clientPurpose(
    {
      id: `registration.bi.binding-${words}`,
      title: `refuses a binding that has ${why}, keeps its own, and sends no Update`,
      requirements: ['HLF-026', 'HLF-013'],
      // The object gives the values; with which code others are refused, it does not say.
      level: 'should',
      clause: 'TS 1.0 §5.4.3, E.2 resource 7, appendix C',
      twin: 'registration.bv.rewrite-binding',
    },
    async t => refusesBinding(t, binding),
  );
}

async function refusesBinding(t: ClientContext, binding: string): Promise<void> {
  const { device, account } = await t.registered();
  const path = `${account}/7`;
  const before = await t.valuesAt(device, path);
  t.check('refused', await device.write(path, tlv(path, binding)), code('4.00'));
  t.check('unchanged', await device.read(path, ContentFormat.tlv), unchanged(path, before));
  t.check('no-update', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
}
