import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { Code } from './message.ts';

export const EMPTY = '0.00' satisfies Code;

/** Method codes: RFC 7252 §12.1.1 and RFC 8132 §6. */
export const METHODS = {
  get: '0.01',
  post: '0.02',
  put: '0.03',
  delete: '0.04',
  fetch: '0.05',
  patch: '0.06',
  iPatch: '0.07',
} as const satisfies Readonly<Record<string, Code>>;

export type Method = (typeof METHODS)[keyof typeof METHODS];

/** RFC 7252 §12.1, RFC 7959 §2.9, RFC 8132 §6, RFC 8323 §11.1, RFC 8516 §6, RFC 8768 §6. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['0.00', 'Empty'],
  ['0.01', 'GET'],
  ['0.02', 'POST'],
  ['0.03', 'PUT'],
  ['0.04', 'DELETE'],
  ['0.05', 'FETCH'],
  ['0.06', 'PATCH'],
  ['0.07', 'iPATCH'],
  ['2.01', 'Created'],
  ['2.02', 'Deleted'],
  ['2.03', 'Valid'],
  ['2.04', 'Changed'],
  ['2.05', 'Content'],
  ['2.31', 'Continue'],
  ['4.00', 'Bad Request'],
  ['4.01', 'Unauthorized'],
  ['4.02', 'Bad Option'],
  ['4.03', 'Forbidden'],
  ['4.04', 'Not Found'],
  ['4.05', 'Method Not Allowed'],
  ['4.06', 'Not Acceptable'],
  ['4.08', 'Request Entity Incomplete'],
  ['4.09', 'Conflict'],
  ['4.12', 'Precondition Failed'],
  ['4.13', 'Request Entity Too Large'],
  ['4.15', 'Unsupported Content-Format'],
  ['4.22', 'Unprocessable Entity'],
  ['4.29', 'Too Many Requests'],
  ['5.00', 'Internal Server Error'],
  ['5.01', 'Not Implemented'],
  ['5.02', 'Bad Gateway'],
  ['5.03', 'Service Unavailable'],
  ['5.04', 'Gateway Timeout'],
  ['5.05', 'Proxying Not Supported'],
  ['5.08', 'Hop Limit Reached'],
  ['7.01', 'CSM'],
  ['7.02', 'Ping'],
  ['7.03', 'Pong'],
  ['7.04', 'Release'],
  ['7.05', 'Abort'],
]);

/** The dotted form of every byte: class in the upper three bits, detail in the lower five (RFC 7252 §3). */
const DOTTED: readonly Code[] = Array.from(
  { length: 256 },
  (_, byte): Code => `${byte >> 5}.${String(byte & 31).padStart(2, '0')}`,
);

const BYTES: ReadonlyMap<string, number> = new Map(DOTTED.map((code, byte) => [code, byte]));

/** `GET`, `Content`; null when nothing is assigned to the code. */
export function codeName(code: Code): string | null {
  return NAMES.get(code) ?? null;
}

/** `4.05 Method Not Allowed`, `0.01 GET`; only the number where no name is assigned. */
export function describeCode(code: Code): string {
  const name = codeName(code);
  return name === null ? code : `${code} ${name}`;
}

/** True for the dotted form of a code that fits a byte: class 0–7, detail 00–31 (RFC 7252 §3). */
export function isCode(text: string): text is Code {
  return BYTES.has(text);
}

/** @throws HarnessBugError `coap.code-range` when the text is no dotted code. */
export function codeToByte(code: Code): number {
  const byte = BYTES.get(code);
  if (byte === undefined) {
    throw new HarnessBugError('coap.code-range', `"${code}" is not a CoAP code`, {
      hint: 'Write a class 0–7, a dot and a detail 00–31, for example "2.05".',
    });
  }
  return byte;
}

/** @param byte - 0–255 */
export function byteToCode(byte: number): Code {
  return DOTTED[byte] ?? EMPTY;
}

/** Character code of the digit 0. */
const ZERO = 0x30;

/** The digit before the dot. */
export function codeClass(code: Code): number {
  return code.charCodeAt(0) - ZERO;
}

export function isEmpty(code: Code): boolean {
  return code === EMPTY;
}

export function isRequest(code: Code): boolean {
  return codeClass(code) === 0 && !isEmpty(code);
}

export function isSuccess(code: Code): boolean {
  return codeClass(code) === 2;
}

export function isClientError(code: Code): boolean {
  return codeClass(code) === 4;
}

export function isServerError(code: Code): boolean {
  return codeClass(code) === 5;
}

export function isError(code: Code): boolean {
  return isClientError(code) || isServerError(code);
}

export function isResponse(code: Code): boolean {
  return isSuccess(code) || isError(code);
}

/** Class 7, which exists over reliable transports only (RFC 8323 §5.1). */
export function isSignal(code: Code): boolean {
  return codeClass(code) === 7;
}
