/**
 * A host of touchstone-control around the reference peers, over real UDP. What it does wrong is in the name of the purpose,
 * which is part of every endpoint name: `node host.ts <role> <folder> [dead-for-good | dead-at-start]`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { SystemClock } from '../../clock/system-clock.ts';
import { DEFAULT_PARAMETERS } from '../../coap/exchange/parameters.ts';
import { definitionOf } from '../../lwm2m/model/registry.ts';
import { CLIENT_VERBS, SERVER_VERBS } from '../../sut/control-contract.ts';
import { embeddedControl } from '../../sut/embedded-control.ts';
import { seededRandom } from '../../transport/random.ts';
import { UdpNetwork } from '../../transport/udp-network.ts';

const [role = 'client', folder = '.', life = 'alive'] = process.argv.slice(2);
const isClient = role === 'client';
const VERBS: readonly string[] = isClient ? CLIENT_VERBS : SERVER_VERBS;
const clock = new SystemClock();
const peer = embeddedControl(
  { role: isClient ? 'client' : 'server' },
  {
    ...{ network: new UdpNetwork(), clock, random: seededRandom(1), parameters: DEFAULT_PARAMETERS },
    ...{ lwm2m: '1.0', definitions: definitionOf, objects: [] },
    onFault: fault => process.stderr.write(`${String(fault)}\n`),
  },
);

const FLOOD = 5_000;
const LATE_MS = 2_500;
/** Left behind by an instance that died for good. */
const grave = join(folder, 'grave');

if (life === 'dead-at-start' || existsSync(grave)) {
  process.stderr.write('fatal: no licence\n');
  process.exit(3);
}

/** Of the purpose that is running, by the endpoint name of the device that was last seen. */
let misbehaviour = '';

function say(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function die(): never {
  if (life === 'dead-for-good') writeFileSync(grave, '');
  process.exit(139);
}

async function read(id: number, params: { readonly endpoint: string; readonly path: string }): Promise<void> {
  misbehaviour = /^touchstone-control-bv-(.+)-[0-9a-f]{16}$/.exec(params.endpoint)?.[1] ?? '';
  switch (misbehaviour) {
    case 'malformed-json':
      process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":{"code":\n`);
      return;
    case 'no-object':
      process.stdout.write(`[${id}]\nnull\n"2.05"\n`);
      return;
    case 'wrong-shape':
      return say({ id, result: ['2.05', { '/3/0/0': 'Acme' }] });
    case 'wrong-type':
      return say({ id, result: { code: 205, values: { '/3/0/0': ['Acme'] } } });
    case 'failure':
    case 'forgotten':
      return say({ id, error: { code: -32_000, message: `unknown endpoint ${params.endpoint}` } });
    case 'declined':
      return say({ id, error: { code: -32_601, message: 'no read today' } });
    case 'invented-success':
      return say({ id, result: { code: '2.05', values: { '/3/0/0': 'Acme' } } });
    case 'dead-in-the-middle':
      return die();
    case 'late':
      await clock.wait(LATE_MS);
      break;
    case 'flood':
      for (let count = 0; count < FLOOD; count += 1) {
        say({ method: 'event', params: { event: 'updated', endpoint: params.endpoint } });
      }
  }
  await pass(id, 'read', params);
}

async function pass(id: number, method: string, params: unknown): Promise<void> {
  try {
    say({ id, result: await peer.call(method, params) });
  } catch (error) {
    say({ id, error: { code: -32_000, message: String(error) } });
  }
}

async function answer(id: number, method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
  if (method === 'hello') {
    const verbs = ['start', 'stop', ...VERBS];
    const product = { name: 'Scripted', version: '3.2.1' };
    return say({
      id,
      result: { protocol: 'touchstone-control', version: 1, product, role, lwm2m: ['1.0'], verbs },
    });
  }
  if (method === 'read') return read(id, params as { endpoint: string; path: string });
  if (method === 'stop' && misbehaviour === 'failing-stop') {
    misbehaviour = '';
    return say({ id, error: { code: -32_000, message: 'cannot stop' } });
  }
  if (method === 'listRegistrations' && misbehaviour === 'forgotten')
    return say({ id, result: { registrations: [] } });
  const endpoint = String(params.endpoint);
  if (method === 'start' && /-(silent|not-registered)-/.test(endpoint)) return say({ id, result: {} });
  if (method === 'start' || method === 'stop' || VERBS.includes(method)) return pass(id, method, params);
  say({ id, error: { code: -32_601, message: `no verb ${method}` } });
}

createInterface({ input: process.stdin }).on('line', line => {
  const { id, method, params } = JSON.parse(line);
  void answer(id, method, params);
});
process.stdin.on('end', () => process.exit(0));
