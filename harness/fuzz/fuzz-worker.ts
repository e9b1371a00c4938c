/** The thread that fuzzes one decoder. Nothing of the decoder may be imported before it can be instrumented. */
import { parentPort, workerData } from 'node:worker_threads';
import { seededRandom } from '../transport/random.ts';
import { Coverage } from './engine/coverage.ts';
import { dictionaryOf } from './engine/dictionary.ts';
import { fuzz } from './engine/fuzz.ts';
import { instrumentImports } from './engine/instrumenting-loader.ts';
import { loadTarget } from './targets.ts';
import { CurrentInput, type FuzzNews, type FuzzOrder } from './worker-messages.ts';

/** Objects are tables, tests and arbitraries are no part of a decoder. */
const INSTRUMENTED =
  /\/harness\/(?:coap\/(?:message|tcp|blockwise)|dtls\/(?:bytes|handshake|record)|lwm2m)\/(?!model\/objects\/)/;
const NOT_INSTRUMENTED = /\.(?:test|arbitrary)\.ts$/;
const PROGRESS_MS = 500;

const order: FuzzOrder = workerData;
const tell = (news: FuzzNews): void => parentPort?.postMessage(news);

const coverage = new Coverage();
const literals = new Set<number | bigint | string>();
instrumentImports(coverage, path => INSTRUMENTED.test(path) && !NOT_INSTRUMENTED.test(path), literals);
const target = await loadTarget(order.module);
const current = new CurrentInput(order.current);
const start = performance.now();
let told = start;

const outcome = fuzz(target, coverage, {
  random: seededRandom(order.seed),
  maxLength: order.maxLength,
  corpus: order.corpus,
  literals: dictionaryOf(literals),
  guided: true,
  goOn: executions =>
    executions < (order.executions ?? Number.POSITIVE_INFINITY) &&
    (order.milliseconds === null || performance.now() - start < order.milliseconds),
  onPayload: seed => current.set(seed),
  onFinding: finding => tell({ kind: 'finding', finding }),
  onProgress: progress => {
    const now = performance.now();
    if (now - told < PROGRESS_MS) return;
    told = now;
    tell({ kind: 'progress', progress, sites: coverage.sites });
  },
});
tell({ kind: 'end', outcome, sites: coverage.sites });
