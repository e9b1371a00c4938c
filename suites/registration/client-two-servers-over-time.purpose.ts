import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  DEREGISTER,
  elapsed,
  METHODS,
  notServed,
  pathOptions,
  REGISTER,
  silence,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';
import { sentTo } from './addressed-request.ts';

const TWO = { when: 'multi-server', needs: ['startWith'] } as const;

/** Seconds: short enough to be waited for, and not the same. */
const SHORT_LIFETIME = 20;
const LONG_LIFETIME = 30;

clientPurpose(
  {
    id: 'registration.ti.renew-each-of-two',
    title: 'renews each of its registrations before the lifetime of that one ends',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo([
      { lifetime: SHORT_LIFETIME },
      { lifetime: LONG_LIFETIME },
    ]);
    const [one, other] = await Promise.all([
      first.server.next(RENEWAL, 2 * SHORT_LIFETIME * 1000),
      second.server.next(RENEWAL, 2 * LONG_LIFETIME * 1000),
    ]);
    t.check('first-in-time', one, elapsed(first.register.at, t.withinTolerance(0, SHORT_LIFETIME * 1000)));
    t.check('second-in-time', other, elapsed(second.register.at, t.withinTolerance(0, LONG_LIFETIME * 1000)));
    t.check('first-addressed', one, sentTo(first.location, '/rd'));
    t.check('second-addressed', other, sentTo(second.location, '/rd'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-anew-with-one-of-two',
    title: 'registers anew with the server that no longer knows it, and leaves the other alone',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2, §8.2.3',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    first.server.forget();
    t.done(
      await first.device.execute(`${first.account}/8`),
      'the Execute of the Registration Update Trigger',
    );
    const register = await first.server.next(REGISTER);
    t.check('registers-anew', register, arrives('a Register'));
    const unasked = await second.server.next(ANY_REQUEST, t.silenceSpan);
    t.check('nothing-to-the-other', unasked, silence('request'));
    const read = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('other-still-served', read, code('2.05'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.disable-one-of-two',
    title: 'de-registers from the server that executes Disable, and goes on serving the other',
    requirements: ['HLF-008', 'HLF-019', 'HLF-042'],
    clause: 'TS 1.0 §5.3.3, E.2',
    when: 'multi-server && resource.1.4',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    t.check('execute-accepted', await first.device.execute(`${first.account}/4`), code('2.04'));
    const deregister = await first.server.next(DEREGISTER);
    t.check('deregisters', deregister, sentTo(first.location));
    t.check('silent', await first.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const get = { method: METHODS.get, options: pathOptions(`${first.root}/3/0`), within: t.silenceSpan };
    t.check('not-served', await first.device.request(get), notServed());
    const undisturbed = await second.server.next(ANY_REQUEST, 0);
    t.check('nothing-to-the-other', undisturbed, silence('request'));
    const read = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('other-still-served', read, code('2.05'));
    t.check('other-updated', await second.device.execute(`${second.account}/8`), code('2.04'));
    t.check('other-update', await second.server.next(UPDATE), sentTo(second.location));
  },
);

/** Seconds. */
const DISABLE_TIMEOUT = 5;

clientPurpose(
  {
    id: 'registration.ti.return-to-one-of-two',
    title: 'registers again with the server that disabled it when its own timeout has passed',
    requirements: ['HLF-008', 'HLF-019', 'HLF-041'],
    clause: 'TS 1.0 E.2',
    when: 'multi-server && resource.1.4 && resource.1.5',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    for (const [{ device, account }, timeout] of [
      [first, DISABLE_TIMEOUT / 5],
      [second, DISABLE_TIMEOUT],
    ] as const) {
      const path = `${account}/5`;
      t.done(await device.write(path, tlv(path, timeout)), 'the Write of the Disable Timeout');
    }
    t.done(await second.device.execute(`${second.account}/4`), 'the Execute of Disable');
    const deregister = await second.server.next(DEREGISTER);
    if (deregister.kind === 'silence') return t.inconclusive('preamble.no-response', 'no De-register came');
    const register = await second.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    const due = t.withinTolerance(DISABLE_TIMEOUT * 1000, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('after-its-timeout', register, elapsed(deregister.message.at, due));
    t.check('nothing-to-the-other', await first.server.next(ANY_REQUEST, 0), silence('request'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.deregister-from-both-on-stop',
    title:
      'de-registers from both servers, at the location that each gave, when it is shut down in an orderly way',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'multi-server && op.deregister',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const [one, other] = await Promise.all([
      first.server.next(DEREGISTER),
      second.server.next(DEREGISTER),
      t.sut.stop(true),
    ]);
    t.check('from-the-first', one, sentTo(first.location));
    t.check('from-the-second', other, sentTo(second.location));
  },
);

const RENEWAL = {
  name: 'an Update or a Register',
  matches: (request: Parameters<typeof UPDATE.matches>[0]) =>
    UPDATE.matches(request) || REGISTER.matches(request),
};
