import {
  acknowledged,
  notification,
  rejected,
  satisfies,
  serverPurpose,
  silence,
  text,
} from '../../harness/touchstone.ts';

const BATTERY = '/3/0/9';

serverPurpose(
  {
    id: 'reporting.bv.accept-confirmable-notification',
    title: 'acknowledges confirmable notifications, one after the other',
    requirements: ['HLF-016', 'HLF-028', 'HLF-036'],
    clause: 'TS 1.0 §5.5.2, RFC 7641 §3.2, §4.5',
    ets: ['LightweightM2M-1.0-int-301'],
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    for (const [index, level] of [51, 52, 53].entries()) {
      const reaction = await t.device.deliver(request, notification(11 + index, text(String(level))), 'CON');
      t.check(`notification-${index + 1}`, reaction, acknowledged());
    }
  },
);

serverPurpose(
  {
    id: 'reporting.bv.accept-non-confirmable-notification',
    title: 'takes a non-confirmable notification without rejecting it, and the next ones as well',
    requirements: ['HLF-016', 'HLF-028', 'HLF-036'],
    clause: 'TS 1.0 §5.5.2, RFC 7641 §3.2',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    const reaction = await t.device.deliver(request, notification(11, text('51')), 'NON', t.silenceSpan);
    t.check('no-reaction', reaction, silence('answer to a non-confirmable notification'));
    const later = await t.device.deliver(request, notification(12, text('52')), 'CON');
    t.check('later-notification', later, acknowledged());
  },
);

serverPurpose(
  {
    id: 'reporting.bv.accept-error-notification',
    title: 'acknowledges the error that ends an observation, and takes the observation as ended',
    requirements: ['HLF-028', 'HLF-036'],
    clause: 'RFC 7641 §4.2',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    t.check('acknowledged', await t.device.deliver(request, { code: '4.04' }, 'CON'), acknowledged());
    const later = await t.device.deliver(request, notification(12, text('52')), 'CON');
    t.check('ended', later, rejected(), { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'reporting.bi.reject-unasked-notification',
    title: 'rejects a notification that nobody asked for, and shows nothing of it',
    requirements: ['HLF-028', 'HLF-036'],
    clause: 'RFC 7641 §3.2, RFC 7252 §4.2',
    twin: 'reporting.bv.accept-confirmable-notification',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    t.check('rejected', await t.device.deliverUnasked(notification(12, text('99'))), rejected());
    const later = await t.device.deliver(request, notification(11, text('51')), 'CON');
    t.check('observation-lives', later, acknowledged());
    const without = satisfies<readonly unknown[]>('no 99', values => !values.includes(99), 'state.changed');
    t.reported('not-shown', t.sut.notifiedValues(BATTERY), without);
  },
);
