import { join } from 'node:path';
import process from 'node:process';
import { ExitCode } from '../errors/touchstone-error.ts';
import { PROJECT_ROOT } from '../run/project-root.ts';
import { CellLink } from './cell-link.ts';
import { runCell } from './cell-run.ts';
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
  await runCell(order, {
    openSut() {
      sut = new SutOfCell(order, line => link.send({ type: 'progress', line }));
      return sut;
    },
    send: message => link.send(message),
    plan: async () => (await link.receive('plan')).plan,
    execute(plan, port) {
      const suites = plan.files.map(file => join(PROJECT_ROOT, file));
      offerCell({ port, suites, allureResults: order.allureResults });
      return runJest();
    },
  });
  await link.flush();
  process.exit(ExitCode.ok);
}

await main();
