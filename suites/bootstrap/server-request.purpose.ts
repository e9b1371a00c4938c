import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_FINISH,
  type BootstrapServerContext,
  bootstrapRequest,
  bootstrapServerPurpose,
  clientError,
  code,
  emptyPayload,
  equals,
  METHODS,
  type Outcome,
  pathOptions,
  silence,
} from '../../harness/touchstone.ts';
import { ownServers, sameValues } from './values.ts';

/** A request that was refused sets nothing off. */
async function nothingBegins(t: BootstrapServerContext): Promise<void> {
  t.check('nothing-begun', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('command'));
}

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.accept-request',
    title: 'answers 2.04 to the Bootstrap-Request of a device that it knows, and begins',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const outcome = await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('response-code', outcome, code('2.04'));
    t.check('no-payload', outcome, emptyPayload(), { level: 'should' });
    t.check('command', await t.device.next(ANY_REQUEST), arrives('a command'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-unknown-endpoint',
    title: 'answers 4.00 to a device that it does not know, and sends it nothing',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    t.check('response-code', await t.device.requestBootstrap([`ep=${t.endpoint}-other`]), code('4.00'));
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-request-without-endpoint',
    title:
      'answers 4.00 to a Bootstrap-Request that names no device, unless in 1.1 the security identity does',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2; TS 1.1 §6.1.7',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const outcome = await t.device.requestBootstrap([]);
    // From 1.1 on a missing name stands for the security identity, and without security there is none.
    const mayStand = t.lwm2m !== '1.0' && t.credentialsOf() !== 'nosec';
    if (mayStand && outcome.kind === 'response' && outcome.message.code === '2.04') {
      t.check('begun', await t.device.next(ANY_REQUEST), arrives('a command'));
      return;
    }
    t.check('response-code', outcome, t.lwm2m === '1.0' ? code('4.00') : clientError());
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-request-with-empty-endpoint',
    title: 'answers 4.00 to a Bootstrap-Request whose endpoint name is empty',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    t.check('response-code', await t.device.requestBootstrap(['ep=']), code('4.00'));
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-request-with-two-endpoints',
    title: 'refuses a Bootstrap-Request that names two devices',
    requirements: ['HLF-019', 'HLF-001'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const query = [`ep=${t.endpoint}`, `ep=${t.endpoint}-other`];
    t.check('response-code', await t.device.requestBootstrap(query), clientError());
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-other-methods-on-bootstrap-resource',
    title: 'refuses GET, PUT and DELETE of the bootstrap resource',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2, RFC 7252 §5.8',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const ask = (method: 'get' | 'put' | 'delete'): Promise<Outcome> =>
      t.device.request({ ...bootstrapRequest([`ep=${t.endpoint}`]), method: METHODS[method] });
    t.check('get', await ask('get'), clientError());
    t.check('put', await ask('put'), clientError());
    t.check('delete', await ask('delete'), clientError());
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.refuse-request-elsewhere',
    title: 'refuses a request like a Bootstrap-Request on another path',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2, RFC 7252 §5.9.2',
    twin: 'bootstrap.bv.accept-request',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const { method, options } = bootstrapRequest([`ep=${t.endpoint}`]);
    const query = options.slice(pathOptions('/bs').length);
    const ask = (path: string): Promise<Outcome> =>
      t.device.request({ method, options: [...pathOptions(path), ...query] });
    t.check('beside', await ask('/bootstrap'), clientError());
    t.check('below', await ask('/bs/1'), clientError());
    await nothingBegins(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.accept-preferred-format',
    title: 'serves a device that says which content format it prefers',
    requirements: ['HLF-019'],
    // Which version brought the parameter is not certain (erratum bootstrap-preferred-format).
    level: 'should',
    clause: 'TS 1.1 §6.1.7',
    needs: ['configure'],
  },
  async t => {
    await t.configure();
    const outcome = await t.device.requestBootstrap([`ep=${t.endpoint}`, 'pct=11542']);
    t.check('response-code', outcome, code('2.04'));
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.bootstrap-again',
    title: 'goes through the whole bootstrap again for a device that asks again',
    requirements: ['HLF-019', 'B.4'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { written } = await t.bootstrapped();
    const outcome = await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('response-code', outcome, code('2.04'));
    if (outcome.kind !== 'response') return;
    const again = await t.finished(outcome.message);
    t.check('same-accounts', again.written, sameValues(written));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.two-devices',
    title: 'gives each of two devices that ask at the same time what is meant for it',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const name = `${t.endpoint}-b`;
    const other = await t.anotherDevice(name);
    await t.configure({ accounts: [t.account({ shortServerId: 101 })] });
    await t.configure({ accounts: [t.account({ shortServerId: 102 })] }, name);
    const answers = await Promise.all([t.askedAgain(), t.askedAgain(other, name)]);
    const [one, two] = await Promise.all([t.finished(answers[0]), t.finished(answers[1], other)]);
    t.check('first-device', ownServers(one), equals('101'));
    t.check('second-device', ownServers(two), equals('102'));
  },
);
