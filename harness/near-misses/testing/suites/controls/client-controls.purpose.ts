import { arrives, clientPurpose, code, METHODS, pathOptions, REGISTER } from '../../../../touchstone.ts';

const about = { title: 'registers', requirements: ['HLF-001'], clause: 'none' } as const;

clientPurpose({ ...about, id: 'control.bv.silent' }, async t => {
  await t.start();
  t.check('register', await t.server.next(REGISTER), arrives('a Register'));
});

clientPurpose({ ...about, id: 'control.bv.not-registered' }, async t => {
  const { device } = await t.registered();
  t.check('read', await device.read('/3/0/0'), code('2.05'));
});

clientPurpose({ ...about, id: 'control.bv.registered' }, async t => {
  const { device } = await t.registered();
  t.check(
    'read',
    await device.request({ method: METHODS.get, options: pathOptions('/3/0/0') }),
    code('2.05'),
  );
});
