import {
  ANY_REQUEST,
  arrives,
  bytes,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  compositeValues,
  malformed,
  senmlJson,
  silence,
  UPDATE,
  unchanged,
  value,
} from '../../harness/touchstone.ts';
import { writableAccount } from './composite-write.ts';
import { ABSENT_OBJECT, ABSENT_RESOURCE } from './senml-formats.ts';

const TLV = ContentFormat.tlv;
const FORMAT = ContentFormat.senmlJson;
const WHEN = 'op.write-composite && format.senml-json';
const TWIN = 'management.bv.write-composite-resource';

clientPurpose(
  {
    id: TWIN,
    title: 'takes the new value of one resource by a Write-Composite',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.1 §6.3.9',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const other = (await t.valueAt(device, path)) !== true;
    t.check('response-code', await device.composite.write(values({ [path]: other })), code('2.04'));
    t.check('read-back', await device.read(path, ContentFormat.tlv), value(path, other));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-read-only',
    title: 'answers 4.05 to a Write-Composite of which one resource is read-only, and writes none of it',
    requirements: ['HLF-032', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    const outcome = await device.composite.write(values({ ...good, [`${account}/0`]: 77 }));
    t.check('response-code', outcome, code('4.05'));
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-executable',
    title: 'refuses a Write-Composite of which one resource is executable, and neither writes nor executes',
    requirements: ['HLF-032', 'HLF-007', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    const records = Object.entries({ ...good, [`${account}/8`]: 1 }).map(([n, of]) =>
      typeof of === 'boolean' ? { n, vb: of } : { n, v: of },
    );
    // Which fault comes first is not specified: no value is right for a resource without a type.
    t.check(
      'response-code',
      await device.composite.write(malformed(senmlJson(records))),
      code('4.05', '4.00'),
    );
    t.check('not-executed', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('Update'));
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-absent',
    title: 'answers 4.04 to a Write-Composite of which one part does not exist, and writes none of it',
    requirements: ['HLF-020', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    for (const [words, path] of [
      ['object', ABSENT_OBJECT],
      ['resource', ABSENT_RESOURCE],
    ] as const) {
      const outcome = await device.composite.write(values({ ...good, [path]: 'none' }));
      t.check(words, outcome, clientError());
      t.check(`${words}-code`, outcome, code('4.04'), { level: 'should' });
      t.check(`nothing-written-with-${words}`, await device.read(account, TLV), unchanged(account, before));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-wrong-type',
    title: 'answers 4.00 to a Write-Composite of which one value has the wrong type, and writes none of it',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9, §7.1',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before } = await writableAccount(t);
    const other = before[`${account}/6`] !== true;
    const records = [
      { n: `${account}/6`, vb: other },
      { n: `${account}/1`, vs: 'soon' },
    ];
    t.check('response-code', await device.composite.write(malformed(senmlJson(records))), code('4.00'));
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-security-object',
    title: 'refuses a Write-Composite that reaches for its Security object, and writes none of it',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.1 §6.3, §6.3.9',
    ets: ['LightweightM2M-1.1-int-221'],
    when: WHEN,
    needs: ['triggerUpdate'],
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    const outcome = await device.composite.write(values({ ...good, '/0/0/0': 'coap://127.0.0.1:1' }));
    t.check('refused', outcome, clientError());
    t.check('unauthorized', outcome, code('4.01'), { level: 'should' });
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
    await t.sut.triggerUpdate();
    t.check('same-server', await t.server.next(UPDATE), arrives('an Update at the same server'));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-unsupported-format',
    title:
      'answers 4.15 to a Write-Composite in a format that carries no composite values, and writes nothing',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9, RFC 7252 §5.9.2.11',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    const { payload } = values(good);
    t.check('unknown', await device.composite.write({ format: 65_000, payload }), code('4.15'));
    t.check('text', await device.composite.write(bytes(ContentFormat.text, '31')), code('4.15'));
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-malformed',
    title: 'answers 4.00 to a Write-Composite that breaks off, and writes nothing of what came before',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9, RFC 8428 §4',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before, good } = await writableAccount(t);
    const { format, payload } = values(good);
    const truncated = malformed({ format, payload: payload.subarray(0, -1) });
    t.check('truncated', await device.composite.write(truncated), code('4.00'));
    const [n, other] = [`${account}/6`, before[`${account}/6`] !== true];
    const nothing = malformed(senmlJson([{ n, vb: other }, { n: `${account}/1` }]));
    t.check('without-value', await device.composite.write(nothing), code('4.00'));
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-composite-resource-instance',
    title: 'writes nothing of a Write-Composite that makes a single resource a multiple one',
    requirements: ['HLF-010', 'HLF-020'],
    clause: 'TS 1.1 §6.3.9, §6.3.3',
    level: 'should',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account, before } = await writableAccount(t);
    const other = before[`${account}/6`] !== true;
    const records = [
      { n: `${account}/6`, vb: other },
      { n: `${account}/1/0`, v: 4242 },
    ];
    t.check('refused', await device.composite.write(malformed(senmlJson(records))), clientError());
    t.check('nothing-written', await device.read(account, TLV), unchanged(account, before));
  },
);

function values(of: Parameters<typeof compositeValues>[1]) {
  return compositeValues(FORMAT, of);
}
