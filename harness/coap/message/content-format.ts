/** Media types of Content-Format ids (RFC 7252 §12.3 and the IANA registry) that LwM2M peers meet on the wire. */
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
