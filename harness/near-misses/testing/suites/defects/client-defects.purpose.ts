import {
  bytes,
  ContentFormat,
  clientPurpose,
  equals,
  METHODS,
  OptionNumber,
  pathOptions,
} from '../../../../touchstone.ts';

const about = { title: 'has a defect', requirements: ['HLF-001'], clause: 'none' } as const;

clientPurpose({ ...about, id: 'defect.bv.no-check' }, async t => void (await t.registered()));

clientPurpose({ ...about, id: 'defect.bv.check-twice' }, async t => {
  t.check('one', 1, equals(1));
  t.check('one', 1, equals(1));
});

clientPurpose({ ...about, id: 'defect.bv.illegal-message' }, async t => {
  const { device } = await t.registered();
  t.check('one', 1, equals(1));
  // An option of three bytes that has two at most; nobody looks at what becomes of it.
  const illegal = { number: OptionNumber.contentFormat, value: Uint8Array.of(1, 2, 3) };
  device.request({ method: METHODS.get, options: [...pathOptions('/3/0'), illegal] }).catch(() => {});
});

clientPurpose({ ...about, id: 'defect.bv.malformed-payload' }, async t => {
  const { device } = await t.registered();
  t.check('one', 1, equals(1));
  await device.write('/1/0', bytes(ContentFormat.tlv, 'C8 07'), 'update');
});

clientPurpose({ ...about, id: 'defect.bv.runaway' }, async t => {
  for (t.check('one', 1, equals(1)); ; ) await t.clock.wait(1_000);
});

clientPurpose({ ...about, id: 'defect.bv.none' }, async t => {
  await t.registered();
  t.check('one', 1, equals(1));
});

clientPurpose({ ...about, id: 'defect.bv.failing-twin' }, async t => void t.check('one', 2, equals(1)));

clientPurpose({ ...about, id: 'defect.bi.negative', twin: 'defect.bv.failing-twin' }, async t => {
  t.check('one', 1, equals(1));
});
