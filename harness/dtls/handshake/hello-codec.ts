import type { ByteReader } from '../bytes/byte-reader.ts';
import { concat, uint, vector } from '../bytes/write.ts';
import { readExtensions, writeExtensions } from './extensions.ts';
import type { ClientHello, HelloVerifyRequest, ServerHello } from './handshake-message.ts';

const RANDOM_LENGTH = 32;

/** RFC 6347 §4.2.1. */
export function readClientHello(reader: ByteReader): ClientHello {
  const version = reader.uint16();
  const random = reader.bytes(RANDOM_LENGTH);
  const sessionId = reader.vector8();
  const cookie = reader.vector8();
  const suites = pairs(reader.vector16(), () => reader.bytes(reader.remaining + 1));
  const compressions = [...reader.vector8()];
  const extensions = readExtensions(reader);
  return { kind: 'client-hello', version, random, sessionId, cookie, suites, compressions, extensions };
}

export function writeClientHello(hello: ClientHello): Uint8Array {
  return concat(
    uint(2, hello.version),
    hello.random,
    vector(1, hello.sessionId),
    vector(1, hello.cookie),
    vector(2, ...hello.suites.map(suite => uint(2, suite))),
    vector(1, Uint8Array.from(hello.compressions)),
    writeExtensions(hello.extensions),
  );
}

/** RFC 5246 §7.4.1.3. */
export function readServerHello(reader: ByteReader): ServerHello {
  const version = reader.uint16();
  const random = reader.bytes(RANDOM_LENGTH);
  const sessionId = reader.vector8();
  const suite = reader.uint16();
  const compression = reader.uint8();
  return {
    kind: 'server-hello',
    ...{ version, random, sessionId, suite, compression },
    extensions: readExtensions(reader),
  };
}

export function writeServerHello(hello: ServerHello): Uint8Array {
  return concat(
    uint(2, hello.version),
    hello.random,
    vector(1, hello.sessionId),
    uint(2, hello.suite),
    Uint8Array.of(hello.compression),
    writeExtensions(hello.extensions),
  );
}

/** RFC 6347 §4.2.1. */
export function readHelloVerifyRequest(reader: ByteReader): HelloVerifyRequest {
  return { kind: 'hello-verify-request', version: reader.uint16(), cookie: reader.vector8() };
}

export function writeHelloVerifyRequest({ version, cookie }: HelloVerifyRequest): Uint8Array {
  return concat(uint(2, version), vector(1, cookie));
}

function pairs(bytes: Uint8Array, onOdd: () => void): number[] {
  if (bytes.length % 2 !== 0) onOdd();
  const numbers: number[] = [];
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    numbers.push(((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0));
  }
  return numbers;
}
