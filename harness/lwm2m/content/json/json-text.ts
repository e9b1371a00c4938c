const PLAIN = /^[ !#-[\]-~]*$/;

/** A string of JSON. Most have nothing to escape, and are not worth a call of JSON.stringify. */
export function jsonText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
