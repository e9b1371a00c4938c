import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { ExitCode } from '../errors/touchstone-error.ts';
import { CellLink } from './cell-link.ts';
import { runCell } from './cell-run.ts';
import { offerCell } from './cell-slot.ts';
import { importSuites } from './import-suites.ts';
import { PurposeExecution } from './purpose-execution.ts';
import { runJest } from './run-jest.ts';
import { SutOfCell } from './sut-of-cell.ts';

/** Process that owns cells, one after another: brings the SUT up, lets jest run the purposes, takes the SUT down. */
async function main(): Promise<void> {
  const link = new CellLink();
  let sut: SutOfCell | null = null;
  let interrupted = false;
  link.onInterrupt(() => {
    // What becomes of a purpose whose SUT is taken down says nothing about the SUT, nor about the tester.
    interrupted = true;
    void (async () => {
      await sut?.stop();
      await link.send({ type: 'ended', outcome: 'interrupted' });
      process.exit(ExitCode.interrupted);
    })();
  });
  void link.receive('leave').then(() => process.exit(ExitCode.ok));
  for (;;) {
    const ordered = link.receive('order');
    void link.send({ type: 'ready' });
    const { order } = await ordered;
    await runCell(order, {
      openSut() {
        sut = new SutOfCell(order, line => void link.send({ type: 'progress', line }));
        return sut;
      },
      send(message) {
        // The next instance starts when this one is up, and takes what this one has compiled. Otherwise all of many that were started
        // before the first ends would compile every module, and write it when they end.
        if (message.type === 'up') flushCompileCache();
        if (!interrupted) void link.send(message);
      },
      async next() {
        const planned = link.receive('plan');
        void link.send({ type: 'next' });
        return (await planned).plan;
      },
      async execute(plan, port) {
        const planned = new Set(plan.purposes);
        const purposes = (await importSuites(plan.files)).filter(({ id }) => planned.has(id));
        offerCell({
          allureResults: order.allureResults,
          declare({ test, realm }) {
            const execution = new PurposeExecution(() => port, realm);
            for (const purpose of purposes) execution.declare(purpose, test);
          },
        });
        await runJest();
      },
    });
  }
}

await main();
