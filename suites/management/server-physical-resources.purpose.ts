import {
  arrives,
  bytes,
  ContentFormat,
  reportsCode,
  reportsValue,
  requestFor,
  serverPurpose,
  tlv,
  value,
  withContent,
} from '../../harness/touchstone.ts';

const SWITCH = '/3306/0/5850';

serverPurpose(
  {
    id: 'management.bv.switch-actuator',
    title: 'switches what a device can switch on and off',
    requirements: ['HLF-009', 'HLF-034'],
    clause: 'IPSO Actuation object (/3306/x/5850); TS 1.0 §5.4.3',
    when: 'object.3306',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith('/3306/0');
    const pattern = requestFor('put', SWITCH);
    for (const on of [true, false]) {
      t.device.answer(pattern, { code: '2.04' });
      const { request, answer } = await t.stimulate(pattern, () => t.sut.write(SWITCH, on));
      t.check(on ? 'on' : 'off', request, value(SWITCH, on));
      t.reported(on ? 'code-on' : 'code-off', answer, reportsCode('2.04'));
    }
  },
);

serverPurpose(
  {
    id: 'management.bv.show-actuator',
    title: 'shows what a device has switched on, and for how long',
    requirements: ['HLF-009', 'HLF-027'],
    clause: 'IPSO Actuation object (/3306/x/5850, /3306/x/5852); TS 1.0 §5.4.1',
    when: 'object.3306',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith('/3306/0');
    const pattern = requestFor('get', '/3306/0');
    t.device.answer(pattern, withContent(tlv('/3306/0', { 5850: true, 5852: 3_600 })));
    const { request, answer } = await t.stimulate(pattern, () => t.sut.read('/3306/0'));
    t.check('request', request, arrives('a Read (GET /3306/0)'));
    t.reported('on', answer, reportsValue(SWITCH, true));
    t.reported('on-time', answer, reportsValue('/3306/0/5852', 3_600));
  },
);

serverPurpose(
  {
    id: 'management.bv.show-instances-far-apart',
    title: 'shows the instances of an object whose ids do not follow each other, up to the largest id',
    requirements: ['HLF-033', 'HLF-035'],
    clause: 'TS 1.0 §6.1, §6.4.3',
    when: 'object.2',
    needs: ['read'],
  },
  async t => {
    await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>,</2/0>,</2/2>,</2/65534>' });
    // Three Object Instance entries, the last with an id of two bytes, each with the owner of an instance.
    const three = bytes(ContentFormat.tlv, '03 00 C1 03 65 03 02 C1 03 66 23 FF FE C1 03 67');
    t.device.answer(requestFor('get', '/2'), withContent(three));
    const answer = await t.sut.read('/2');
    t.reported('first', answer, reportsValue('/2/0/3', 101));
    t.reported('third', answer, reportsValue('/2/2/3', 102));
    t.reported('largest-id', answer, reportsValue('/2/65534/3', 103));
  },
);
