import {
  arrives,
  equals,
  notification,
  reportsCode,
  reportsNoSuccess,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  silence,
  text,
  value,
} from '../../harness/touchstone.ts';
import { burning, LAMP, SWITCH, street, switchAll } from './street.ts';
import { byCorner, town } from './town.ts';

const STATUS = requestFor('get', LAMP);

serverPurpose(
  {
    id: 'use-cases.bv.switch-one-streetlight',
    title: 'switches one light of a street on, and leaves the others as they are',
    requirements: ['B.1', 'HLF-009'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.4.3',
    when: 'object.3311',
    needs: ['write'],
  },
  async t => {
    const [one, two, three] = await street(t, 3);
    if (!one || !two || !three) return;
    const { request, answer } = await two.order(SWITCH, sut => sut.write(LAMP, true));
    t.check('request', request, arrives(`a Write (PUT ${LAMP}) to the light that is meant`));
    t.check('command', request, value(LAMP, true));
    t.reported('code', answer, reportsCode('2.04'));
    t.check('neighbour-before', await one.device.next(SWITCH, t.silenceSpan), silence('command'));
    t.check('neighbour-behind', await three.device.next(SWITCH, 1), silence('command'));
    t.check('burning', burning([one, two, three]), equals('light-2'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.show-each-streetlight',
    title: 'shows the state of each light of a street as that light has it now',
    requirements: ['B.1', 'HLF-027'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.4.1',
    when: 'object.3311',
    needs: ['read'],
  },
  async t => {
    const lights = await street(t, 3);
    // Somebody at the second light has switched it by hand.
    lights[1]?.change(LAMP, true);
    for (const light of lights) {
      const { request, answer } = await light.order(STATUS, sut => sut.read(LAMP));
      t.check(`request-of-${light.name}`, request, arrives(`a Read (GET ${LAMP})`));
      t.reported(`state-of-${light.name}`, answer, reportsValue(LAMP, light.name === 'light-2'));
    }
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.switch-street',
    title: 'switches a group of lights together: one command to each, and the answer of each shown',
    requirements: ['B.1', 'HLF-009'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.4.3',
    when: 'object.3311',
    needs: ['write'],
  },
  async t => {
    const lights = await street(t, 6);
    const group = lights.slice(1, 5);
    for (const [index, { request, answer }] of (await switchAll(group, true)).entries()) {
      const name = group[index]?.name ?? '';
      t.check(`command-of-${name}`, request, value(LAMP, true));
      t.reported(`code-of-${name}`, answer, reportsCode('2.04'));
    }
    t.check('burning', burning(lights), equals('light-2 light-3 light-4 light-5'));
    const again = await Promise.all(lights.map(({ device }) => device.next(SWITCH, t.silenceSpan)));
    const extra = again.filter(({ kind }) => kind === 'arrived').length;
    t.check('one-command-each', extra, equals(0, 'message.unexpected'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.show-failed-streetlights',
    title:
      'tells which lights of a group refused to be switched or did not understand it, and switches the others',
    requirements: ['B.1', 'HLF-009', 'HLF-032'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.4.3, RFC 7252 §4.2',
    when: 'object.3311',
    needs: ['write'],
  },
  async t => {
    const lights = await street(t, 4);
    const [first, refusing, lost, last] = lights;
    if (!first || !refusing || !lost || !last) return;
    refusing.device.answer(SWITCH, { code: '4.05' });
    lost.device.answer(SWITCH, request => {
      lost.device.reject(request);
      return null;
    });
    const [one, two, three, four] = await switchAll(lights, true);
    if (!one || !two || !three || !four) return;
    t.reported('code-of-first', one.answer, reportsCode('2.04'));
    t.reported('code-of-refusing', two.answer, reportsCode('4.05'));
    t.reported('no-success-of-lost', three.answer, reportsNoSuccess());
    t.reported('code-of-last', four.answer, reportsCode('2.04'));
    t.check('burning', burning(lights), equals('light-1 light-4'));
  },
);

serverPurpose(
  {
    id: 'use-cases.bv.watch-street',
    title: 'observes the lights of a street, and shows a change of one as that of this light alone',
    requirements: ['B.1', 'HLF-016', 'HLF-028'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.5, RFC 7641 §3.2',
    level: 'should',
    when: 'object.3311',
    needs: ['observe'],
  },
  async t => {
    const lights = await street(t, 3);
    const watches = [];
    for (const light of lights) {
      light.device.answer(STATUS, notification(10, text('0')));
      const { request, answer } = await light.order(STATUS, sut => sut.observe(LAMP));
      t.reported(`first-of-${light.name}`, answer, reportsValue(LAMP, false));
      watches.push({ light, request });
    }
    for (const { light, request } of watches.slice(1, 2))
      if (request.kind === 'arrived')
        await light.device.deliver(request.message, notification(11, text('1')), 'CON');
    await t.clock.wait(t.silenceSpan);
    const changes = lights.map(({ sut }) => sut.notifiedValues(LAMP).filter(shown => shown === true).length);
    const second = satisfies<number[]>('one change, of the second light', all => all.join() === '0,1,0');
    t.reported('changes', changes, second);
  },
);

/** Lights of a town, at so many corners. */
const [LIGHTS, CORNERS] = [1000, 4];

serverPurpose(
  {
    id: 'use-cases.bv.switch-thousand-streetlights',
    title: 'registers 1,000 lights and switches each of them, all at once and none twice',
    requirements: ['B.1', 'HLF-009', 'HLF-037'],
    clause: 'RD 1.0 App. B.1, TS 1.0 §5.3.1, §5.4.3, §8.2.2',
    // No text says how many devices a server bears, nor that they may share an address.
    level: 'should',
    when: 'object.3311',
    // They share an address, and DTLS has one association with it, of one device.
    security: ['nosec'],
    needs: ['write', 'listRegistrations'],
  },
  async t => {
    const lights = await town(t, LIGHTS, CORNERS);
    const refused = lights.filter(({ code }) => code !== '2.01').length;
    t.check('registered', refused, equals(0, 'code.unexpected'));
    const known = new Set(await t.sut.endpoints());
    const unknown = lights.filter(({ endpoint }) => !known.has(endpoint)).length;
    t.reported('all-shown', unknown, equals(0));
    // What the server does not know it cannot be told to switch.
    if (unknown > 0) return;
    const answers = await byCorner(lights, ({ sut }) => sut.write(LAMP, true));
    t.reported(
      'all-done',
      answers.filter(({ code }) => code !== '2.04').length,
      equals(0, 'code.unexpected'),
    );
    const told = lights.filter(({ cabinet, name }) => cabinet.commandsTo(name).join() === 'true').length;
    t.check('one-command-each', told, equals(LIGHTS, 'message.missing'));
    const astray = lights.filter(({ cabinet }) => cabinet.astray.length > 0).length;
    t.check('none-astray', astray, equals(0, 'message.unexpected'));
  },
);
