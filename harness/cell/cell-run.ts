import { troubleOf } from '../errors/trouble.ts';
import type { CellPort } from '../purpose/cell-port.ts';
import { imagesOf } from '../purpose/firmware/firmware-images.ts';
import { definitionsOfCell } from '../sut/described-objects.ts';
import type { CellOrder, CellPlan, FromCell } from './cell-messages.ts';
import { Outbox } from './outbox.ts';
import type { SutOfCell } from './sut-of-cell.ts';

export type CellSut = Pick<SutOfCell, 'ixit' | 'launch' | 'port' | 'stop'>;

/** What a cell needs of whoever owns it. */
export interface CellOwner {
  /** @throws ConfigurationError when the SUT file is wrong. */
  openSut(): CellSut;
  send(message: FromCell): void;
  /** Asks the conducting process what is to be run next. */
  next(): Promise<CellPlan>;
  /** Runs the purposes of the plan; results leave through the port. @throws when purposes could not even be started. */
  execute(plan: CellPlan, port: CellPort): Promise<void>;
}

/** One cell from launch to stop: brings the SUT up, has the purposes executed, takes the SUT down, and says how it ended. */
export async function runCell(order: CellOrder, owner: CellOwner): Promise<void> {
  let sut: CellSut | null = null;
  let outbox: Outbox | null = null;
  try {
    sut = owner.openSut();
    const known = definitionsOfCell(order.cell.lwm2m, order.cell.objectFiles ?? []);
    const { product, verbs } = await sut.launch();
    owner.send({ type: 'up', product, verbs });
    const lost: unknown[] = [];
    outbox = new Outbox(order.cell.time, events => owner.send({ type: 'events', events }));
    const port = portOf(order, outbox, {
      ...known,
      ...termsOf(sut),
      sut: survivor(sut, thrown => lost.push(thrown)),
    });
    for (let plan = await owner.next(); plan.purposes.length > 0; plan = await owner.next()) {
      await owner.execute(plan, port);
      outbox.flush();
      // Whatever could be run has been: a SUT that did not come up again is the reason for the results that are missing.
      if (lost.length > 0) throw lost[0];
    }
    await sut.stop();
    owner.send({ type: 'ended', outcome: 'completed' });
  } catch (thrown) {
    await sut?.stop().catch(() => {});
    outbox?.flush();
    owner.send({ type: 'trouble', trouble: troubleOf(thrown) });
    owner.send({ type: 'ended', outcome: 'failed' });
  }
}

/** The SUT for each purpose; one that cannot be brought up again is told. */
function survivor(sut: CellSut, onLost: (thrown: unknown) => void): CellPort['sut'] {
  return async () => {
    try {
      return await sut.port();
    } catch (thrown) {
      onLost(thrown);
      throw thrown;
    }
  };
}

function termsOf({ ixit }: CellSut): Omit<Terms, 'sut' | 'definitions' | 'objects'> {
  const {
    parameters,
    tolerance,
    lifetime,
    bootstrapTimeout,
    shortServerId,
    longestIdentity,
    address,
    firmware,
  } = ixit;
  const images = Object.keys(firmware).length === 0 ? {} : { firmware: imagesOf(firmware) };
  const agreed = { parameters, tolerance, lifetime, bootstrapTimeout, shortServerId, longestIdentity };
  return { ...agreed, serverAddress: address, ...images };
}

type Terms = Omit<CellPort, 'description' | 'seed' | 'emit'>;

function portOf(order: CellOrder, outbox: Outbox, terms: Terms): CellPort {
  return {
    description: order.cell,
    seed: order.seed,
    ...terms,
    emit: event => outbox.emit(event),
  };
}
