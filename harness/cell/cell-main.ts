import process from 'node:process';
import { ExitCode } from '../errors/touchstone-error.ts';
import { troubleOf } from '../errors/trouble.ts';
import type { CellPort } from '../purpose/cell-port.ts';
import { definitionsOfCell } from '../sut/described-objects.ts';
import { CellLink } from './cell-link.ts';
import type { CellOrder, CellPlan } from './cell-messages.ts';
import { offerCell } from './cell-slot.ts';
import { runJest } from './run-jest.ts';
import { SutOfCell } from './sut-of-cell.ts';

/** Process that owns one cell: brings the SUT up, lets jest run the purposes, takes the SUT down. */
async function main(): Promise<void> {
  const link = new CellLink();
  let sut: SutOfCell | null = null;
  link.onInterrupt(() => {
    void (async () => {
      await sut?.stop();
      link.send({ type: 'ended', outcome: 'interrupted' });
      await link.flush();
      process.exit(ExitCode.interrupted);
    })();
  });
  const ordered = link.receive('order');
  link.send({ type: 'ready' });
  const { order } = await ordered;
  try {
    sut = new SutOfCell(order, line => link.send({ type: 'progress', line }));
    const known = definitionsOfCell(order.cell.lwm2m, order.cell.objectFiles ?? []);
    const { product, verbs } = await sut.launch();
    const planned = link.receive('plan');
    link.send({ type: 'up', product, verbs });
    const { plan } = await planned;
    offerCell(portOf(order, plan, sut, known, link));
    if (plan.files.length > 0) await runJest(plan.files, order.allureResults);
    await sut.stop();
    link.send({ type: 'ended', outcome: 'completed' });
  } catch (thrown) {
    await sut?.stop().catch(() => {});
    link.send({ type: 'trouble', trouble: troubleOf(thrown) });
    link.send({ type: 'ended', outcome: 'failed' });
  }
  await link.flush();
  process.exit(ExitCode.ok);
}

function portOf(
  order: CellOrder,
  plan: CellPlan,
  sut: SutOfCell,
  known: Pick<CellPort, 'definitions' | 'objects'>,
  link: CellLink,
): CellPort {
  const runs = new Set(plan.purposes);
  const { parameters, tolerance, lifetime, shortServerId, address } = sut.ixit;
  return {
    description: order.cell,
    seed: order.seed,
    parameters,
    tolerance,
    lifetime,
    shortServerId,
    serverAddress: address,
    ...known,
    sut: () => sut.port(),
    skip: purpose => (runs.has(purpose) ? null : 'not in the plan'),
    emit: event => link.send({ type: 'event', event }),
  };
}

await main();
