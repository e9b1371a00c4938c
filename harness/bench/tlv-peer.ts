import { DEVICE_TLV } from './device-example.ts';

export interface TlvPeer {
  readonly name: string;
  readonly decode: () => unknown;
  readonly encode: () => unknown;
}

interface Lwm2mCodec {
  readonly decode: (format: string, path: string, bytes: Buffer) => unknown;
  readonly encode: (format: string, path: string, value: unknown) => unknown;
}

/** Not a dependency: measured where somebody has installed it. */
const PACKAGE = 'lwm2m-codec';

/** The Device instance as that package has it. */
const DEVICE = {
  0: 'Open Mobile Alliance',
  1: 'Lightweight M2M Client',
  2: '345000123',
  3: '1.0',
  6: { 0: 1, 1: 5 },
  7: { 0: 3800, 1: 5000 },
  8: { 0: 125, 1: 900 },
  9: 100,
  10: 15,
  11: { 0: 0 },
  13: 1367491215,
  14: '+02:00',
  16: 'U',
};

/** The one TLV codec in the npm registry that works on its own; null where it is not installed. */
export async function tlvPeer(): Promise<TlvPeer | null> {
  const codec = await installedCodec();
  if (codec === null) return null;
  const bytes = Buffer.from(DEVICE_TLV);
  return {
    name: PACKAGE,
    decode: () => codec.decode('tlv', '/3/0', bytes),
    encode: () => codec.encode('tlv', '/3/0', DEVICE),
  };
}

async function installedCodec(): Promise<Lwm2mCodec | null> {
  try {
    const module: { readonly default: Lwm2mCodec } = await import(PACKAGE);
    return module.default;
  } catch {
    return null;
  }
}
