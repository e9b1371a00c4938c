import {
  code,
  locationUnder,
  reportsValue,
  requestFor,
  serverPurpose,
  shown,
  text,
  withContent,
} from '../../harness/touchstone.ts';

const OBJECTS = '</1/0>,</3/0>';
/** MSISDN without the plus sign (TS 1.0 §5.3.1). */
const NUMBER = '491701234567';

for (const binding of ['US', 'UQS'] as const) {
  serverPurpose(
    {
      id: `registration.bv.accept-binding-${binding.toLowerCase()}`,
      title: `accepts a device that can also be reached over SMS (${binding}), with its number`,
      requirements: ['HLF-013', 'HLF-012'],
      clause: 'TS 1.0 §5.3.1.1 (binding modes)',
      when: '!lwm2m.1_1',
      needs: ['listRegistrations'],
    },
    async t => {
      const query = t.registerParameters({ b: binding, sms: NUMBER });
      const outcome = await t.device.registerBy({ query, links: OBJECTS });
      t.check('response-code', outcome, code('2.01'));
      t.check('location', outcome, locationUnder('/rd'));
      t.reported('binding', await t.sut.registration(), shown('binding', binding));
    },
  );
}

serverPurpose(
  {
    id: 'registration.bv.take-number-from-update',
    title: 'takes a new number for SMS from an Update, and keeps the registration',
    requirements: ['HLF-013', 'HLF-019'],
    clause: 'TS 1.0 §5.3.2',
    when: '!lwm2m.1_1',
    needs: ['listRegistrations'],
  },
  async t => {
    const query = t.registerParameters({ b: 'US', sms: NUMBER });
    const location = await t.registeredBy({ query, links: OBJECTS });
    t.check('response-code', await t.device.updateAt(location, ['sms=491707654321']), code('2.04'));
    t.reported('binding', await t.sut.registration(), shown('binding', 'US'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.serve-without-session',
    title: 'serves a device that answers in messages that ask for no acknowledgement, by its address alone',
    requirements: ['HLF-038', 'HLF-012', 'HLF-036'],
    clause: 'RFC 7252 §4.3, §5.2.3; TS 1.0 §5.3, §8.1',
    level: 'should',
    needs: ['read'],
  },
  async t => {
    // Whether a server takes a non-confirmable Register is open (errata: registration-non-confirmable).
    await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const pattern = requestFor('get', '/3/0/0');
    const { request, answering } = await t.withheld(pattern, () => t.sut.read('/3/0/0'));
    t.device.acknowledge(request);
    await t.device.deliver(request, withContent(text('no session')), 'NON', t.silenceSpan);
    t.reported('value', await answering, reportsValue('/3/0/0', 'no session'));
  },
);
