import { type Cell, COMBINATION_NAMES, nameOf, type Outcome, red, SUITE_OF } from './cell.ts';
import { TALKS } from './exchange.ts';
import type { Material } from './material.ts';
import { OurSide } from './our-side.ts';

/**
 * Our client and our server with connection ids, which no peer from Debian 12 knows: Wireshark, which does, is the one that
 * judges (RFC 9146), in every form that a record can have.
 */
export function ownCells(material: Material): Cell[] {
  return COMBINATION_NAMES.flatMap(combination =>
    [
      { name: 'connection-ids', connectionIds: 6 },
      { name: 'connection-ids-plain', connectionIds: 3, plain: true },
      { name: 'connection-ids-resumed', connectionIds: 4, resumption: true },
    ].map(variation => {
      const subject = { peer: 'own', role: 'client' as const, combination, variation };
      return { ...subject, run: () => run(subject, material) };
    }),
  );
}

async function run(cell: Omit<Cell, 'run'>, material: Material): Promise<Outcome> {
  const { combination, variation } = cell;
  const server = await OurSide.bind('server', combination, variation);
  const client = await OurSide.bind('client', combination, variation);
  try {
    server.socket.onDatagram(({ bytes, from }) => {
      server.said.push(Buffer.from(bytes).toString('hex'));
      server.socket.send(bytes, from);
    });
    for (let call = 0; call < (variation.resumption ? 2 : 1); call += 1) {
      const { address } = server.socket;
      if ((await client.socket.handshake(address)) === null) return red(client.failure);
      const answer = new Promise(resolve => client.socket.onDatagram(resolve));
      client.socket.send(TALKS.text.ours, address);
      await answer;
      if (variation.resumption && call === 0) client.socket.disconnect(address);
    }
    const [agreement] = client.agreements.slice(-1);
    if (agreement?.session.suite.id !== SUITE_OF[combination]) return red('another suite');
    if (agreement.connectionIds?.peer.length !== variation.connectionIds) return red('no connection ids');
    if (agreement.resumed !== (variation.resumption ?? false)) return red('not resumed');
    const name = nameOf(cell).replaceAll(' ', '_');
    const { port } = server.socket.address;
    const objection =
      (await server.objectionOfWireshark(material.folder, name, port)) ??
      (await server.objectionOfBlindWireshark(material.folder, name, port));
    return { trouble: objection, findings: [] };
  } finally {
    await client.socket.close();
    await server.socket.close();
  }
}
