import { describe, expect, test } from '@jest/globals';
import { arrives, code } from '../purpose/expect-message.ts';
import { reportsCode, shown } from '../purpose/expect-reported.ts';
import { equals } from '../purpose/expect-value.ts';
import { requestFor, UPDATE } from '../purpose/patterns.ts';
import { text } from '../purpose/payload.ts';
import { withContent } from '../purpose/reply.ts';
import { ControlFailure, UnsupportedVerb } from '../sut/control-errors.ts';
import { judge } from './testing/near-miss.ts';
import { ofClient, ofServer } from './testing/purposes.ts';
import { type Script, scripted } from './testing/scripted-peers.ts';

describe('a control that lies, against what is on the wire', () => {
  test('fails a purpose although it reports success for a request that was never sent: exit code 1', async () => {
    const run = await ofReads(verb => (verb === 'read' ? reported('2.05', 'Acme') : undefined));
    expect(run.fate('lie.bv.read')).toBe('fail, selected, unexpected');
    expect(outcomes(run)).toEqual(['request message.missing', 'reported -']);
    expect(run.exitCode).toBe(1);
  });

  test('fails a purpose where it reports success for what the device refused: exit code 1', async () => {
    const lying: Script = (verb, params, embedded) =>
      verb === 'read' ? embedded.call(verb, params).then(() => reported('2.05', 'Acme')) : undefined;
    const run = await ofReads(lying, { code: '4.04' }, '4.04');
    expect(run.fate('lie.bv.read')).toBe('fail, selected, unexpected');
    expect(outcomes(run)).toEqual(['request -', 'reported code.unexpected']);
    expect(run.results[0]?.checks[1]).toMatchObject({ source: 'sut-reported' });
    expect(run.exitCode).toBe(1);
  });

  test('passes nothing by a registration that does not exist: the wire decides', async () => {
    let endpoint = '';
    const preamble = ofServer('lie.bv.registered', async t => {
      await t.registered();
      t.reported('shown', await t.sut.registration(), shown('lifetime', 60));
    });
    const judged = ofServer('lie.bv.register', async t => {
      ({ endpoint } = t);
      t.check('registered', await t.device.register(), code('2.01'));
      t.reported('shown', await t.sut.registration(), shown('lifetime', 60));
    });
    const lying = scripted('server', verb => {
      if (verb === 'start') return Promise.resolve({ uri: 'coap://127.0.0.1:1' });
      if (verb !== 'listRegistrations') return undefined;
      const shownAs = { endpoint, lifetime: 60, lwm2m: '1.0', binding: 'U', objects: ['/1/0'] };
      return Promise.resolve({ registrations: [shownAs] });
    });
    const run = await judge({
      ...{ role: 'server', purposes: [preamble, judged] },
      sut: { port: () => ({ kind: 'in-process', peer: lying }) },
    });
    expect(run.fate('lie.bv.registered')).toBe('inconclusive, selected, preamble.no-response, unexpected');
    expect(run.fate('lie.bv.register')).toBe('fail, selected, unexpected');
    expect(outcomes(run)).toEqual(['registered response.missing', 'shown -']);
    expect(run.exitCode).toBe(1);
  });

  test('fails a purpose where it claims that an Update was triggered that never comes: exit code 1', async () => {
    const purpose = ofClient('lie.bv.update', async t => {
      await t.registered();
      await t.sut.triggerUpdate();
      t.check('update', await t.server.next(UPDATE), arrives('an Update'));
    });
    const lying = scripted('client', verb => (verb === 'triggerUpdate' ? Promise.resolve({}) : undefined));
    const run = await judge({
      purposes: [purpose],
      sut: { port: () => ({ kind: 'in-process', peer: lying }) },
    });
    expect(run.fate('lie.bv.update')).toBe('fail, selected, unexpected');
    expect(run.exitCode).toBe(1);
  });
});

describe('a control that fails', () => {
  test.each<[string, Script, string, number]>([
    [
      'is an error of the adapter: exit code 70',
      verb => (verb === 'read' ? Promise.reject(new ControlFailure(verb, 'out of memory')) : undefined),
      'error, selected, control.failed, unexpected',
      70,
    ],
    [
      'by saying no to an endpoint that it shows is an error of the adapter: exit code 70',
      verb =>
        verb === 'read' ? Promise.reject(new ControlFailure(verb, 'unknown endpoint (-32000)')) : undefined,
      'error, selected, control.failed, unexpected',
      70,
    ],
    [
      'by saying no to an endpoint that it does not show leaves the purpose inconclusive: exit code 2',
      verb => {
        if (verb === 'read') return Promise.reject(new ControlFailure(verb, 'unknown endpoint (-32000)'));
        return verb === 'listRegistrations' ? Promise.resolve({ registrations: [] }) : undefined;
      },
      'inconclusive, selected, preamble.not-registered, unexpected',
      2,
    ],
    [
      'by declining a verb that it declared is declined: exit code 2',
      verb => (verb === 'read' ? Promise.reject(new UnsupportedVerb(verb)) : undefined),
      'inconclusive, declined, control.declined, unexpected',
      2,
    ],
  ])('%s', async (_, script, fate, exitCode) => {
    const run = await ofReads(script);
    expect(run.fate('lie.bv.read')).toBe(fate);
    expect(run.exitCode).toBe(exitCode);
  });

  test('in teardown is told beside the result: exit code 70', async () => {
    const stuck = scripted('client', verb =>
      verb === 'stop' ? Promise.reject(new ControlFailure(verb, 'no answer within 123 s')) : undefined,
    );
    const purpose = ofClient('lie.bv.registers', async t => {
      await t.registered();
      t.check('one', 1, equals(1));
    });
    const run = await judge({
      purposes: [purpose],
      sut: { port: () => ({ kind: 'in-process', peer: stuck }) },
    });
    expect(run.fate('lie.bv.registers')).toBe('pass, selected');
    expect(run.diagnostics).toMatchObject([{ code: 'purpose.teardown', exitCode: 70 }]);
    expect(run.exitCode).toBe(70);
  });
});

function ofReads(script: Script, reply = withContent(text('Acme')), reports: '2.05' | '4.04' = '2.05') {
  const purpose = ofServer('lie.bv.read', async t => {
    await t.registered();
    t.device.answer(requestFor('get', '/3/0/0'), reply);
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.check('request', request, code('0.01'));
    t.reported('reported', answer, reportsCode(reports));
  });
  return judge({
    ...{ role: 'server', purposes: [purpose] },
    sut: { port: () => ({ kind: 'in-process', peer: scripted('server', script) }) },
  });
}

function reported(answered: string, value: string) {
  return Promise.resolve({ code: answered, values: { '/3/0/0': value } });
}

function outcomes(run: Awaited<ReturnType<typeof judge>>): string[] {
  const checks = run.results.flatMap(result => result.checks);
  return checks.map(({ id, reason }) => `${id.split('/')[1]} ${reason ?? '-'}`);
}
