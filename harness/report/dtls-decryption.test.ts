import { describe, expect, test } from '@jest/globals';
import { hex } from '../dtls/bytes/write.ts';
import { COMBINATIONS } from '../dtls/testing/credentials.ts';
import { associationEvents, securePair } from '../dtls/testing/secure-pair.ts';
import type { Frame } from '../record/frame.ts';
import { formatAddress } from '../transport/datagram.ts';
import { decodeFrames } from './decoded-frame.ts';
import { DtlsDecryption } from './dtls-decryption.ts';
import { dtlsFields } from './dtls-fields.ts';

/** A handshake, an echo and a goodbye, as a tester records them that is the client; and its secrets. */
async function recorded(options: Parameters<typeof securePair>[0]) {
  const frames: Frame[] = [];
  let clientPort = 0;
  const { clock, client, server, events } = await securePair({
    ...options,
    fate: (index, bytes, { port }) => {
      const direction = port === clientPort ? 'sent' : 'received';
      const [local, remote] = [formatAddress(client.address), formatAddress(server.address)];
      const about = { number: index + 1, at: index, peer: 'device', protocol: 'dtls' } as const;
      frames.push({ ...about, ...{ direction, local, remote, hex: hex(bytes) } });
      return [1];
    },
  });
  clientPort = client.address.port;
  await clock.run(async () => {
    await client.handshake(server.address);
    client.send(Buffer.from('hello'), server.address);
    await clock.wait(100);
    client.disconnect(server.address);
    await clock.wait(100);
  });
  const secrets = associationEvents(events.client).flatMap(event =>
    event.kind === 'secrets' ? [{ clientRandom: hex(event.clientRandom), master: hex(event.master) }] : [],
  );
  return { frames, secrets };
}

describe('The datagrams of a purpose', () => {
  test.each(COMBINATIONS)('are read with the secrets of the association: $name', async ({ pair, suite }) => {
    const { frames, secrets } = await recorded({ pair, suites: [suite] });
    const labels = decodeFrames(frames, secrets).map(({ label }) => label);
    expect(labels.join('\n')).toMatch(/ChangeCipherSpec(, |\nDTLS )Finished \(encrypted\)/);
    expect(labels.filter(label => label === 'DTLS application data')).toHaveLength(2);
    expect(labels.at(-1)).toBe('DTLS alert CloseNotify (encrypted)');
  });

  test.each([
    { client: 0, server: 6 },
    { client: 5, server: 0 },
    { client: 3, server: 8 },
  ])('are read where records have connection ids of $client and $server bytes', async connectionIdLength => {
    const { frames, secrets } = await recorded({ connectionIdLength });
    const decryption = new DtlsDecryption(secrets);
    const texts = frames.flatMap(frame =>
      decryption
        .read(frame, Buffer.from(frame.hex, 'hex'))
        .map(({ plaintext }) => Buffer.from(plaintext?.content ?? []).toString()),
    );
    expect(texts.filter(text => text === 'hello')).toHaveLength(2);
  });

  test('stay what they are on the outside without secrets, and with those of another association', async () => {
    const { frames } = await recorded({});
    const { secrets } = await recorded({ seed: 2 });
    for (const known of [[], secrets]) {
      const labels = decodeFrames(frames, known).map(({ label }) => label);
      expect(labels.filter(label => label.includes('handshake (encrypted)'))).toHaveLength(2);
      expect(labels.at(-1)).toBe('DTLS alert (encrypted)');
    }
  });

  test('are shown record by record, with what was offered and what was chosen', async () => {
    const { frames, secrets } = await recorded({});
    const fields = decodeFrames(frames, secrets).flatMap(({ records }) => dtlsFields(records ?? []));
    expect(fields).toContainEqual(['Cipher suite', 'TLS_PSK_WITH_AES_128_CCM_8']);
    expect(fields).toContainEqual([
      expect.stringMatching(/^Record \d$/),
      'Finished (encrypted) · DTLS 1.2, epoch 1, sequence 0, 40 bytes',
    ]);
  });
});
