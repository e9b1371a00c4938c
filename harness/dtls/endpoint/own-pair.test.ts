import { describe, expect, test } from '@jest/globals';
import { COMBINATIONS } from '../testing/credentials.ts';
import { agreementsIn, findingsIn, securePair, textsOf } from '../testing/secure-pair.ts';

describe.each(COMBINATIONS)('our client and our server with $name', ({ suite, pair }) => {
  const variants = [undefined, { client: 4, server: 6 }, { client: 0, server: 6 }, { client: 4, server: 0 }];

  test.each(variants)('exchange data, with connection ids of %j', async connectionIdLength => {
    const it = await securePair({
      pair,
      suites: [suite],
      ...(connectionIdLength ? { connectionIdLength } : {}),
    });
    const agreement = await it.clock.run(async () => {
      it.client.send(Buffer.from('hello'), it.server.address);
      const agreed = await it.client.handshake(it.server.address);
      it.client.send(Buffer.from('world'), it.server.address);
      await it.clock.wait(100);
      return agreed;
    });
    expect(agreement?.session.suite.id).toBe(suite);
    expect(agreement?.session.extendedMasterSecret).toBe(true);
    expect(agreement?.connectionIds?.peer.length).toBe(connectionIdLength?.server);
    expect(textsOf(it.received.client)).toEqual(['hello', 'world']);
    expect([...findingsIn(it.events.client), ...findingsIn(it.events.server)]).toEqual([]);
  });

  test.each(variants)('resume a session, with connection ids of %j', async connectionIdLength => {
    const it = await securePair({
      pair,
      suites: [suite],
      ...(connectionIdLength ? { connectionIdLength } : {}),
    });
    const agreements = await it.clock.run(async () => {
      const first = await it.client.handshake(it.server.address);
      it.client.disconnect(it.server.address);
      await it.clock.wait(10);
      const second = await it.client.handshake(it.server.address);
      it.client.send(Buffer.from('again'), it.server.address);
      await it.clock.wait(10);
      return [first, second];
    });
    expect(agreements.map(agreement => agreement?.resumed)).toEqual([false, true]);
    const [served] = agreementsIn(it.events.server).slice(-1);
    expect(served?.resumed).toBe(true);
    expect(served?.session.peer).toEqual(agreementsIn(it.events.server)[0]?.session.peer);
    expect(textsOf(it.received.client)).toEqual(['again']);
    expect([...findingsIn(it.events.client), ...findingsIn(it.events.server)]).toEqual([]);
  });

  test('do without extended master secret and encrypt-then-MAC', async () => {
    const plain = { extendedMasterSecret: false, encryptThenMac: false };
    const it = await securePair({
      pair,
      suites: [suite],
      client: plain,
      connectionIdLength: { client: 3, server: 5 },
    });
    const agreement = await it.clock.run(async () => {
      it.client.send(Buffer.from('plain'), it.server.address);
      await it.clock.wait(100);
      return it.client.agreementWith(it.server.address);
    });
    expect(agreement).toMatchObject({ encryptThenMac: false, session: { extendedMasterSecret: false } });
    expect(textsOf(it.received.client)).toEqual(['plain']);
  });
});
