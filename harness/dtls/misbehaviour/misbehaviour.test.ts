import { describe, expect, test } from '@jest/globals';
import type { AssociationHooks } from '../association/hooks.ts';
import { uint } from '../bytes/write.ts';
import { Alert, ContentType, Version } from '../registry.ts';
import { CERTIFICATES } from '../testing/certificates.ts';
import { type CredentialPair, PSK, RPK, X509 } from '../testing/credentials.ts';
import {
  associationEvents,
  findingsIn,
  type SecurePair,
  securePair,
  textsOf,
} from '../testing/secure-pair.ts';
import { together } from './compose.ts';
import {
  blankKeys,
  showing,
  showingNothing,
  unknownIdentity,
  withoutPrivateKey,
  wrongKey,
} from './credentials.ts';
import {
  delayFlights,
  fragmentMessages,
  loseDatagrams,
  repeatFlights,
  reverseFlights,
  spaceDatagrams,
} from './flights.ts';
import { changeBody, changeMessage, insertBefore, omitMessage, repeatMessage } from './messages.ts';
import {
  applicationData,
  changeRecord,
  dropRecord,
  first,
  holdRecord,
  inTheClear,
  nth,
  repeatRecord,
  reverseRecords,
  shiftSequence,
  tamper,
} from './records.ts';

/** Sends a, b and c from a client with hooks, and gives what the server received and why it dropped the rest. */
async function sayAbc(
  hooks: AssociationHooks,
): Promise<{ readonly texts: string[]; readonly dropped: string[] }> {
  const it = await securePair({ client: { hooks } });
  await it.clock.run(async () => {
    await it.client.handshake(it.server.address);
    for (const text of ['a', 'b', 'c']) it.client.send(Buffer.from(text), it.server.address);
    await it.clock.wait(10);
  });
  return { texts: textsOf(it.received.server), dropped: dropsIn(it) };
}

function dropsIn(it: SecurePair): string[] {
  return associationEvents(it.events.server).flatMap(event =>
    event.kind === 'record-received' && event.outcome !== 'taken' && event.outcome !== 'kept'
      ? [event.outcome]
      : [],
  );
}

/** Tries a handshake that must not come about, and gives the alerts of both sides. */
async function refused(options: {
  readonly pair: CredentialPair;
  readonly client?: AssociationHooks;
  readonly server?: AssociationHooks;
  readonly extendedMasterSecret?: boolean;
}): Promise<{ readonly byClient: number[]; readonly byServer: number[]; readonly it: SecurePair }> {
  const { pair, client = {}, server = {}, extendedMasterSecret = true } = options;
  const it = await securePair({
    pair,
    client: { hooks: client, extendedMasterSecret },
    server: { hooks: server },
  });
  await it.clock.run(async () => {
    it.client.send(Buffer.from('never'), it.server.address);
    expect(await it.client.handshake(it.server.address)).toBeNull();
    await it.clock.wait(200_000);
  });
  expect(it.received).toEqual({ client: [], server: [] });
  const alerts = (events: SecurePair['events']['client']): number[] =>
    associationEvents(events).flatMap(event => (event.kind === 'alert-sent' ? [event.description] : []));
  return { byClient: alerts(it.events.client), byServer: alerts(it.events.server), it };
}

describe('records that misbehave', () => {
  const second = () => nth(applicationData, 1);

  test.each([
    ['a repeated one', repeatRecord(second()), ['a', 'b', 'c'], ['replayed']],
    ['a flipped tag', tamper(second(), -1), ['a', 'c'], ['bad-mac']],
    ['a flipped content', tamper(second(), 22), ['a', 'c'], ['bad-mac']],
    ['a flipped sequence number', tamper(second(), 10, 0x40), ['a', 'c'], ['bad-mac']],
    ['an epoch to come', changeRecord(second(), () => ({ epoch: 2 })), ['a', 'c'], ['unknown-epoch']],
    ['data in the clear', inTheClear(second()), ['a', 'c'], ['untimely']],
    [
      'version 1.0',
      changeRecord(second(), () => ({ version: Version.dtls10 })),
      ['a', 'c'],
      ['wrong-version'],
    ],
    ['an unknown type', changeRecord(second(), () => ({ type: 99 })), ['a', 'c'], ['unknown-type']],
    [
      'a leap of the sequence number',
      shiftSequence(first(applicationData), 1000),
      ['a'],
      ['too-old', 'too-old'],
    ],
    ['one that is lost', dropRecord(second()), ['a', 'c'], []],
    ['one that is late', holdRecord(first(applicationData), 2), ['b', 'c', 'a'], []],
    ['reversed ones', reverseRecords(applicationData, 3), ['c', 'b', 'a'], []],
  ])('are dropped and told: %s', async (_, hooks, texts, dropped) => {
    expect(await sayAbc(hooks)).toEqual({ texts, dropped });
  });
});

describe('messages that misbehave', () => {
  test('a wrong Finished is refused by either side', async () => {
    const lie = changeBody('finished', body => body.map(byte => byte ^ 1), 'as-due');
    expect((await refused({ pair: PSK, client: lie })).byServer).toEqual([Alert.decryptError]);
    expect((await refused({ pair: PSK, server: lie })).byClient).toEqual([Alert.decryptError]);
  });

  test('a hash of something else is found in Finished, or makes other keys where they depend on it', async () => {
    const lie = changeMessage(
      'client-hello',
      hello => ({ ...hello, suites: [...hello.suites, 0x1301] }),
      'as-due',
    );
    const plain = await refused({ pair: PSK, client: lie, extendedMasterSecret: false });
    expect(plain.byServer).toEqual([Alert.decryptError]);
    expect(findingsIn(plain.it.events.server)).toEqual(['dtls.verify-data-wrong']);
    const extended = await refused({ pair: PSK, client: lie });
    expect(extended.byServer).toEqual([]);
    expect(dropsIn(extended.it)).toContain('bad-mac');
  });

  test.each([
    ['a suite that was not offered', { suite: 0xc0ae }, 'dtls.suite-not-offered', Alert.illegalParameter],
    ['compression', { compression: 1 }, 'dtls.compression-not-offered', Alert.illegalParameter],
    ['version 1.0', { version: Version.dtls10 }, 'dtls.server-version', Alert.protocolVersion],
    [
      'a foreign extension',
      { extensions: [{ type: 35, data: new Uint8Array(0) }] },
      'dtls.extension-not-offered',
      Alert.unsupportedExtension,
    ],
  ])('a ServerHello with %s is refused, and found', async (_, change, finding, alert) => {
    const lie = changeMessage('server-hello', hello => ({ ...hello, ...change }));
    const { byClient, it } = await refused({ pair: PSK, server: lie });
    expect(byClient).toEqual([alert]);
    expect(findingsIn(it.events.client)).toContain(finding);
  });

  test.each([
    ['ServerKeyExchange', { server: changeMessage('server-key-exchange', tampered) }, 'client'],
    ['CertificateVerify', { client: changeMessage('certificate-verify', tampered) }, 'server'],
  ] as const)('a wrong signature in %s is refused', async (_, hooks, by) => {
    for (const pair of [RPK, X509]) {
      const { it } = await refused({ pair, ...hooks });
      expect(findingsIn(it.events[by])).toEqual(['dtls.signature-wrong']);
    }
  });

  test('a point off the curve is refused', async () => {
    const lie = changeMessage('client-key-exchange', message =>
      message.method === 'ecdhe'
        ? { ...message, point: message.point.map((byte, index) => (index === 5 ? byte ^ 1 : byte)) }
        : message,
    );
    const { byServer } = await refused({ pair: RPK, client: lie });
    expect(byServer).toEqual([Alert.illegalParameter]);
  });

  test.each([
    ['put in', insertBefore('client-key-exchange', { kind: 'server-hello-done' })],
    ['repeated', repeatMessage('client-key-exchange')],
  ])('a message that is %s is refused', async (_, hooks) => {
    const { it, byServer } = await refused({ pair: RPK, client: hooks });
    expect(byServer).toEqual([Alert.unexpectedMessage]);
    expect(findingsIn(it.events.server)).toEqual(['dtls.message-unexpected']);
  });

  test('a message that is left out is waited for, because it may be late', async () => {
    const { byServer, it } = await refused({ pair: RPK, client: omitMessage('certificate-verify') });
    expect(byServer).toEqual([]);
    expect(associationEvents(it.events.server).at(-1)).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  test('a message that is cut off is refused', async () => {
    const { byServer } = await refused({
      pair: PSK,
      client: changeBody('client-key-exchange', body => body.subarray(0, 1)),
    });
    expect(byServer).toEqual([Alert.decodeError]);
  });
});

describe('credentials that misbehave', () => {
  const other = CERTIFICATES.clientOtherAuthority;
  const expired = CERTIFICATES.clientExpired;
  const shown = ({ certificate, privateKey }: typeof other) =>
    showing(X509.client, { kind: 'x509', chain: [certificate], privateKey });

  test.each([
    [
      'an unknown identity',
      { ...PSK, client: unknownIdentity(PSK.client, Buffer.from('id2')) },
      Alert.unknownPskIdentity,
    ],
    ['another authority', { ...X509, client: shown(other) }, Alert.unknownCa],
    ['an expired certificate', { ...X509, client: shown(expired) }, Alert.certificateExpired],
    [
      'a certificate without its key',
      { ...X509, client: withoutPrivateKey(X509.client) },
      Alert.decryptError,
    ],
    ['no certificate', { ...X509, client: showingNothing(X509.client) }, Alert.handshakeFailure],
    ['a client without its raw key', { ...RPK, client: showingNothing(RPK.client) }, Alert.handshakeFailure],
  ])('of a client are refused: %s', async (_, pair, alert) => {
    expect((await refused({ pair })).byServer).toEqual([alert]);
  });

  test.each([
    ['of a client', { ...PSK, client: wrongKey(PSK.client) }],
    ['of a server', { ...PSK, server: blankKeys(PSK.server) }],
  ])('are met with silence where the key is wrong: %s', async (_, pair) => {
    const { byClient, byServer } = await refused({ pair });
    expect([byClient, byServer]).toEqual([[], []]);
  });
});

describe('flights that misbehave', () => {
  test.each([
    ['lost datagrams', loseDatagrams([0, 1])],
    ['spaced ones', spaceDatagrams(50)],
    ['late ones', delayFlights(300)],
    ['reversed ones, each with one record', together(reverseFlights, fragmentMessages(50, false))],
    ['repeated ones', repeatFlights(3)],
    ['a hello in pieces', fragmentMessages(20)],
    ['pieces of seven bytes', fragmentMessages(7, false)],
    ['pieces of a byte', fragmentMessages(1)],
  ])('are taken all the same: %s', async (_, hooks) => {
    for (const pair of [PSK, X509]) {
      const it = await securePair({ pair, client: { hooks }, server: { hooks } });
      await it.clock.run(async () => {
        it.client.send(Buffer.from('through'), it.server.address);
        await it.clock.wait(30_000);
      });
      expect(textsOf(it.received.client)).toEqual(['through']);
      expect([...findingsIn(it.events.client), ...findingsIn(it.events.server)]).toEqual([]);
    }
  });
});

test('renegotiation is refused, and the association goes on', async () => {
  const hello = {
    type: ContentType.handshake,
    content: Buffer.concat([Uint8Array.of(1), uint(3, 0), uint(2, 9), uint(3, 0), uint(3, 0)]),
  };
  const it = await securePair({ client: { hooks: changeRecord(first(applicationData), () => hello) } });
  await it.clock.run(async () => {
    await it.client.handshake(it.server.address);
    it.client.send(Buffer.from('turned into a hello'), it.server.address);
    it.client.send(Buffer.from('goes on'), it.server.address);
    await it.clock.wait(10);
  });
  expect(textsOf(it.received.client)).toEqual(['goes on']);
  expect(findingsIn(it.events.server)).toEqual(['dtls.renegotiation']);
  expect(associationEvents(it.events.client)).toContainEqual(
    expect.objectContaining({ kind: 'alert-received', description: Alert.noRenegotiation }),
  );
});

function tampered<Message extends object>(message: Message): Message {
  if (!('signature' in message)) return message;
  const signature = Uint8Array.from(message.signature as Uint8Array);
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  return { ...message, signature };
}
