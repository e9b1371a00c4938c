import {
  ContentFormat,
  clientPurpose,
  code,
  notifiesAs,
  tlv,
  value,
  WatchedResource,
} from '../../harness/touchstone.ts';
import { HAS_SWITCH, switchable } from './switchable.ts';

const TEMPERATURE = '/3303/0/5700';

clientPurpose(
  {
    id: 'use-cases.bv.report-at-thresholds',
    title: 'reports its temperature when it gets too warm or too cold, and comes back, and not in between',
    requirements: ['B.2', 'HLF-018', 'HLF-021'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.1.2, §5.4.4, §5.5.2',
    when: 'object.3303 && attr.gt && attr.lt',
    needs: ['setResource'],
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(TEMPERATURE, 21.5);
    const watched = await WatchedResource.of(t, device, TEMPERATURE);
    t.check('thresholds', await watched.writeAttributes('gt=25.5&lt=19.5'), code('2.04'));
    await watched.observe();
    for (const degrees of [23.5, 26.25, 27, 24, 19, 21.5]) {
      await watched.change(degrees);
      await watched.listen(1.5 * t.silenceSpan);
    }
    t.check('reports', await watched.listen(1), notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.be-switched-for-report',
    title: 'reports that it is too warm, and runs once its supervisor has switched it on for that',
    requirements: ['B.2', 'HLF-018', 'HLF-009'],
    clause: 'RD 1.0 App. B.2, TS 1.0 §5.1.2, §5.4.3, §5.5.2',
    when: `(${HAS_SWITCH}) && object.3303 && attr.gt`,
    needs: ['setResource'],
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const on = `${switchable(t, registered)}/5850`;
    t.done(await device.write(on, tlv(on, false)), `the Write on ${on}`);
    await t.sense(TEMPERATURE, 21.5);
    t.done(await device.writeAttributes(TEMPERATURE, 'gt=25.5'), 'the Write-Attributes');
    const observation = await t.observed(device, TEMPERATURE);
    await t.sense(TEMPERATURE, 26.25);
    t.check('report', await observation.next(t.patience), value(TEMPERATURE, 26.25));
    t.check('switched-on', await device.write(on, tlv(on, true)), code('2.04'));
    t.check('runs', await device.read(on, ContentFormat.tlv), value(on, true));
  },
);
