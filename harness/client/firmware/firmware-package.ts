import { createHash } from 'node:crypto';

/**
 * A firmware package of the reference client: `TSFW`, a SHA-256 of everything that follows, the Update Result that
 * installing it comes to (one byte), its name and its version (a byte of length, then UTF-8 each), and the image.
 */
export interface FirmwarePackage {
  /** 1 for one that can be installed; 2, 3 and 8 for one that brings its device into trouble (TS 1.0 E.6). */
  readonly outcome: number;
  readonly name: string;
  readonly version: string;
  readonly image: Uint8Array;
}

/** Why bytes are no package: another type, or damaged. */
export type PackageFault = 'type' | 'integrity';

const MAGIC = Buffer.from('TSFW', 'ascii');
const DIGEST_BYTES = 32;

/** @throws RangeError when name or version take more than 255 bytes. */
export function encodePackage({ outcome, name, version, image }: FirmwarePackage): Uint8Array {
  const content = Buffer.concat([Buffer.from([outcome]), counted(name), counted(version), image]);
  return Buffer.concat([MAGIC, digest(content), content]);
}

/** Total on any bytes. */
export function decodePackage(bytes: Uint8Array): FirmwarePackage | PackageFault {
  const given = Buffer.from(bytes);
  if (!given.subarray(0, MAGIC.length).equals(MAGIC)) return 'type';
  const content = given.subarray(MAGIC.length + DIGEST_BYTES);
  if (!given.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES).equals(digest(content))) return 'integrity';
  const [outcome = 0] = content;
  const name = countedAt(content, 1);
  const version = name === null ? null : countedAt(content, name.end);
  if (name === null || version === null) return 'type';
  return { outcome, name: name.text, version: version.text, image: content.subarray(version.end) };
}

function digest(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > 255) throw new RangeError(`longer than 255 bytes: ${text}`);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function countedAt(content: Buffer, at: number): { readonly text: string; readonly end: number } | null {
  const length = content[at];
  if (length === undefined || at + 1 + length > content.length) return null;
  const end = at + 1 + length;
  return { text: content.subarray(at + 1, end).toString('utf8'), end };
}
