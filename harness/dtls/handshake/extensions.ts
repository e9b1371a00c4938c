import { ByteReader } from '../bytes/byte-reader.ts';
import { concat, uint, vector } from '../bytes/write.ts';
import { type CertificateType, ECDSA_SHA256, ExtensionType, SECP256R1 } from '../registry.ts';
import type { Extension } from './handshake-message.ts';

/** Null when the list is not there at all. A list that is cut off leaves the reader overrun. */
export function readExtensions(reader: ByteReader): Extension[] | null {
  if (reader.remaining === 0) return null;
  const list = new ByteReader(reader.vector16());
  const extensions: Extension[] = [];
  while (list.remaining > 0) {
    const type = list.uint16();
    extensions.push({ type, data: list.vector16() });
    // Asked of the outer reader, whose owner looks at it once: more than there can be.
    if (list.overrun) reader.bytes(reader.remaining + 1);
  }
  return extensions;
}

export function writeExtensions(extensions: readonly Extension[] | null): Uint8Array {
  if (extensions === null) return new Uint8Array(0);
  return vector(2, ...extensions.map(({ type, data }) => concat(uint(2, type), vector(2, data))));
}

export function extensionOf(extensions: readonly Extension[] | null, type: number): Uint8Array | undefined {
  return extensions?.find(extension => extension.type === type)?.data;
}

const EMPTY = new Uint8Array(0);

/** RFC 7366 §2, RFC 7627 §5.1: a flag. */
export const flag = (type: number): Extension => ({ type, data: EMPTY });

/** RFC 6066 §3: one name of type `host_name`. */
export const serverName = (name: string): Extension => ({
  type: ExtensionType.serverName,
  data: vector(2, concat(Uint8Array.of(0), vector(2, Buffer.from(name, 'ascii')))),
});

/** RFC 8422 §5.1.1. */
export const supportedGroups: Extension = {
  type: ExtensionType.supportedGroups,
  data: vector(2, uint(2, SECP256R1)),
};

/** RFC 8422 §5.1.2: uncompressed points. */
export const pointFormats: Extension = {
  type: ExtensionType.pointFormats,
  data: vector(1, Uint8Array.of(0)),
};

/** RFC 5246 §7.4.1.4.1. */
export const signatureAlgorithms: Extension = {
  type: ExtensionType.signatureAlgorithms,
  data: vector(2, uint(2, ECDSA_SHA256)),
};

/** RFC 5746 §3.2, of a first handshake. */
export const renegotiationInfo: Extension = {
  type: ExtensionType.renegotiationInfo,
  data: Uint8Array.of(0),
};

/** RFC 9146 §3. */
export const connectionId = (id: Uint8Array): Extension => ({
  type: ExtensionType.connectionId,
  data: vector(1, id),
});

/** RFC 7250 §4.1, of a client: types in the order it prefers. */
export const offeredCertificateTypes = (type: number, offered: readonly CertificateType[]): Extension => ({
  type,
  data: vector(1, Uint8Array.from(offered)),
});

/** RFC 7250 §4.2, of a server: the type it has chosen. */
export const chosenCertificateType = (type: number, chosen: CertificateType): Extension => ({
  type,
  data: Uint8Array.of(chosen),
});

/** The list of 16-bit numbers in an extension; null when it is none. */
export function numbersIn(data: Uint8Array): number[] | null {
  const outer = new ByteReader(data);
  const list = new ByteReader(outer.vector16());
  const numbers: number[] = [];
  while (list.remaining > 0) numbers.push(list.uint16());
  return outer.exhausted && !list.overrun ? numbers : null;
}

/** The bytes of an `opaque<0..255>` that is all of an extension; null when it is something else. */
export function opaqueIn(data: Uint8Array): Uint8Array | null {
  const reader = new ByteReader(data);
  const content = reader.vector8();
  return reader.exhausted ? content : null;
}

/** The first host name; null when there is none. */
export function hostNameIn(data: Uint8Array): string | null {
  const outer = new ByteReader(data);
  const list = new ByteReader(outer.vector16());
  const type = list.uint8();
  const name = list.vector16();
  if (!outer.exhausted || list.overrun || type !== 0 || name.length === 0) return null;
  return Buffer.from(name).toString('latin1');
}
