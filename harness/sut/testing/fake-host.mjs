/**
 * A host of touchstone-control that misbehaves as its arguments say:
 *   good | dying | dies-later | dies-flooding | mute | garbage | lying | old | stubborn | forking | no-verbs | unready
 * Over TCP on TOUCHSTONE_CONTROL_PORT when that is set, else over stdio.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [behaviour, role = 'client', version = '3.2.1'] = process.argv.slice(2);
const verbs = behaviour === 'no-verbs' ? ['start'] : ['start', 'stop', 'read'];
const hello = {
  protocol: 'touchstone-control',
  version: behaviour === 'old' ? 0 : 1,
  product: { name: 'Fake', version },
  role,
  lwm2m: ['1.0'],
  verbs,
};

process.stderr.write(`fake host: ${behaviour}\n`);
if (behaviour === 'dying') {
  process.stderr.write('fatal: cannot open the licence file\n');
  process.exit(3);
}
if (behaviour === 'stubborn') process.on('SIGTERM', () => process.stderr.write('not now\n'));
if (behaviour === 'forking') {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  process.stderr.write(`child ${child.pid}\n`);
}

function serve(input, output) {
  const send = message => output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  if (behaviour === 'garbage') output.write('Welcome to Fake 3!\n\u0000\u0001 {"half": \n[]\n{"jsonrpc":"2.0","id":99,"result":{}}\n');
  createInterface({ input }).on('line', line => {
    const { id, method, params } = JSON.parse(line);
    if (behaviour === 'mute' || behaviour === 'garbage') return;
    if (behaviour === 'unready' && method === 'start') return;
    if (method === 'hello') send({ id, result: hello });
    else if (method === 'start') send({ id, result: { uri: 'coap://127.0.0.1:5683', env: process.env.FAKE ?? null, args: process.argv.slice(5) } });
    else if (method === 'stop') send({ id, result: {} });
    else if (method === 'read' && behaviour === 'dies-later') {
      process.stderr.write('segmentation fault, or so\n');
      process.exit(139);
    } else if (method === 'read' && behaviour === 'dies-flooding') {
      // 8 MiB: many lines, then bytes that are no text in one line without an end, then what matters.
      const noise = Buffer.alloc(4 * 1024 * 1024, 'all is well, for a long while yet\n');
      const binary = Buffer.from(Array.from({ length: 4 * 1024 * 1024 }, (_, index) => (index * 7) % 256)).map(byte => (byte === 10 ? 0 : byte));
      const last = Buffer.from('\n\u001b[31mAssertion failed:\u001b[0m\tlength <= capacity\n\n');
      process.stderr.write(Buffer.concat([noise, binary, last]), () => process.exit(134));
    } else if (method === 'read') {
      send({ method: 'event', params: { event: 'registered', endpoint: params.endpoint } });
      send({ id, result: { code: '2.05', values: { [params.path]: 'Acme' } } });
    } else if (behaviour === 'lying') send({ id, result: {} });
    else send({ id, error: { code: -32601, message: `no verb ${method}` } });
  });
}

const port = process.env.TOUCHSTONE_CONTROL_PORT;
if (port === undefined) {
  serve(process.stdin, process.stdout);
  if (behaviour === 'stubborn') setInterval(() => {}, 1000);
} else {
  createServer(socket => {
    socket.on('error', () => {});
    serve(socket, socket);
  }).listen(Number(port), '127.0.0.1');
}
