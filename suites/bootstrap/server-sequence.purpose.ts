import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_DELETE,
  BOOTSTRAP_FINISH,
  between,
  bootstrapServerPurpose,
  bootstrapWrite,
  code,
  comesAfter,
  confirmable,
  type Expectation,
  elapsed,
  emptyPayload,
  equals,
  firstOf,
  instancesOf,
  noContentFormat,
  pathOf,
  query,
  type ReceivedMessage,
  satisfies,
  silence,
  type Values,
} from '../../harness/touchstone.ts';
import { doesNotReport } from './values.ts';

const WRITE = bootstrapWrite();

const arrived = (message: ReceivedMessage) => ({ kind: 'arrived', message }) as const;

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.begin-after-answer',
    title: 'answers the Bootstrap-Request before it sends its first command',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { answer, commands } = await t.bootstrapped();
    const [first] = commands;
    if (first === undefined) return;
    t.check('order', arrived(first), comesAfter('the answer to the request', arrived(answer)));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.finish-form',
    title:
      'sends Bootstrap-Finish as a confirmable POST of the bootstrap resource, without parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    await t.asked();
    const finish = await t.device.next(BOOTSTRAP_FINISH);
    t.check('finish', finish, arrives(BOOTSTRAP_FINISH.name));
    t.check('confirmable', finish, confirmable());
    t.check('no-query', finish, query());
    t.check('no-payload', finish, emptyPayload());
    t.check('no-content-format', finish, noContentFormat(), { level: 'should' });
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.finish-once-and-last',
    title: 'ends with one Bootstrap-Finish, after everything else',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands } = await t.bootstrapped();
    const writes = commands.filter(WRITE.matches);
    t.check(
      'writes-before',
      writes.length,
      satisfies('1 or more', count => count > 0, 'message.missing'),
    );
    t.check('nothing-after', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('further command'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.ti.finish-in-time',
    title: 'sends Bootstrap-Finish before a device takes the bootstrap for failed',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    await t.asked();
    const { exchangeLifetime } = t.parameters;
    const finish = await t.device.next(BOOTSTRAP_FINISH, exchangeLifetime + t.patience);
    const before = t.device.commands.filter(command => !BOOTSTRAP_FINISH.matches(command)).at(-1);
    t.check('in-time', finish, elapsed(before?.at ?? 0, between(0, exchangeLifetime)));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-form',
    title: 'sends Bootstrap-Delete as a confirmable DELETE of the path, without parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2',
    needs: ['configure'],
  },
  async t => {
    const transcript = await t.bootstrapped({ deletes: ['/1'] });
    const command = firstOf(transcript, BOOTSTRAP_DELETE);
    if (command.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Bootstrap-Delete came');
    t.check('confirmable', command, confirmable());
    t.check('path', transcript.commands.filter(BOOTSTRAP_DELETE.matches), deletes('/1'));
    t.check('no-query', command, query());
    t.check('no-payload', command, emptyPayload());
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-everything',
    title: 'deletes what a device holds by a DELETE of the root',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands, held } = await t.bootstrapped({ deletes: ['/'] });
    const all = commands.filter(BOOTSTRAP_DELETE.matches);
    if (all.length === 0) return t.inconclusive('preamble.no-response', 'no Bootstrap-Delete came');
    t.check('path', all, deletes('/'));
    t.check('account-kept', instancesOf(held, 1).length, equals(1, 'state.changed'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-before-write',
    title: 'deletes what is in the way before it writes, and nothing of what it wrote',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands, written, held } = await t.bootstrapped({ deletes: ['/0', '/1'] });
    const kinds = commands.map(command => (WRITE.matches(command) ? 'write' : 'other'));
    const all = commands.filter(BOOTSTRAP_DELETE.matches);
    t.check('deletes', all, deletes('/0', '/1'), { level: 'should' });
    const first = kinds.indexOf('write');
    const late = commands.filter((command, index) => index > first && BOOTSTRAP_DELETE.matches(command));
    t.check('none-after-write', late.length, equals(0, 'message.unexpected'), { level: 'should' });
    const kept = Object.fromEntries(Object.entries(held).filter(([path]) => path in written));
    t.check(
      'writes-kept',
      kept,
      satisfies<Values>('all that was written', values => count(values) === count(written), 'state.changed'),
    );
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.take-note-of-refused-finish',
    title:
      'does not take a bootstrap for done whose Bootstrap-Finish was answered 4.06, and serves the device again',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.finish-form',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(BOOTSTRAP_FINISH, { code: '4.06' });
    await t.bootstrapped();
    t.check('nothing-after', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('further command'));
    t.reported('not-finished', t.events.join(', '), doesNotReport('bootstrapFinished'));
    t.check('later-request', await t.device.requestBootstrap([`ep=${t.endpoint}`]), code('2.04'));
    t.check('later-finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.initiated-by-server',
    title: 'bootstraps a device that has not asked for it, when it is told to',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    // From 1.1 on it is a server that triggers the request of the device (TS 1.1 §6.1.3).
    when: 'bootstrap.server-initiated && !lwm2m.1_1',
    needs: ['configure', 'trigger'],
    // A secured channel is the client's to open.
    security: ['nosec'],
  },
  async t => {
    await t.configure();
    await t.sut.trigger(t.endpoint, t.device.uri);
    t.check('command', await t.device.next(ANY_REQUEST), arrives('a command'));
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    t.check('account', instancesOf(t.device.held.values, 1).length, equals(1));
  },
);

/** Everything that was to be deleted is; what else is deleted is the server's own choice. */
function deletes(...wanted: readonly string[]): Expectation<readonly ReceivedMessage[]> {
  return {
    expected: `Bootstrap-Delete of ${wanted.join(' and ')}`,
    judge: commands => {
      const paths = commands.map(pathOf);
      const received = paths.join(', ') || 'none';
      return wanted.every(path => paths.includes(path))
        ? { pass: true, received }
        : { pass: false, received, reason: 'message.missing' };
    },
  };
}

function count(values: Values): number {
  return Object.keys(values).length;
}
