import {
  arrives,
  type CoapMessage,
  code,
  equals,
  locationPath,
  METHODS,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  silence,
} from '../../harness/touchstone.ts';
import {
  applicationData,
  connectionIdOf,
  first,
  keepBack,
  onlyDtls,
} from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.device-at-new-address';
const READ = requestFor('get', '/3/0/0');
const ALL = {
  requirements: ['SEC-003', 'SEC-004'],
  when: 'dtls.cid',
  needs: ['read'],
  security: ['psk', 'rpk', 'x509'],
} as const;

type Location = ReturnType<typeof locationPath>;

serverPurpose(
  {
    id: TWIN,
    title: 'goes on in an association with a device that has moved, under the connection id that it gave it',
    clause: 'RFC 9146 §3, §6',
    ...ALL,
    requirements: ['SEC-003'],
  },
  async t => {
    const location = locationPath(await t.registered());
    const dtls = t.dtls();
    const id = connectionIdOf(dtls.socket.agreementWith(t.device.serverAddress));
    t.check(
      'connection-id',
      id?.length ?? 0,
      satisfies('at least one byte', (each: number) => each > 0),
    );
    const { mark } = dtls;
    await t.device.move();
    t.check('update', await t.device.updateAt(location), code('2.04'));
    t.check('no-handshake', dtls.since(mark, 0).established.length, equals(0));
    t.check('reads-there', await readBy(t), arrives(READ.name));
    t.check('only-dtls', dtls.since(mark, 0), onlyDtls());
  },
);

for (const [words, what, clause, comes] of [
  ['replayed', 'that it has had already', 'RFC 9146 §6; RFC 6347 §4.1.2.6', replayed],
  ['overtaken', 'that is older than the newest that it has had', 'RFC 9146 §6', overtaken],
  ['tampered-with', 'that is not authentic', 'RFC 9146 §6; RFC 6347 §4.1.2.7', tampered],
] as const) {
  serverPurpose(
    {
      id: `security.bi.record-${words}-from-elsewhere`,
      title: `does not take a device for moved when a record comes from elsewhere ${what}`,
      clause,
      twin: TWIN,
      ...ALL,
    },
    async t => {
      const location = await named(t);
      const bytes = await comes(t, location);
      await t.anotherDevice(t.endpoint);
      const elsewhere = t.dtls('device-2').wire;
      elsewhere.send(bytes, t.device.serverAddress);
      await t.clock.wait(t.silenceSpan / 4);
      t.check('reads-here', await readBy(t), arrives(READ.name));
      t.check('nothing-sent-there', elsewhere.received.length, equals(0), { level: 'should' });
      t.check('goes-on', await t.device.updateAt(location), code('2.04'));
    },
  );
}

serverPurpose(
  {
    id: 'security.bi.record-with-unknown-connection-id',
    title: 'discards a record whose connection id it has given to nobody, and says nothing',
    clause: 'RFC 9146 §3, §6; RFC 6347 §4.1.2.7',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const location = await named(t);
    const { bytes, message } = await keptUpdate(t, location);
    const dtls = t.dtls();
    // What it has to say of the registration, it has said.
    await t.clock.wait(t.silenceSpan);
    const { mark } = dtls;
    dtls.wire.send(withFlippedBit(bytes, FIRST_OF_ID), t.device.serverAddress);
    const isOfIt = ({ messageId, token }: CoapMessage): boolean =>
      messageId === message.messageId || Buffer.from(token).equals(message.token);
    const answer = await t.device.nextAnswer({ name: 'an answer', matches: isOfIt }, t.silenceSpan);
    t.check('no-answer', answer, silence('answer'));
    const { datagrams } = dtls.since(mark, t.silenceSpan);
    t.check('silent', datagrams, equals(0), { level: 'should' });
    t.check('goes-on', await t.device.updateAt(location), code('2.04'));
  },
);

/** Behind type, version, epoch and sequence number. */
const FIRST_OF_ID = 11;

/** Preamble: the device has registered, and has been given a connection id. @throws Inconclusive when it has not. */
async function named(t: ServerContext): Promise<Location> {
  const location = locationPath(await t.registered());
  if (connectionIdOf(t.dtls().socket.agreementWith(t.device.serverAddress)) === null)
    t.inconclusive('preamble.refused', 'the server gave the device no connection id');
  return location;
}

/** What comes to the device when the server is told to read. */
async function readBy(t: ServerContext) {
  t.device.disregardPast();
  // Nobody waits for its end: a server that reads elsewhere may try for as long as a request takes.
  t.sut.read('/3/0/0').catch(() => {});
  return t.device.next(READ, t.handshakeSpan);
}

/** The record of an Update that was answered; that it is, the twin has judged. @throws Inconclusive when it is not. */
async function replayed(t: ServerContext, location: Location): Promise<Uint8Array> {
  const { wire } = t.dtls();
  const { length } = wire.sent;
  const outcome = await t.device.updateAt(location);
  if (outcome.kind !== 'response' || outcome.message.code !== '2.04')
    t.inconclusive('preamble.refused', 'the server did not take the Update that was to come again');
  return wire.sent[length]?.bytes ?? new Uint8Array(0);
}

/** The record of an Update that another one has overtaken. */
async function overtaken(t: ServerContext, location: Location): Promise<Uint8Array> {
  const { bytes } = await keptUpdate(t, location);
  t.check('update', await t.device.updateAt(location), code('2.04'));
  return bytes;
}

/** The record of an Update that the server has not seen, with a bit of its end changed. */
async function tampered(t: ServerContext, location: Location): Promise<Uint8Array> {
  const { bytes } = await keptUpdate(t, location);
  return withFlippedBit(bytes, bytes.length - 1);
}

/** An Update that never left, and its record. */
async function keptUpdate(
  t: ServerContext,
  location: Location,
): Promise<{ readonly bytes: Uint8Array; readonly message: CoapMessage }> {
  const dtls = t.dtls();
  const keeping = keepBack(first(applicationData));
  dtls.misbehave(keeping);
  const message = t.device.compose({ method: METHODS.post, options: location });
  await t.device.exchange(message, 1);
  dtls.behave();
  return { bytes: keeping.kept[0] ?? new Uint8Array(0), message };
}

function withFlippedBit(bytes: Uint8Array, index: number): Uint8Array {
  const changed = bytes.slice();
  changed[index] = (changed[index] ?? 0) ^ 0x01;
  return changed;
}
