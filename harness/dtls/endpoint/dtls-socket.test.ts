import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../clock/clock.ts';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { MovableSocket } from '../../transport/movable-socket.ts';
import { seededRandom } from '../../transport/random.ts';
import { encodeFragment } from '../handshake/fragment-codec.ts';
import { encodeHandshake } from '../handshake/handshake-codec.ts';
import { applicationData, changeRecord, first } from '../misbehaviour/records.ts';
import { WireTap } from '../misbehaviour/wire-tap.ts';
import { encodeRecord } from '../record/record-codec.ts';
import { Alert, AlertLevel, ContentType } from '../registry.ts';
import { PSK } from '../testing/credentials.ts';
import { agreementsIn, associationEvents, findingsIn, securePair, textsOf } from '../testing/secure-pair.ts';
import { dtlsNetwork } from './dtls-network.ts';
import { DtlsSocket, type DtlsSocketEvent } from './dtls-socket.ts';

/** A server that echoes, and a client below which datagrams can be seen and the address moved. */
async function tappedPair(connectionIdLength?: number) {
  const clock = new VirtualClock();
  const random = seededRandom(7);
  const common = { clock, random: (length: number) => random.bytes(length) };
  const network = new MemoryNetwork(clock);
  const ids = connectionIdLength === undefined ? {} : { connectionIdLength };
  const events: DtlsSocketEvent[] = [];
  const server = await dtlsNetwork(network, {
    ...ids,
    server: { ...common, credentials: PSK.server },
    events: event => events.push(event),
  }).bind();
  const heard: string[] = [];
  server.onDatagram(({ bytes, from }) => {
    heard.push(Buffer.from(bytes).toString());
    server.send(bytes, from);
  });
  const tap = new WireTap(network);
  const movable = await MovableSocket.bind(tap);
  const client = new DtlsSocket(movable, { ...ids, client: { ...common, credentials: PSK.client } });
  const answers: string[] = [];
  client.onDatagram(({ bytes }) => answers.push(Buffer.from(bytes).toString()));
  return { clock, server, client, movable, tap, heard, answers, events, network, common };
}

const say = (socket: DtlsSocket, text: string, to: { host: string; port: number }) =>
  socket.send(Buffer.from(text), to);
const settle = (clock: Clock) => clock.wait(100);

describe('a DTLS socket', () => {
  test('gives each peer a connection id of its own, also where chance gives the same one twice', async () => {
    const { clock, network, common } = await tappedPair();
    const server = await dtlsNetwork(network, {
      server: { ...common, random: length => new Uint8Array(length).fill(0xff), credentials: PSK.server },
      connectionIdLength: 2,
    }).bind();
    await clock.run(async () => {
      const clients = await Promise.all(
        [1, 2, 3].map(() =>
          dtlsNetwork(network, {
            client: { ...common, credentials: PSK.client },
            connectionIdLength: 0,
          }).bind(),
        ),
      );
      const agreements = await Promise.all(clients.map(client => client.handshake(server.address)));
      expect(
        agreements.map(agreement => Buffer.from(agreement?.connectionIds?.peer ?? []).toString('hex')),
      ).toEqual(['ffff', '0000', '0001']);
    });
  });

  test('serves a thousand peers, each with its own keys', async () => {
    const { clock, server, network, common, heard } = await tappedPair(6);
    await clock.run(async () => {
      const clients = await Promise.all(
        Array.from({ length: 1000 }, () =>
          dtlsNetwork(network, {
            client: { ...common, credentials: PSK.client },
            connectionIdLength: 2,
          }).bind(),
        ),
      );
      const agreements = await Promise.all(clients.map(client => client.handshake(server.address)));
      expect(
        new Set(agreements.map(agreement => Buffer.from(agreement?.session.master ?? []).toString('hex')))
          .size,
      ).toBe(1000);
      expect(server.size).toBe(1000);
      let answers = 0;
      for (const [index, client] of clients.entries()) {
        client.onDatagram(({ bytes }) => {
          answers += Number(Buffer.from(bytes).toString() === `peer ${index}`);
        });
        say(client, `peer ${index}`, server.address);
      }
      await settle(clock);
      expect(answers).toBe(1000);
      expect(heard).toHaveLength(1000);
      for (const client of clients) await client.close();
      await settle(clock);
      expect(server.size).toBe(0);
    });
    // Two seconds of processor time, on a machine that may have others to serve.
  }, 60_000);

  test('follows a peer that comes from elsewhere, by its connection id', async () => {
    const it = await tappedPair(4);
    await it.clock.run(async () => {
      say(it.client, 'here', it.server.address);
      await settle(it.clock);
      const before = it.client.address;
      await it.movable.move();
      say(it.client, 'there', it.server.address);
      await settle(it.clock);
      expect(it.answers).toEqual(['here', 'there']);
      expect(it.events).toContainEqual({ kind: 'moved', from: before, to: it.client.address });
      expect(it.server.agreementWith(before)).toBeNull();
      expect(it.server.agreementWith(it.client.address)).not.toBeNull();
    });
  });

  test('does not follow a record that is replayed, forged or older than another', async () => {
    const it = await tappedPair(4);
    await it.clock.run(async () => {
      say(it.client, 'one', it.server.address);
      await settle(it.clock);
      const attacker = await it.network.bind();
      const [last] = it.tap.sent.slice(-1);
      if (last === undefined) throw new Error('nothing was sent');
      attacker.send(last.bytes, it.server.address);
      const forged = last.bytes.slice();
      forged[10] = 99;
      attacker.send(forged, it.server.address);
      await settle(it.clock);
      // Held back by a third party, and overtaken.
      it.movable.connect(false);
      say(it.client, 'lost', it.server.address);
      it.movable.connect(true);
      say(it.client, 'two', it.server.address);
      await settle(it.clock);
      expect(it.events.filter(({ kind }) => kind === 'moved')).toEqual([]);
      expect(it.heard).toEqual(['one', 'two']);
      expect(it.server.agreementWith(it.client.address)).not.toBeNull();
    });
  });

  test('loses a peer that comes from elsewhere without a connection id', async () => {
    const it = await tappedPair();
    await it.clock.run(async () => {
      say(it.client, 'here', it.server.address);
      await settle(it.clock);
      await it.movable.move();
      say(it.client, 'there', it.server.address);
      await settle(it.clock);
    });
    expect(it.answers).toEqual(['here']);
    expect(it.events.at(-1)).toMatchObject({ kind: 'unrouted' });
  });

  test('takes a client that begins anew at the same address, and keeps the old association until then', async () => {
    const it = await tappedPair();
    await it.clock.run(async () => {
      say(it.client, 'before', it.server.address);
      await settle(it.clock);
      const old = it.server.agreementWith(it.client.address);
      // Somebody sends a hello with a made-up address, and never answers the cookie.
      it.tap.send(helloAt(0), it.server.address);
      await settle(it.clock);
      expect(it.server.agreementWith(it.client.address)).toBe(old);
      it.client.abandon(it.server.address);
      say(it.client, 'after', it.server.address);
      await settle(it.clock);
      expect(it.answers).toEqual(['before', 'after']);
      expect(it.server.agreementWith(it.client.address)).not.toBe(old);
      expect(it.server.size).toBe(1);
    });
  });

  test('acts once on whatever is replayed: flights, cookies, data, a goodbye', async () => {
    const it = await tappedPair();
    await it.clock.run(async () => {
      say(it.client, 'once', it.server.address);
      await settle(it.clock);
      for (const sent of [...it.tap.sent]) {
        it.tap.replay(sent);
        await settle(it.clock);
      }
      say(it.client, 'still here', it.server.address);
      await settle(it.clock);
    });
    expect(it.heard).toEqual(['once', 'still here']);
    expect(agreementsIn(it.events)).toHaveLength(1);
  });

  test('gives an address no more than so many cookies, and keeps nothing of it', async () => {
    const it = await tappedPair();
    await it.clock.run(async () => {
      for (let index = 0; index < 50; index += 1) it.tap.send(helloAt(index), it.server.address);
      await settle(it.clock);
      const kinds = it.events.map(({ kind }) => kind);
      expect(kinds.filter(kind => kind === 'challenged')).toHaveLength(20);
      expect(kinds.filter(kind => kind === 'challenge-capped')).toHaveLength(30);
      expect(it.server.size).toBe(0);
      await it.clock.wait(61_000);
      say(it.client, 'later', it.server.address);
      await settle(it.clock);
    });
    expect(it.answers).toEqual(['later']);
  });

  test('takes a cookie for one to two minutes', async () => {
    for (const [wait, challenges] of [
      [59_000, 1],
      [119_000, 1],
      [121_000, 2],
    ] as const) {
      let index = 0;
      // The second hello of the client is late.
      const it = await securePair({
        fate: () => (index++ === 2 ? [wait] : [1]),
        client: { retransmission: { initial: 500_000, longest: 500_000, most: 3 } },
      });
      await it.clock.run(() => it.client.handshake(it.server.address));
      expect(it.events.server.filter(({ kind }) => kind === 'challenged')).toHaveLength(challenges);
    }
  });

  test('refuses at once a client that has nothing in common with it', async () => {
    const it = await securePair({ server: { suites: [0x00ae] }, client: { suites: [0xc0a8] } });
    await it.clock.run(async () => expect(await it.client.handshake(it.server.address)).toBeNull());
    expect(it.server.size).toBe(0);
    expect(associationEvents(it.events.client)).toContainEqual(
      expect.objectContaining({ kind: 'alert-received', description: Alert.handshakeFailure }),
    );
  });

  test('resumes no session that a fatal alert has ended', async () => {
    const fatal = changeRecord(first(applicationData), () => ({
      ...{ type: ContentType.alert, content: Uint8Array.of(AlertLevel.fatal, Alert.internalError) },
    }));
    const it = await securePair({ client: { hooks: fatal } });
    const second = await it.clock.run(async () => {
      await it.client.handshake(it.server.address);
      say(it.client, 'turned into an alert', it.server.address);
      await settle(it.clock);
      it.client.abandon(it.server.address);
      return it.client.handshake(it.server.address);
    });
    expect(second?.resumed).toBe(false);
  });

  test('sends nothing that has waited for a handshake which failed', async () => {
    const it = await securePair({
      fate: () => [],
      client: { retransmission: { initial: 10, longest: 10, most: 2 } },
    });
    await it.clock.run(async () => {
      say(it.client, 'never', it.server.address);
      expect(await it.client.handshake(it.server.address)).toBeNull();
    });
    expect(it.client.size).toBe(0);
  });

  test('answers a goodbye with one, and forgets the association', async () => {
    const it = await securePair();
    await it.clock.run(async () => {
      say(it.client, 'hello', it.server.address);
      await settle(it.clock);
      it.client.disconnect(it.server.address);
      await settle(it.clock);
    });
    expect(it.server.size).toBe(0);
    expect(associationEvents(it.events.server)).toContainEqual(
      expect.objectContaining({ kind: 'closed', by: 'peer' }),
    );
    expect(textsOf(it.received.client)).toEqual(['hello']);
    expect(findingsIn(it.events.server)).toEqual([]);
  });
});

/** A ClientHello without cookie in a record of that number. */
function helloAt(sequence: number): Uint8Array {
  const { type, body } = encodeHandshake({
    ...{ kind: 'client-hello', version: 0xfefd, random: new Uint8Array(32).fill(sequence) },
    ...{ sessionId: new Uint8Array(0), cookie: new Uint8Array(0), suites: [0xc0a8], compressions: [0] },
    extensions: null,
  });
  const fragment = encodeFragment({ type, length: body.length, messageSequence: 0, offset: 0, part: body });
  return encodeRecord({
    type: 22,
    version: 0xfefd,
    epoch: 0,
    sequence,
    connectionId: new Uint8Array(0),
    fragment,
  });
}
