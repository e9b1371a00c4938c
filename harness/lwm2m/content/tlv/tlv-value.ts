import { isUtf8 } from 'node:buffer';
import { formatValue, isObjectLink, type ResourceType, type Value, valueFits } from '../../value.ts';
import { notOfType } from '../value-error.ts';
import { SHORTEST, type TlvForm } from './tlv-form.ts';

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A value, or what is wrong with the bytes. */
export type DecodedTlvValue =
  | { readonly value: Value; readonly fault: null }
  | { readonly value: null; readonly fault: { readonly code: string; readonly message: string } };

/**
 * Bytes of a value in TLV, numbers in the shortest form unless another is asked for (TS 1.0 §6.4.3 and appendix C).
 * @throws HarnessBugError `tlv.value` when the value is none of that type.
 */
export function encodeTlvValue(type: ResourceType, value: Value, form: TlvForm = SHORTEST): Uint8Array {
  if (!valueFits(type, value)) throw notOfType('tlv', formatValue(value), type);
  if (typeof value === 'string') return utf8Encoder.encode(value);
  if (typeof value === 'bigint') return encodeInteger(type, value, form.integerBytes ?? 1);
  if (typeof value === 'number') return encodeFloat(value, form.floatBytes ?? 4);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  if (!isObjectLink(value)) return value;
  return Uint8Array.of(value.object >> 8, value.object & 0xff, value.instance >> 8, value.instance & 0xff);
}

function encodeInteger(type: ResourceType, value: bigint, atLeast: number): Uint8Array {
  const wrap = type === 'Unsigned Integer' ? BigInt.asUintN : BigInt.asIntN;
  const length = [1, 2, 4].find(bytes => bytes >= atLeast && wrap(bytes * 8, value) === value) ?? 8;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, value));
  return bytes.slice(8 - length);
}

/** Four bytes where they hold the very same number; -0, infinities and NaN do. */
function encodeFloat(value: number, atLeast: number): Uint8Array {
  const isSingle = atLeast === 4 && Object.is(Math.fround(value), value);
  const bytes = new Uint8Array(isSingle ? 4 : 8);
  const view = new DataView(bytes.buffer);
  if (isSingle) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return bytes;
}

/**
 * Reads a value of a known type. An integer may be in any of the four lengths, a float in both (TS 1.0 appendix C).
 * Other lengths have no value: receivers refuse them, or disagree about what they mean.
 */
export function decodeTlvValue(type: ResourceType, bytes: Uint8Array): DecodedTlvValue {
  switch (type) {
    case 'String':
      return isUtf8(bytes) ? ok(utf8Decoder.decode(bytes)) : fault('string-utf8', 'String that is not UTF-8');
    case 'Integer':
    case 'Time':
      return integer(type, bytes, BigInt.asIntN);
    case 'Unsigned Integer':
      return integer(type, bytes, BigInt.asUintN);
    case 'Float':
      if (bytes.length === 4) return ok(viewOf(bytes).getFloat32(0));
      return bytes.length === 8 ? ok(viewOf(bytes).getFloat64(0)) : wrongLength(type, bytes, '4 or 8');
    case 'Boolean':
      if (bytes.length !== 1) return wrongLength(type, bytes, '1');
      if (bytes[0] === 0 || bytes[0] === 1) return ok(bytes[0] === 1);
      return fault('boolean-value', `Boolean of value ${bytes[0]}`);
    case 'Opaque':
      return ok(bytes);
    case 'Objlnk':
      if (bytes.length !== 4) return wrongLength(type, bytes, '4');
      return ok({ object: viewOf(bytes).getUint16(0), instance: viewOf(bytes).getUint16(2) });
    case 'None':
      return fault('no-value', 'Value of a resource that can only be executed');
  }
}

function integer(type: ResourceType, bytes: Uint8Array, wrap: typeof BigInt.asIntN): DecodedTlvValue {
  const view = viewOf(bytes);
  switch (bytes.length) {
    case 1:
      return ok(wrap(8, BigInt(view.getUint8(0))));
    case 2:
      return ok(wrap(16, BigInt(view.getUint16(0))));
    case 4:
      return ok(wrap(32, BigInt(view.getUint32(0))));
    case 8:
      return ok(wrap(64, view.getBigUint64(0)));
    default:
      return wrongLength(type, bytes, '1, 2, 4 or 8');
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ok(value: Value): DecodedTlvValue {
  return { value, fault: null };
}

function fault(code: string, message: string): DecodedTlvValue {
  return { value: null, fault: { code: `tlv.${code}`, message } };
}

function wrongLength(type: ResourceType, bytes: Uint8Array, lengths: string): DecodedTlvValue {
  return fault('value-length', `${type} of ${bytes.length} bytes instead of ${lengths}`);
}
