import {
  acknowledged,
  arrives,
  ContentFormat,
  confirmable,
  contentFormat,
  emptyPayload,
  notification,
  observe,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  text,
  tlv,
  value,
  withContent,
} from '../../harness/touchstone.ts';
import { FIRMWARE_UPDATE } from './device-for-firmware.ts';

const SINGLE = [
  ContentFormat.text,
  ContentFormat.tlv,
  ContentFormat.json,
  ContentFormat.cbor,
  ContentFormat.senmlJson,
  ContentFormat.senmlCbor,
] as const;
const OBJECT = requestFor('get', FIRMWARE_UPDATE);
const STATE = '/5/0/3';
const RESULT = '/5/0/5';
const UPDATE = requestFor('post', '/5/0/2');
const URI = 'coap://[2001:db8::1]:5683/packages/acme-7.4.2.bin?for=touchstone&signed=yes';

serverPurpose(
  {
    id: 'firmware.bv.send-package-uri',
    title: 'tells a device where its package is with a Write of /5/0/1',
    requirements: ['HLF-003', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, appendix E.6',
    ets: ['LightweightM2M-1.0-int-756', 'LightweightM2M-1.0-int-771'],
    when: 'object.5',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    const pattern = requestFor('put', '/5/0/1');
    t.device.answer(pattern, { code: '2.04' });
    const { request, answer } = await t.stimulate(pattern, () => t.sut.write('/5/0/1', URI));
    t.check('request', request, arrives('a Write (PUT /5/0/1)'));
    t.check('confirmable', request, confirmable());
    t.check('content-format', request, contentFormat(...SINGLE));
    t.check('uri', request, value('/5/0/1', URI));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'firmware.bv.send-update',
    title: 'has a package installed with an Execute of /5/0/2 without arguments',
    requirements: ['HLF-003', 'HLF-034'],
    clause: 'TS 1.0 §5.4.5, appendix E.6',
    ets: ['LightweightM2M-1.0-int-770'],
    when: 'object.5',
    needs: ['execute'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    t.device.answer(UPDATE, { code: '2.04' });
    const { request, answer } = await t.stimulate(UPDATE, () => t.sut.execute('/5/0/2'));
    t.check('request', request, arrives('an Execute (POST /5/0/2)'));
    t.check('confirmable', request, confirmable());
    t.check('no-payload', request, emptyPayload());
    t.check('no-query', request, query());
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'firmware.bi.show-update-without-package',
    title: 'shows that a device refuses to install what it does not have',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 §5.4.5, appendix E.6',
    ets: ['LightweightM2M-1.0-int-772'],
    twin: 'firmware.bv.send-update',
    when: 'object.5',
    needs: ['execute', 'read'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    t.device.answer(UPDATE, { code: '4.05' });
    t.reported('code', await t.sut.execute('/5/0/2'), reportsCode('4.05'));
    t.device.answer(OBJECT, withContent(tlv(FIRMWARE_UPDATE, { 3: 0, 5: 0 })));
    t.reported('state', await t.sut.read(FIRMWARE_UPDATE), reportsValue(STATE, 0));
  },
);

serverPurpose(
  {
    id: 'firmware.bv.show-state-and-result',
    title: 'shows every State and every Update Result of a device',
    requirements: ['HLF-004', 'HLF-027'],
    clause: 'TS 1.0 §5.4.1, appendix E.6',
    ets: ['LightweightM2M-1.0-int-751'],
    when: 'object.5',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    for (const state of [0, 1, 2, 3]) {
      t.device.answer(OBJECT, withContent(tlv(FIRMWARE_UPDATE, { 3: state, 5: 0, 9: 2 })));
      t.reported(`state-${state}`, await t.sut.read(FIRMWARE_UPDATE), reportsValue(STATE, state));
    }
    for (const result of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      t.device.answer(OBJECT, withContent(tlv(FIRMWARE_UPDATE, { 3: 0, 5: result, 9: 2 })));
      t.reported(`result-${result}`, await t.sut.read(FIRMWARE_UPDATE), reportsValue(RESULT, result));
    }
  },
);

serverPurpose(
  {
    id: 'firmware.bv.show-abilities',
    title: 'shows the protocols that a device fetches packages by, and how they can be delivered',
    requirements: ['HLF-003', 'HLF-027'],
    clause: 'TS 1.0 §6.4.3, appendix E.6',
    ets: ['LightweightM2M-1.0-int-751'],
    when: 'object.5',
    needs: ['read'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    const abilities = { 3: 0, 5: 0, 6: 'acme', 7: '7.4.2', 8: { 0: 0, 1: 1, 2: 3 }, 9: 2 };
    t.device.answer(OBJECT, withContent(tlv(FIRMWARE_UPDATE, abilities)));
    const answer = await t.sut.read(FIRMWARE_UPDATE);
    t.reported('name', answer, reportsValue('/5/0/6', 'acme'));
    t.reported('version', answer, reportsValue('/5/0/7', '7.4.2'));
    t.reported('coap', answer, reportsValue('/5/0/8/0', 0));
    t.reported('https', answer, reportsValue('/5/0/8/2', 3));
    t.reported('delivery', answer, reportsValue('/5/0/9', 2));
  },
);

serverPurpose(
  {
    id: 'firmware.bv.observe-state',
    title: 'observes the State of a download, and shows its steps in their order',
    requirements: ['HLF-004', 'HLF-028'],
    // What a server does with a value is not prescribed; that it gets to its user is what reporting is for.
    level: 'should',
    clause: 'TS 1.0 §5.5.1, §5.5.2, appendix E.6',
    ets: ['LightweightM2M-1.0-int-760'],
    when: 'object.5',
    needs: ['observe'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    const pattern = requestFor('get', STATE);
    t.device.answer(pattern, notification(10, text('0')));
    const { request } = await t.stimulate(pattern, () => t.sut.observe(STATE));
    t.check('observe', request, observe(0));
    if (request.kind !== 'arrived') return;
    for (const state of [1, 2, 3]) {
      const reaction = await t.device.deliver(
        request.message,
        notification(10 + state, text(`${state}`)),
        'CON',
      );
      t.check(`notification-${state}`, reaction, acknowledged());
    }
    await t.clock.wait(t.silenceSpan);
    const shown = t.sut.notifiedValues(STATE).filter(state => state !== 0);
    const steps = satisfies<typeof shown>('1, 2 and 3', states => states.join() === '1,2,3');
    t.reported('steps', shown, steps);
  },
);

serverPurpose(
  {
    id: 'firmware.bv.show-result-after-reboot',
    title: 'shows the result and the new version of a device that has come back from its update',
    requirements: ['HLF-004', 'HLF-002', 'HLF-003'],
    clause: 'TS 1.0 §5.3.1, appendix E.6',
    ets: ['LightweightM2M-1.0-int-770'],
    when: 'object.5',
    needs: ['execute', 'read'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    t.device.answer(UPDATE, { code: '2.04' });
    t.reported('update', await t.sut.execute('/5/0/2'), reportsCode('2.04'));
    // It reboots without a word, and registers anew.
    await t.registeredWith(FIRMWARE_UPDATE);
    t.device.answer(OBJECT, withContent(tlv(FIRMWARE_UPDATE, { 3: 0, 5: 1, 7: '7.4.2' })));
    const answer = await t.sut.read(FIRMWARE_UPDATE);
    t.reported('state', answer, reportsValue(STATE, 0));
    t.reported('result', answer, reportsValue(RESULT, 1));
    t.device.answer(requestFor('get', '/3/0/3'), withContent(text('7.4.2')));
    t.reported('version', await t.sut.read('/3/0/3'), reportsValue('/3/0/3', '7.4.2'));
  },
);
