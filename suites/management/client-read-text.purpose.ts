import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  contentFormat,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.read-resource-text',
    title: 'answers a Read of a resource in plain text',
    requirements: ['HLF-034', 'HLF-020'],
    clause: 'TS 1.0 §5.4.1, §6.4.1, appendix C',
    ets: ['LightweightM2M-1.1-int-224'],
    when: 'format.text',
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const lifetime = await device.read(`${account}/1`, ContentFormat.text);
    t.check('response-code', lifetime, code('2.05'));
    t.check('content-format', lifetime, contentFormat(ContentFormat.text));
    t.check('integer', lifetime, value(`${account}/1`, 3600));
    t.check('integer-form', lifetime, wellFormed(`${account}/1`));
    const storing = await device.read(`${account}/6`, ContentFormat.text);
    t.check('boolean-form', storing, wellFormed(`${account}/6`));
    t.check('string', await device.read(`${account}/7`, ContentFormat.text), value(`${account}/7`, 'U'));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-manufacturer-text',
    title: 'answers Reads of manufacturer, model number and serial number in plain text',
    requirements: ['HLF-027', 'HLF-001'],
    clause: 'TS 1.0 §5.4.1, §6.4.1, E.4',
    ets: ['LightweightM2M-1.0-int-201', 'LightweightM2M-1.1-int-201'],
    when: 'format.text && resource.3.0 && resource.3.1 && resource.3.2',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path] of [
      ['manufacturer', '/3/0/0'],
      ['model-number', '/3/0/1'],
      ['serial-number', '/3/0/2'],
    ] as const) {
      const outcome = await device.read(path, ContentFormat.text);
      t.check(words, outcome, code('2.05'));
      t.check(`${words}-format`, outcome, contentFormat(ContentFormat.text));
      t.check(
        `${words}-value`,
        outcome,
        content(path, 'some text', of => of[path] !== ''),
      );
    }
  },
);
