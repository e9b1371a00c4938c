import { ByteReader } from '../dtls/bytes/byte-reader.ts';
import { hex } from '../dtls/bytes/write.ts';
import { cipherSuite } from '../dtls/cipher-suite.ts';
import { extensionOf } from '../dtls/handshake/extensions.ts';
import { decodeFragments } from '../dtls/handshake/fragment-codec.ts';
import type { ClientHello, ServerHello } from '../dtls/handshake/handshake-message.ts';
import { readClientHello, readServerHello } from '../dtls/handshake/hello-codec.ts';
import { type Protections, protectionsFor } from '../dtls/keys/key-schedule.ts';
import type { Plaintext } from '../dtls/record/protection.ts';
import { decodeDatagram } from '../dtls/record/record-codec.ts';
import type { WireRecord } from '../dtls/record/record-header.ts';
import { ContentType, ExtensionType, HandshakeType } from '../dtls/registry.ts';
import type { SecretsEvent } from '../record/events.ts';
import type { Frame } from '../record/frame.ts';

/** A record of a datagram, and what is in it; null while it is encrypted and nobody has the key. */
export interface ReadRecord {
  readonly record: WireRecord;
  readonly plaintext: Plaintext | null;
}

type Side = 'client' | 'server';

interface Association {
  readonly protections: Protections;
  /** Bytes of the connection ids in the records that each side sends. */
  readonly idLength: Readonly<Record<Side, number>>;
  /** What the tester is in it. */
  readonly tester: Side;
}

const never = (): never => {
  throw new Error('a report encrypts nothing');
};

/**
 * Reads the datagrams of one purpose, which are to be given in their order: what was encrypted, too, as far as the secrets of
 * the associations tell.
 */
export class DtlsDecryption {
  readonly #masters: ReadonlyMap<string, Uint8Array>;
  /** Last ClientHello between a tester's peer and an address. */
  readonly #hellos = new Map<string, { readonly hello: ClientHello; readonly tester: Side }>();
  /** Of each peer of the tester, newest first: which one a record belongs to, its authentication tells. */
  readonly #associations = new Map<string, Association[]>();

  constructor(secrets: readonly Pick<SecretsEvent, 'clientRandom' | 'master'>[]) {
    this.#masters = new Map(
      secrets.map(({ clientRandom, master }) => [clientRandom, Buffer.from(master, 'hex')]),
    );
  }

  read(frame: Frame, datagram: Uint8Array): readonly ReadRecord[] {
    const known = this.#associations.get(frame.peer) ?? [];
    for (const association of datagram[0] === ContentType.connectionId ? known : []) {
      const { records } = decodeDatagram(datagram, association.idLength[senderOf(frame, association)]);
      const read = records.map(record => ({ record, plaintext: opened(record, frame, [association]) }));
      if (read[0]?.plaintext) return read;
    }
    return decodeDatagram(datagram, 0).records.map(record => {
      if (record.epoch > 0) return { record, plaintext: opened(record, frame, known) };
      if (record.type === ContentType.handshake) this.#note(frame, record.fragment);
      return { record, plaintext: { type: record.type, content: record.fragment } };
    });
  }

  /** Both hellos make an association; that it comes to nothing is no matter, for then nothing is authentic in it. */
  #note(frame: Frame, content: Uint8Array): void {
    const flow = `${frame.peer} ${frame.remote}`;
    for (const { type, part, length } of decodeFragments(content).fragments) {
      if (part.length < length) continue;
      const reader = new ByteReader(part);
      if (type === HandshakeType.clientHello) {
        const hello = readClientHello(reader);
        const tester = frame.direction === 'sent' ? 'client' : 'server';
        if (!reader.overrun) this.#hellos.set(flow, { hello, tester });
      } else if (type === HandshakeType.serverHello) {
        const offer = this.#hellos.get(flow);
        const answer = readServerHello(reader);
        if (!reader.overrun && offer !== undefined) this.#begin(frame.peer, offer, answer);
      }
    }
  }

  #begin(peer: string, offer: { hello: ClientHello; tester: Side }, answer: ServerHello): void {
    const { hello, tester } = offer;
    const master = this.#masters.get(hex(hello.random));
    const suite = cipherSuite(answer.suite);
    if (master === undefined || suite === undefined) return;
    const encryptThenMac = extensionOf(answer.extensions, ExtensionType.encryptThenMac) !== undefined;
    const randoms = { client: hello.random, server: answer.random };
    const protections = protectionsFor({ suite, master, randoms, encryptThenMac }, never);
    // What a side names is what it wants to see in the records that it gets (RFC 9146 §3).
    const idLength = { client: idLengthIn(answer), server: idLengthIn(hello) };
    const known = this.#associations.get(peer) ?? [];
    this.#associations.set(peer, [{ protections, idLength, tester }, ...known]);
  }
}

function opened(record: WireRecord, frame: Frame, associations: readonly Association[]): Plaintext | null {
  for (const association of associations) {
    const plaintext = association.protections[senderOf(frame, association)].open(record, record.fragment);
    if (plaintext !== null) return plaintext;
  }
  return null;
}

function senderOf({ direction }: Frame, { tester }: Association): Side {
  if (direction === 'sent') return tester;
  return tester === 'client' ? 'server' : 'client';
}

function idLengthIn({ extensions }: ClientHello | ServerHello): number {
  return extensionOf(extensions, ExtensionType.connectionId)?.[0] ?? 0;
}
