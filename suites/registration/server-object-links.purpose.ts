import {
  arrives,
  code,
  lists,
  type ReportedRegistration,
  reportsValue,
  requestFor,
  type ServerContext,
  serverPurpose,
  text,
  withContent,
} from '../../harness/touchstone.ts';

/**
 * The server accepts a Register with this object list and shows, whatever else is in it, the Device object. Undefined for a
 * device that it does not show, and so cannot be told to do anything with.
 */
async function acceptsLinks(
  t: ServerContext,
  links: string,
  level: 'must' | 'should' = 'must',
): Promise<ReportedRegistration | undefined> {
  const outcome = await t.device.registerBy({ query: t.registerParameters(), links });
  t.check('response-code', outcome, code('2.01'), { level });
  const device = await t.sut.registration();
  t.reported('device-object', device, lists('/3/0'), { level });
  return device;
}

serverPurpose(
  {
    id: 'registration.bv.accept-unknown-object',
    title: 'accepts an object that it cannot know',
    requirements: ['HLF-014'],
    clause: 'TS 1.0 §5.3.1',
    ets: ['LightweightM2M-1.0-int-101'],
    needs: ['listRegistrations'],
  },
  async t => {
    const device = await acceptsLinks(t, '</1/0>,</3/0>,</32768/0>,</42768>');
    t.reported('unknown-object', device, lists('/32768/0'), { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-unknown-link-attribute',
    title: 'accepts links with attributes that LwM2M does not define',
    requirements: ['HLF-014'],
    clause: 'TS 1.0 §5.3.1, RFC 6690 §2',
    needs: ['listRegistrations'],
  },
  async t => {
    const device = await acceptsLinks(t, '</1/0>;title="the, account";x-flag,</3/0>;if="sensor";sz=12');
    t.reported('server-object', device, lists('/1/0'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-quoted-object-version',
    title: 'accepts an object version in quotation marks, as TS 1.0 writes it',
    requirements: ['HLF-014', 'HLF-019'],
    clause: 'TS 1.0 §6.2',
    needs: ['listRegistrations'],
  },
  async t => {
    // The quotation marks went with TS 1.1; a receiver does well to take both forms.
    const level = t.lwm2m === '1.0' ? 'must' : 'should';
    await acceptsLinks(t, '</1/0>,</3/0>,</32768>;ver="2.7",</32768/0>', level);
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-unquoted-object-version',
    title: 'accepts an object version without quotation marks, as TS 1.1 writes it',
    requirements: ['HLF-014', 'HLF-019'],
    // Must for a device of LwM2M 1.1; of one of 1.0, whose specification has the quotation marks, it should be accepted.
    level: 'should',
    clause: 'TS 1.1 §7.2.2, RFC 6690 §2',
    needs: ['listRegistrations'],
  },
  async t => {
    const level = t.lwm2m === '1.0' ? 'should' : 'must';
    await acceptsLinks(t, '</1/0>,</3/0>,</32768>;ver=2.7,</32768/0>', level);
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-root-link',
    title: 'accepts a link to the root that tells the content formats of the device',
    requirements: ['HLF-019', 'HLF-020'],
    clause: 'TS 1.0 §8.2.2',
    needs: ['listRegistrations', 'read'],
  },
  async t => {
    const device = await acceptsLinks(t, '</>;rt="oma.lwm2m";ct=11543,</1/0>,</3/0>');
    if (device === undefined) return;
    t.device.answer(requestFor('get', '/3/0/0'), withContent(text('Acme')));
    const { request } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.check('path-without-prefix', request, arrives('a Read (GET /3/0/0)'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.address-alternate-path',
    title: 'prefixes requests with the alternate path of the device',
    requirements: ['HLF-020', 'HLF-019'],
    clause: 'TS 1.0 §8.2.2',
    needs: ['listRegistrations', 'read'],
  },
  async t => {
    const device = await acceptsLinks(t, '</lwm2m>;rt="oma.lwm2m",</lwm2m/1/0>,</lwm2m/3/0>');
    if (device === undefined) return;
    t.device.answer(requestFor('get', '/lwm2m/3/0/0'), withContent(text('Acme')));
    const { request, answer } = await t.stimulate(requestFor('get', '/lwm2m/3/0/0'), () =>
      t.sut.read('/3/0/0'),
    );
    t.check('path-with-prefix', request, arrives('a Read (GET /lwm2m/3/0/0)'));
    t.reported('value', answer, reportsValue('/3/0/0', 'Acme'));
  },
);
