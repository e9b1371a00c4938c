import {
  code,
  equals,
  lists,
  locationPath,
  locationText,
  locationUnder,
  notShown,
  satisfies,
  serverPurpose,
  shown,
} from '../../harness/touchstone.ts';

const OBJECTS = '</1/0>,</3/0>';
const DEFAULT_LIFETIME = 86_400;

serverPurpose(
  {
    id: 'registration.bv.assign-distinct-locations',
    title: 'keeps two devices apart by their locations',
    requirements: ['HLF-001', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations'],
    revision: 2,
  },
  async t => {
    const first = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    const name = `${t.endpoint}-b`;
    const other = await t.anotherDevice(name);
    const outcome = await other.registerBy({ query: t.registerParameters({ ep: name }), links: OBJECTS });
    t.check('response-code', outcome, code('2.01'));
    t.check('location', outcome, locationUnder('/rd'));
    const second = locationPath(outcome);
    const differ = satisfies<string[]>('two locations', ([one, two]) => one !== two, 'option.unexpected');
    t.check('distinct', [first, second].map(locationText), differ);
    t.check('first-lives', await t.device.updateAt(first, ['lt=7200']), code('2.04'));
    t.check('second-lives', await other.updateAt(second), code('2.04'));
    t.reported('first-shown', await t.sut.registration(), shown('endpoint', t.endpoint));
    const beside = await t.sut.registration(name);
    t.reported('second-shown', beside, shown('endpoint', name));
    t.reported('second-lifetime', beside, shown('lifetime', t.lifetime));
    t.check('first-leaves', await t.device.deregisterAt(first), code('2.02'));
    t.check('second-stays', await other.updateAt(second), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.replace-registration',
    title: 'replaces the registration of a device that registers again',
    requirements: ['HLF-001', 'HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations'],
  },
  async t => {
    const old = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    const query = t.registerParameters({ lt: '7200' });
    const outcome = await t.device.registerBy({ query, links: `${OBJECTS},</3303/0>` });
    t.check('response-code', outcome, code('2.01'));
    const location = locationPath(outcome);
    t.check('new-location-lives', await t.device.updateAt(location), code('2.04'));
    // A server may give the same location again; then there is no old one.
    if (locationText(old) !== locationText(location)) {
      t.check('old-location-dead', await t.device.updateAt(old), code('4.04'));
    }
    const names = (await t.sut.endpoints()).filter(name => name === t.endpoint);
    t.reported('one-registration', names.length, equals(1));
    const device = await t.sut.registration();
    t.reported('lifetime', device, shown('lifetime', 7200));
    t.reported('objects', device, lists('/3303/0'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.assume-default-lifetime',
    title: 'takes a lifetime of 86400 s for granted when a Register names none',
    requirements: ['HLF-037', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations'],
  },
  async t => {
    const outcome = await t.device.registerBy({ query: t.registerParameters({ lt: null }), links: OBJECTS });
    t.check('response-code', outcome, code('2.01'));
    t.reported('lifetime', await t.sut.registration(), shown('lifetime', DEFAULT_LIFETIME));
  },
);

serverPurpose(
  {
    id: 'registration.bv.assume-default-binding',
    title: 'takes UDP for granted when a Register names no binding',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations'],
  },
  async t => {
    const outcome = await t.device.registerBy({ query: t.registerParameters({ b: null }), links: OBJECTS });
    t.check('response-code', outcome, code('2.01'));
    t.reported('binding', await t.sut.registration(), shown('binding', 'U'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-queue-binding',
    title: 'accepts a device that registers in queue mode',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.3.1, §8.3; TS 1.1 §6.2.1',
    needs: ['listRegistrations'],
  },
  async t => {
    const asOf10 = t.lwm2m === '1.0';
    const query = asOf10 ? t.registerParameters({ b: 'UQ' }) : [...t.registerParameters(), 'Q'];
    const outcome = await t.device.registerBy({ query, links: OBJECTS });
    t.check('response-code', outcome, code('2.01'));
    t.check('location', outcome, locationUnder('/rd'));
    const binding = asOf10 ? shown('binding', 'UQ') : shown('binding', 'U', 'UQ');
    t.reported('binding', await t.sut.registration(), binding);
  },
);

serverPurpose(
  {
    id: 'registration.bv.answer-additional-parameter',
    title: 'answers a Register with a parameter that no specification knows',
    requirements: ['HLF-014'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations'],
  },
  async t => {
    // Ignoring it and 4.00 are both found in the specification, so only the agreement with what is shown is judged.
    const outcome = await t.device.registerBy({
      query: t.registerParameters({ colour: 'green' }),
      links: OBJECTS,
    });
    t.check('accepted', outcome, code('2.01'), { level: 'may' });
    t.check('response-code', outcome, code('2.01', '4.00'));
    const accepted = outcome.kind === 'response' && outcome.message.code === '2.01';
    const accordingly = accepted ? shown('endpoint', t.endpoint) : notShown();
    t.reported('shown-accordingly', await t.sut.registration(), accordingly);
  },
);
