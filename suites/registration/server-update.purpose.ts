import {
  code,
  doesNotList,
  equals,
  lists,
  noLocation,
  notShown,
  OptionNumber,
  pathOptions,
  serverPurpose,
  shown,
  stringOption,
} from '../../harness/touchstone.ts';

const OBJECTS = '</1/0>,</3/0>';
const SECOND = 1000;
/** A location below /rd that no server has given to anyone. */
const UNKNOWN_LOCATION = [...pathOptions('/rd'), stringOption(OptionNumber.uriPath, 'touchstone-nobody')];

serverPurpose(
  {
    id: 'registration.bv.accept-update-of-lifetime',
    title: 'takes over a new lifetime from an Update',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ets: ['LightweightM2M-1.0-int-102'],
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    t.check('response-code', await t.device.updateAt(location, ['lt=7200']), code('2.04'));
    const device = await t.sut.registration();
    t.reported('lifetime', device, shown('lifetime', 7200));
    t.reported('objects-kept', device, lists('/3/0'));
    t.check('later-update', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-update-of-binding',
    title: 'takes over a new binding from an Update and keeps everything else',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.2',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    const binding = t.lwm2m === '1.0' ? 'UQ' : 'UT';
    t.check('response-code', await t.device.updateAt(location, [`b=${binding}`]), code('2.04'));
    const device = await t.sut.registration();
    t.reported('binding', device, shown('binding', binding));
    t.reported('lifetime-kept', device, shown('lifetime', 3600));
  },
);

serverPurpose(
  {
    id: 'registration.ti.extend-by-empty-update',
    title: 'counts the lifetime anew from an Update without parameters',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ets: ['LightweightM2M-1.0-int-104', 'LightweightM2M-1.0-int-102'],
    revision: 2,
  },
  async t => {
    const took = await t.timeToRegister({ query: t.registerParameters(), links: OBJECTS });
    // It counts from some time between the request and its answer, and is to see two Updates within two lifetimes.
    const lifetime = 4 + Math.round((4 * took) / SECOND);
    const pause = (lifetime - 1) * SECOND - 2 * took;
    const query = t.registerParameters({ lt: String(lifetime) });
    const location = await t.registeredBy({ query, links: OBJECTS });
    await t.clock.wait(pause);
    t.check('within-lifetime', await t.device.updateAt(location), code('2.04'));
    await t.clock.wait(pause);
    t.check('beyond-first-lifetime', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-update-of-object-list',
    title: 'takes over a new object list from an Update',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.3.2',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>,</5/0>' });
    t.check(
      'response-code',
      await t.device.updateAt(location, [], '</1/0>,</3/0>,</3303/0>,</3303/1>'),
      code('2.04'),
    );
    const device = await t.sut.registration();
    t.reported('added-object', device, lists('/3303/1'));
    t.reported('kept-object', device, lists('/3/0'));
    t.reported('removed-object', device, doesNotList('/5/0'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-deregister',
    title: 'forgets a device that de-registers',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.3',
    ets: ['LightweightM2M-1.0-int-103'],
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    t.check('response-code', await t.device.deregisterAt(location), code('2.02'));
    t.reported('no-registration', await t.sut.registration(), notShown());
    t.check('later-update', await t.device.updateAt(location), code('4.04'));
    const again = await t.device.registerBy({ query: t.registerParameters(), links: OBJECTS });
    t.check('later-register', again, code('2.01'));
  },
);

serverPurpose(
  {
    id: 'registration.ti.expire-registration',
    title: 'removes a registration when its lifetime is over, and not before',
    requirements: ['HLF-037', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, §5.3.2',
    needs: ['listRegistrations'],
    revision: 2,
  },
  async t => {
    const took = await t.timeToRegister({ query: t.registerParameters(), links: OBJECTS });
    // It counts from some time between the request and its answer.
    const lifetime = 3 + Math.round((2 * took) / SECOND);
    const query = t.registerParameters({ lt: String(lifetime) });
    const location = await t.registeredBy({ query, links: OBJECTS });
    await t.clock.wait(2 * SECOND);
    t.check('within-lifetime', await t.device.updateAt(location), code('2.04'));
    // Servers sweep their registrations now and then: as long as one may think about an answer, twice.
    await t.clock.wait(lifetime * SECOND + 2 * t.silenceSpan);
    t.reported('no-registration', await t.sut.registration(), notShown());
    t.check('after-lifetime', await t.device.updateAt(location), code('4.04'));
  },
);

serverPurpose(
  {
    id: 'registration.ti.expire-by-updated-lifetime',
    title: 'removes a registration when the lifetime is over that an Update has shortened',
    requirements: ['HLF-037', 'HLF-019'],
    clause: 'TS 1.0 §5.3.2',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    t.check('response-code', await t.device.updateAt(location, ['lt=3']), code('2.04'));
    // As long as a server may take to sweep its registrations: see expire-registration.
    await t.clock.wait(3 * SECOND + 2 * t.silenceSpan);
    t.reported('no-registration', await t.sut.registration(), notShown());
    t.check('after-lifetime', await t.device.updateAt(location), code('4.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-update-of-unknown-location',
    title: 'answers 4.04 to an Update of a location that it has not given',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    twin: 'registration.bv.accept-update-of-lifetime',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    const outcome = await t.device.updateAt(UNKNOWN_LOCATION, ['lt=7200']);
    t.check('response-code', outcome, code('4.04'));
    t.check('no-location', outcome, noLocation());
    t.reported(
      'registrations-unchanged',
      (await t.sut.endpoints()).join(' '),
      equals(t.endpoint, 'state.changed'),
    );
    t.reported('lifetime-unchanged', await t.sut.registration(), shown('lifetime', 3600));
    t.check('location-lives', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-update-with-textual-lifetime',
    title: 'answers 4.00 to an Update whose lifetime is not a number',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    twin: 'registration.bv.accept-update-of-lifetime',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    t.check('response-code', await t.device.updateAt(location, ['lt=soon']), code('4.00'));
    t.reported('lifetime-unchanged', await t.sut.registration(), shown('lifetime', 3600));
    t.check('location-lives', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-deregister-of-unknown-location',
    title: 'answers 4.04 to a De-register of a location that it has not given',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.3',
    twin: 'registration.bv.accept-deregister',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: OBJECTS });
    t.check('response-code', await t.device.deregisterAt(UNKNOWN_LOCATION), code('4.04'));
    t.reported(
      'registrations-unchanged',
      (await t.sut.endpoints()).join(' '),
      equals(t.endpoint, 'state.changed'),
    );
    t.check('location-lives', await t.device.updateAt(location), code('2.04'));
  },
);
