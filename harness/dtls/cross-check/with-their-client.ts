import { type Cell, findingsAmong, nameOf, type Outcome, red, SUITE_OF } from './cell.ts';
import { TALKS } from './exchange.ts';
import type { Material } from './material.ts';
import { OurSide } from './our-side.ts';
import type { PeerSide } from './peer.ts';
import { eventually, freePort, PeerProcess } from './processes.ts';

const PATIENCE_MS = 10_000;
const TYPING_MS = 2000;

/** Their client talks to our server; a resumption takes two of them. */
export async function withTheirClient(
  cell: Omit<Cell, 'run'>,
  side: PeerSide,
  material: Material,
): Promise<Outcome> {
  const { combination, variation } = cell;
  const port = await freePort();
  const ours = await OurSide.bind('server', combination, variation, port);
  const talk = TALKS[side.speaks];
  ours.socket.onDatagram(({ bytes, from }) => {
    ours.said.push(Buffer.from(bytes).toString('hex'));
    ours.socket.send(talk.answerTo(bytes), from);
  });
  const processes: PeerProcess[] = [];
  try {
    // gnutls-cli resumes by itself, in one call.
    const resumesAlone = cell.peer === 'gnutls';
    const wanted = variation.resumption ? 2 : 1;
    for (let call = 0; call < (resumesAlone ? 1 : wanted); call += 1) {
      const process = new PeerProcess(
        side.command({ port, combination, variation, material, again: call === 1 }),
      );
      processes.push(process);
      const trouble = await converse(
        ours,
        process,
        side,
        resumesAlone ? wanted : call + 1,
        variation.patience,
      );
      if (trouble !== null) return red(`${trouble} | ${lastWords(process)}`, findingsAmong(ours.events));
      await process.end();
    }
    return await judged(cell, ours, material, port);
  } finally {
    await Promise.all(processes.map(process => process.end()));
    await ours.socket.close();
  }
}

async function converse(
  ours: OurSide,
  process: PeerProcess,
  side: PeerSide,
  handshakes: number,
  patience = PATIENCE_MS,
): Promise<string | null> {
  const before = ours.said.length;
  if (!(await eventually(() => ours.agreements.length >= handshakes, patience))) return ours.failure;
  // A text is typed again until the answer is heard, because nobody repeats it when it is lost.
  for (const end = performance.now() + patience; performance.now() < end; ) {
    if (side.types !== undefined) process.say(side.types);
    if (await process.says(side.heard, TYPING_MS)) return null;
  }
  return ours.said.length > before ? 'our answer was not heard' : 'no data came';
}

/** What both directions have in common. */
export async function judged(
  cell: Omit<Cell, 'run'>,
  ours: OurSide,
  material: Material,
  port: number,
): Promise<Outcome> {
  const findings = findingsAmong(ours.events);
  const [agreement] = ours.agreements.slice(-1);
  if (agreement?.session.suite.id !== SUITE_OF[cell.combination]) return red('another suite', findings);
  if (cell.variation.resumption && !agreement.resumed) return red('not resumed', findings);
  const name = nameOf(cell).replaceAll(' ', '_');
  const objection = await ours.objectionOfWireshark(material.folder, name, port);
  if (objection !== null) return red(objection, findings);
  const serious = ours.events.find(event => event.kind === 'finding' && event.level === 'must');
  if (serious?.kind === 'finding') return red(`${serious.code}: ${serious.message}`, findings);
  return { trouble: null, findings };
}

export function lastWords(process: PeerProcess): string {
  return process.output.trim().split('\n').slice(-2).join(' / ').slice(-160);
}
