import {
  BOOTSTRAP_REQUEST,
  ContentFormat,
  clientPurpose,
  code,
  malformed,
  parameter,
  REGISTER,
  silence,
  text,
} from '../../harness/touchstone.ts';
import { registeredBesideBootstrapServer } from './beside-bootstrap-server.ts';
import { BOOTSTRAPPED, lifetimeIs } from './client-accounts.ts';

const COMMON = {
  requirements: ['HLF-011', 'HLF-019'],
  clause: 'TS 1.1 E.2 (resource 9)',
  ...BOOTSTRAPPED,
  when: `${BOOTSTRAPPED.when} && lwm2m.1_1 && resource.1.9`,
} as const;
const TWIN = 'bootstrap.bv.request-on-trigger';

clientPurpose(
  {
    id: TWIN,
    title: 'asks its bootstrap server for a bootstrap when a server executes Bootstrap-Request Trigger',
    ...COMMON,
  },
  async t => {
    const { device, account, bootstrapServer } = await registeredBesideBootstrapServer(t);
    t.check('execute-accepted', await device.execute(`${account}/9`), code('2.04'));
    const request = await bootstrapServer.next(BOOTSTRAP_REQUEST);
    t.check(
      'asks',
      request,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    if (request.kind === 'silence') return;
    await t.settled();
    t.server.disregardPast();
    t.check('finish', await bootstrapServer.commandsTo(request.message).finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.read-write-request-trigger',
    title: 'refuses to read and to write Bootstrap-Request Trigger, and asks for no bootstrap',
    ...{ ...COMMON, requirements: ['HLF-011', 'HLF-032'], twin: TWIN },
  },
  async t => {
    const { device, account, bootstrapServer } = await registeredBesideBootstrapServer(t);
    const trigger = `${account}/9`;
    t.check('read', await device.read(trigger), code('4.05'));
    // There is no value that it could have: 4.05, and 4.00 for content that cannot be read.
    t.check('write', await device.write(trigger, malformed(text('1'))), code('4.05', '4.00'));
    const asked = await bootstrapServer.next(BOOTSTRAP_REQUEST, t.silenceSpan);
    t.check('asks-for-nothing', asked, silence('Bootstrap-Request'));
    t.check('still-served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);
