import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../../transport/datagram.ts';
import { type Cell, findingsAmong, type Outcome, red } from './cell.ts';
import { TALKS } from './exchange.ts';
import type { Material } from './material.ts';
import { OurSide } from './our-side.ts';
import type { PeerSide } from './peer.ts';
import { eventually, freePort, isBound, PeerProcess } from './processes.ts';
import { judged, lastWords } from './with-their-client.ts';

const PATIENCE_MS = 10_000;
/** What a server of one association at a time takes to listen again. */
const PAUSE_MS = 500;
const TYPING_MS = 2000;

/** Our client talks to their server, twice for a resumption. */
export async function withTheirServer(
  cell: Omit<Cell, 'run'>,
  side: PeerSide,
  material: Material,
): Promise<Outcome> {
  const { combination, variation } = cell;
  const port = (await freePort()) + 1;
  const process = new PeerProcess(side.command({ port, combination, variation, material, again: false }));
  const ours = await OurSide.bind('client', combination, variation);
  const talk = TALKS[side.speaks];
  let answers = 0;
  ours.socket.onDatagram(({ bytes }) => {
    ours.said.push(Buffer.from(bytes).toString('hex'));
    if (talk.isAnswer(bytes)) answers += 1;
  });
  const server: Address = { host: '127.0.0.1', port };
  const patience = variation.patience ?? PATIENCE_MS;
  try {
    if (!(await eventually(() => isBound(port) || process.exited, patience)) || process.exited) {
      return red(`does not listen | ${lastWords(process)}`);
    }
    for (let call = 1; call <= (variation.resumption ? 2 : 1); call += 1) {
      // A text is said again, because nobody repeats it when it is lost.
      const isAnswered = async (): Promise<boolean> => {
        for (const end = performance.now() + patience; performance.now() < end; ) {
          ours.socket.send(talk.ours, server);
          if (side.types !== undefined) process.say(side.types);
          if (await eventually(() => answers >= call && side.heard.test(process.output), TYPING_MS))
            return true;
        }
        return false;
      };
      const agreement = await Promise.race([ours.socket.handshake(server), delay(patience, null)]);
      if (agreement === null)
        return red(`${ours.failure} | ${lastWords(process)}`, findingsAmong(ours.events));
      if (!(await isAnswered()))
        return red(`no answer came | ${lastWords(process)}`, findingsAmong(ours.events));
      if (variation.resumption && call === 1) {
        ours.socket.disconnect(server);
        await delay(PAUSE_MS);
      }
    }
    return await judged(cell, ours, material, port);
  } finally {
    await ours.socket.close();
    await process.end();
  }
}
