import {
  ANY_REQUEST,
  arrives,
  code,
  notShown,
  reportsCode,
  reportsValue,
  serverPurpose,
  shown,
  silence,
  value,
} from '../../harness/touchstone.ts';
import {
  COLLECTED,
  DISABLE,
  READ,
  sentAway,
  service,
  suspend,
  suspended,
  TIMEOUT,
} from './suspended-fleet.ts';

/** How long Ben keeps devices away, and what stands for it where the time is real. */
const SPANS = [
  { words: 'five-minutes', title: 'five minutes', seconds: 300, short: 5 },
  { words: 'two-hours', title: 'two hours', seconds: 7200, short: 7 },
] as const;

for (const { words, title, seconds, short } of SPANS) {
  serverPurpose(
    {
      id: `use-cases.ti.suspend-for-${words}`,
      title: `keeps low-priority devices away for ${title}, sends them nothing, and takes them back`,
      requirements: ['B.5', 'HLF-041', 'HLF-042', 'HLF-008'],
      clause: 'RD 1.0 App. B.5, TS 1.0 §5.3.3, E.2',
      needs: ['write', 'execute', 'listRegistrations'],
    },
    async t => {
      const away = t.scaled(seconds, short);
      const { low } = await suspended(t, away);
      for (const { name, sut, endpoint } of low)
        t.reported(`${name}-gone`, await sut.registration(endpoint), notShown());
      await t.clock.wait(away * 1000);
      for (const { name, device } of low)
        t.check(`${name}-left-alone`, await device.next(ANY_REQUEST, 1), silence('request'));
      for (const { name, device, sut, endpoint } of low) {
        t.check(`${name}-accepted`, await device.register(), code('2.01'));
        t.reported(`${name}-back`, await sut.registration(endpoint), shown('endpoint', endpoint));
      }
    },
  );
}

serverPurpose(
  {
    id: 'use-cases.bv.order-suspension',
    title: 'tells a device how long to stay away, then to go',
    requirements: ['B.5', 'HLF-042', 'HLF-010'],
    clause: 'RD 1.0 App. B.5, TS 1.0 §5.4.3, §5.4.5, E.2',
    needs: ['write', 'execute'],
  },
  async t => {
    const [low] = (await service(t)).low;
    if (low === undefined) return;
    const { timeout, disable } = await suspend(low, 300);
    t.check('timeout', timeout.request, value(TIMEOUT, 300));
    t.reported('timeout-taken', timeout.answer, reportsCode('2.04'));
    t.check('disable', disable.request, arrives(`an Execute (POST ${DISABLE})`));
    t.reported('disable-taken', disable.answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.serve-priority-devices',
    title: 'serves the devices of high priority while the others are kept away',
    requirements: ['B.5', 'HLF-042'],
    clause: 'RD 1.0 App. B.5, TS 1.0 §5.4.1',
    when: 'object.3303',
    needs: ['write', 'execute', 'read', 'listRegistrations'],
  },
  async t => {
    const { priority, low } = await suspended(t, 300);
    for (const { name, sut, endpoint } of priority)
      t.reported(`${name}-known`, await sut.registration(endpoint), shown('lifetime', t.lifetime));
    for (const device of priority) {
      const { request, answer } = await device.order(READ, sut => sut.read(COLLECTED));
      t.check(`request-of-${device.name}`, request, arrives(READ.name));
      t.reported(`value-of-${device.name}`, answer, reportsValue(COLLECTED, 20.5));
    }
    for (const { name, device } of low)
      t.check(`${name}-left-alone`, await device.next(ANY_REQUEST, 1), silence('request'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.collect-after-suspension',
    title: 'gets what a device has collected meanwhile, once it is back',
    requirements: ['B.5', 'HLF-041', 'HLF-027'],
    clause: 'RD 1.0 App. B.5, TS 1.0 §5.3.1, §5.4.1, §5.5.1',
    when: 'object.3303',
    needs: ['write', 'execute', 'read', 'observe'],
  },
  async t => {
    const [low] = (await service(t)).low;
    if (low === undefined) return;
    const before = await low.order(READ, sut => sut.read(COLLECTED));
    t.reported('before', before.answer, reportsValue(COLLECTED, 20.5));
    await sentAway(t, low, 300);
    low.change(COLLECTED, 23.25);
    await t.registered(low.device);
    const { request, answer } = await low.order(READ, sut => sut.read(COLLECTED));
    t.check('request', request, arrives(READ.name));
    t.reported('collected', answer, reportsValue(COLLECTED, 23.25));
    low.change(COLLECTED, 24.5);
    const watch = await low.order(READ, sut => sut.observe(COLLECTED));
    t.reported('observed-anew', watch.answer, reportsValue(COLLECTED, 24.5));
  },
);
