import { dtls } from 'node-dtls-client';
import { type Cell, type CombinationName, findingsAmong, type Outcome, red, SUITE_OF } from '../cell.ts';
import { TALKS } from '../exchange.ts';
import { IDENTITY, KEY } from '../material.ts';
import { OurSide } from '../our-side.ts';
import { USUAL } from '../variations.ts';

const SUITES: Partial<Record<CombinationName, string>> = {
  'psk-ccm8': 'TLS_PSK_WITH_AES_128_CCM_8',
  'psk-cbc': 'TLS_PSK_WITH_AES_128_CBC_SHA256',
};
const PATIENCE_MS = 10_000;

/** A client without extensions and without retransmission, in this process; it knows PSK only. */
export function nodeDtlsClientCells(): Cell[] {
  return (['psk-ccm8', 'psk-cbc'] as const).map(combination => {
    const subject = { peer: 'node-dtls-client', role: 'client' as const, combination, variation: USUAL };
    return { ...subject, run: () => run(combination) };
  });
}

async function run(combination: CombinationName): Promise<Outcome> {
  const ours = await OurSide.bind('server', combination, USUAL);
  ours.socket.onDatagram(({ bytes, from }) => void ours.socket.send(bytes, from));
  const { port } = ours.socket.address;
  const ciphers = [SUITES[combination]] as unknown as NonNullable<dtls.Options['ciphers']>;
  const client = dtls.createSocket({
    type: 'udp4',
    address: '127.0.0.1',
    port,
    psk: { [IDENTITY]: KEY },
    ciphers,
  });
  try {
    const trouble = await new Promise<string | null>(resolve => {
      setTimeout(() => resolve('nothing came back'), PATIENCE_MS).unref();
      client.on('error', (error: Error) => resolve(error.message));
      client.on('connected', () => client.send(Buffer.from(TALKS.text.ours)));
      client.on('message', (message: Buffer) =>
        resolve(TALKS.text.isAnswer(message) ? null : 'another answer'),
      );
    });
    const findings = findingsAmong(ours.events);
    if (trouble !== null) return red(trouble, findings);
    const [agreement] = ours.agreements;
    return agreement?.session.suite.id === SUITE_OF[combination]
      ? { trouble, findings }
      : red('another suite', findings);
  } finally {
    client.close();
    await ours.socket.close();
  }
}
