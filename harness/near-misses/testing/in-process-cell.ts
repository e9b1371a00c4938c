import type { CellOrder, FromCell } from '../../cell/cell-messages.ts';
import { type CellOwner, runCell } from '../../cell/cell-run.ts';
import { PurposeExecution } from '../../cell/purpose-execution.ts';
import { DEFAULT_PARAMETERS } from '../../coap/exchange/parameters.ts';
import { ExitCode } from '../../errors/touchstone-error.ts';
import type { SutPort } from '../../purpose/cell-port.ts';
import type { DeclaredPurpose } from '../../purpose/declare.ts';
import type { CellHost, CellListener } from '../../run/cell-process.ts';
import { CLIENT_VERBS, COMMON_VERBS, SERVER_VERBS } from '../../sut/control-contract.ts';

/** A SUT as a test scripts it. */
export interface ScriptedSut {
  /** The SUT for the n-th purpose, from 0; throws when it does not come up again. The embedded peer unless given. */
  readonly port?: (purpose: number) => SutPort;
  /** Throws when it cannot be brought up. Gives its verbs; all of them unless given. */
  readonly launch?: () => readonly string[];
}

const ALL_VERBS = [...COMMON_VERBS, ...CLIENT_VERBS, ...SERVER_VERBS];

/** A cell in the process of the test: everything of a cell but its process and jest. */
export class InProcessCell implements CellHost {
  readonly lastWords = '';
  readonly goesOn = false;
  readonly #purposes: readonly DeclaredPurpose[];
  readonly #sut: ScriptedSut;
  #interrupt: () => void = () => {};

  constructor(purposes: readonly DeclaredPurpose[], sut: ScriptedSut) {
    this.#purposes = purposes;
    this.#sut = sut;
  }

  async run(order: CellOrder, listener: CellListener): Promise<number> {
    const interrupted = new Promise<typeof ExitCode.interrupted>(resolve => {
      this.#interrupt = () => resolve(ExitCode.interrupted);
    });
    let over = false;
    const send = (message: FromCell): void => {
      if (over || message.type === 'ready' || message.type === 'next') return;
      if (message.type === 'up') listener.onUp(message);
      else listener.onMessage(message);
    };
    const cell = runCell(
      order,
      this.#owner(send, async () => listener.onNext()),
    ).then(() => ExitCode.ok);
    const code = await Promise.race([cell, interrupted]);
    if (code === ExitCode.interrupted) send({ type: 'ended', outcome: 'interrupted' });
    over = true;
    return code;
  }

  async end(): Promise<void> {}

  interrupt(): void {
    this.#interrupt();
  }

  #owner(send: CellOwner['send'], next: CellOwner['next']): CellOwner {
    const { launch = () => ALL_VERBS, port = (): SutPort => ({ kind: 'in-process' }) } = this.#sut;
    let count = 0;
    return {
      send,
      next,
      openSut: () => ({
        ixit: {
          parameters: DEFAULT_PARAMETERS,
          tolerance: 0,
          lifetime: 3600,
          bootstrapTimeout: DEFAULT_PARAMETERS.exchangeLifetime,
          shortServerId: 123,
          longestIdentity: 128,
          address: null,
          firmware: {},
        },
        launch: async () => ({ product: null, verbs: launch() }),
        port: async () => port(count++),
        stop: async () => {},
      }),
      execute: async (plan, cell) => {
        const execution = new PurposeExecution(() => cell);
        for (const purpose of this.#purposes.filter(({ id }) => plan.purposes.includes(id))) {
          // As jest does: what a purpose throws is the failure of a test, and the next one runs.
          await execution.run(purpose).catch(() => {});
        }
      },
    };
  }
}
