/** Content-Format ids (RFC 7252 §12.3) that LwM2M peers meet on the wire. */
export const ContentFormat = {
  textPlain: 0,
  linkFormat: 40,
  octetStream: 42,
  json: 50,
  cbor: 60,
  senmlJson: 110,
  senmlCbor: 112,
  senmlEtchJson: 320,
  senmlEtchCbor: 322,
  lwm2mTlv: 11542,
  lwm2mJson: 11543,
  lwm2mCbor: 11544,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'text/plain'],
  [40, 'application/link-format'],
  [41, 'application/xml'],
  [42, 'application/octet-stream'],
  [47, 'application/exi'],
  [50, 'application/json'],
  [60, 'application/cbor'],
  [110, 'application/senml+json'],
  [112, 'application/senml+cbor'],
  [320, 'application/senml-etch+json'],
  [322, 'application/senml-etch+cbor'],
  [11542, 'application/vnd.oma.lwm2m+tlv'],
  [11543, 'application/vnd.oma.lwm2m+json'],
  [11544, 'application/vnd.oma.lwm2m+cbor'],
]);

/** Media type; null when the id is not known. */
export function contentFormatName(id: number): string | null {
  return NAMES.get(id) ?? null;
}

/** `11542 application/vnd.oma.lwm2m+tlv`; only the number where it is not known. */
export function describeContentFormat(id: number): string {
  const name = contentFormatName(id);
  return name === null ? String(id) : `${id} ${name}`;
}
