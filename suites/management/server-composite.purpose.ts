import {
  accept,
  acknowledged,
  arrives,
  ContentFormat,
  compositeValues,
  confirmable,
  contentFormat,
  exactly,
  noObserveOption,
  notification,
  observe,
  reportsCode,
  reportsNoSuccess,
  reportsValue,
  satisfies,
  serverPurpose,
  wellFormedComposite,
  withContent,
} from '../../harness/touchstone.ts';
import { COMPOSITE_READ, COMPOSITE_WRITE, pathsAskedFor } from './composite-requests.ts';

const SENML = [ContentFormat.senmlJson, ContentFormat.senmlCbor] as const;
const PATHS = ['/3/0/0', '/1/0/1', '/3/0/6/1'] as const;
const VALUES = { '/3/0/0': 'Acme', '/1/0/1': 3_600, '/3/0/6/1': 5 };

const askedFor = (wanted: readonly string[]) =>
  satisfies<readonly string[]>(
    wanted.join(', '),
    paths => paths.toSorted().join() === wanted.toSorted().join(),
  );

for (const [name, format] of [
  ['json', ContentFormat.senmlJson],
  ['cbor', ContentFormat.senmlCbor],
] as const) {
  serverPurpose(
    {
      id: `management.bv.send-read-composite-answered-in-${name}`,
      title: `reads unrelated paths with one FETCH, and shows what comes in SenML ${name.toUpperCase()}`,
      requirements: ['HLF-035', 'HLF-027'],
      clause: 'TS 1.1 §6.3.8',
      when: `lwm2m.1_1 && op.read-composite && format.senml-${name}`,
      needs: ['readComposite'],
    },
    async t => {
      await t.registered();
      t.device.answer(COMPOSITE_READ, withContent(compositeValues(format, VALUES)));
      const { request, answer } = await t.stimulate(COMPOSITE_READ, () => t.sut.readComposite(...PATHS));
      t.check('request', request, arrives('a Read-Composite (FETCH /)'));
      t.check('confirmable', request, confirmable());
      t.check('content-format', request, contentFormat(...SENML));
      t.check('accept', request, accept(...SENML));
      t.check('no-observe', request, noObserveOption());
      t.check('paths', pathsAskedFor(request), askedFor(PATHS));
      t.reported('code', answer, reportsCode('2.05'));
      for (const [path, value] of Object.entries(VALUES))
        t.reported(`value-${path.slice(1).replaceAll('/', '-')}`, answer, reportsValue(path, value));
    },
  );
}

serverPurpose(
  {
    id: 'management.bv.show-part-of-read-composite',
    title: 'shows the values that a device has of the paths that it was asked for',
    requirements: ['HLF-035', 'HLF-031'],
    clause: 'TS 1.1 §6.3.8 (what is absent or denied is left out)',
    when: 'lwm2m.1_1 && op.read-composite',
    needs: ['readComposite'],
  },
  async t => {
    await t.registered();
    const part = compositeValues(ContentFormat.senmlJson, { '/1/0/1': 3_600 });
    t.device.answer(COMPOSITE_READ, withContent(part));
    const answer = await t.sut.readComposite('/3/0/0', '/1/0/1');
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/1/0/1', 3_600));
    const absent = satisfies<unknown>('no value', shown => shown === undefined);
    t.reported('absent', answer.values?.['/3/0/0'], absent);
  },
);

serverPurpose(
  {
    id: 'management.bv.send-write-composite',
    title: 'writes values of unrelated paths with one iPATCH',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.1 §6.3.9',
    when: 'lwm2m.1_1 && op.write-composite',
    needs: ['writeComposite'],
  },
  async t => {
    await t.registered();
    const values = { '/1/0/1': 100_000, '/3/0/14': '+05:45', '/1/0/6': false };
    t.device.answer(COMPOSITE_WRITE, { code: '2.04' });
    const { request, answer } = await t.stimulate(COMPOSITE_WRITE, () => t.sut.writeComposite(values));
    t.check('request', request, arrives('a Write-Composite (iPATCH /)'));
    t.check('confirmable', request, confirmable());
    t.check('content-format', request, contentFormat(...SENML));
    t.check('form', request, wellFormedComposite());
    t.check('values', request, exactly(values));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'management.bi.show-refused-write-composite',
    title: 'shows that a device has refused a Write-Composite, which then has written nothing',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    twin: 'management.bv.send-write-composite',
    when: 'lwm2m.1_1 && op.write-composite',
    needs: ['writeComposite'],
  },
  async t => {
    await t.registered();
    t.device.answer(COMPOSITE_WRITE, { code: '4.05' });
    const answer = await t.sut.writeComposite({ '/1/0/1': 60, '/3/0/0': 'Other' });
    t.reported('no-success', answer, reportsNoSuccess());
  },
);

serverPurpose(
  {
    id: 'management.bv.send-observe-composite',
    title: 'observes unrelated paths with one FETCH, and shows what is notified of them',
    requirements: ['HLF-035', 'HLF-028'],
    clause: 'TS 1.1 §6.4.4',
    when: 'lwm2m.1_1 && op.observe-composite',
    needs: ['observeComposite'],
  },
  async t => {
    await t.registered();
    const of = (level: number) =>
      compositeValues(ContentFormat.senmlJson, { '/3/0/9': level, '/1/0/1': 3_600 });
    t.device.answer(COMPOSITE_READ, notification(10, of(50)));
    const act = () => t.sut.observeComposite('/3/0/9', '/1/0/1');
    const { request, answer } = await t.stimulate(COMPOSITE_READ, act);
    t.check('request', request, arrives('an Observe-Composite (FETCH /)'));
    t.check('observe', request, observe(0));
    t.check('paths', pathsAskedFor(request), askedFor(['/3/0/9', '/1/0/1']));
    t.reported('value', answer, reportsValue('/3/0/9', 50));
    if (request.kind !== 'arrived') return;
    const reaction = await t.device.deliver(request.message, notification(11, of(51)), 'CON');
    t.check('notification', reaction, acknowledged());
    await t.clock.wait(t.silenceSpan);
    const shown = t.sut.events.filter(({ event }) => event === 'notified').at(-1)?.values?.['/3/0/9'];
    t.reported(
      'notified',
      shown,
      satisfies<unknown>('51', level => level === 51),
      { level: 'should' },
    );
  },
);
