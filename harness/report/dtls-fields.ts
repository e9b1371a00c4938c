import { ByteReader } from '../dtls/bytes/byte-reader.ts';
import { hex } from '../dtls/bytes/write.ts';
import { cipherSuite } from '../dtls/cipher-suite.ts';
import { decodeFragments } from '../dtls/handshake/fragment-codec.ts';
import { readClientHello, readServerHello } from '../dtls/handshake/hello-codec.ts';
import { ContentType, describeNumber, ExtensionType, HandshakeType, Version } from '../dtls/registry.ts';
import type { ReadRecord } from './dtls-decryption.ts';
import { recordLabel } from './dtls-label.ts';

type Field = readonly [name: string, value: string];

const EXTENSION_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(ExtensionType).map(([name, number]) => [
    number,
    name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
  ]),
);

/** Every record with its header; of hellos what was offered and what was chosen. */
export function dtlsFields(records: readonly ReadRecord[]): readonly Field[] {
  return records.flatMap((read, index) => [
    [`Record ${index + 1}`, `${recordLabel(read)} · ${headerText(read)}`] as const,
    ...helloFields(read),
  ]);
}

function headerText({ record }: ReadRecord): string {
  const { version, epoch, sequence, fragment, connectionId } = record;
  const id = connectionId.length === 0 ? '' : `, connection id ${hex(connectionId)}`;
  return `${versionText(version)}, epoch ${epoch}, sequence ${sequence}, ${fragment.length} bytes${id}`;
}

function helloFields({ plaintext }: ReadRecord): readonly Field[] {
  if (plaintext?.type !== ContentType.handshake) return [];
  return decodeFragments(plaintext.content).fragments.flatMap(({ type, part, length }): readonly Field[] => {
    if (part.length < length) return [];
    const reader = new ByteReader(part);
    if (type === HandshakeType.clientHello) {
      const { version, cookie, sessionId, suites, extensions } = readClientHello(reader);
      if (reader.overrun) return [];
      return [
        ['Version', versionText(version)],
        ['Session', sessionId.length === 0 ? 'a new one' : `to be resumed: ${hex(sessionId)}`],
        ['Cookie', cookie.length === 0 ? 'none' : hex(cookie)],
        ['Cipher suites', suites.map(suiteText).join(', ')],
        ['Extensions', extensionsText(extensions)],
      ];
    }
    if (type !== HandshakeType.serverHello) return [];
    const { version, sessionId, suite, extensions } = readServerHello(reader);
    if (reader.overrun) return [];
    return [
      ['Version', versionText(version)],
      ['Session', sessionId.length === 0 ? 'not to be resumed' : hex(sessionId)],
      ['Cipher suite', suiteText(suite)],
      ['Extensions', extensionsText(extensions)],
    ];
  });
}

function versionText(version: number): string {
  if (version === Version.dtls12) return 'DTLS 1.2';
  return version === Version.dtls10 ? 'DTLS 1.0' : `version ${describeNumber(version)}`;
}

function suiteText(suite: number): string {
  return cipherSuite(suite)?.name ?? describeNumber(suite);
}

function extensionsText(extensions: readonly { readonly type: number }[] | null): string {
  if (extensions === null || extensions.length === 0) return 'none';
  return extensions.map(({ type }) => EXTENSION_NAMES.get(type) ?? `extension ${type}`).join(', ');
}
