/** The grammar of CoRE link format (RFC 6690 §2), for reading at a position. */

export const TARGET = /<([^<>]*)>/y;
/** `link-param` names; a trailing asterisk marks an extended value (RFC 8187). */
export const NAME = /[!#$&+\-.^_`|~0-9A-Za-z]+\*?/y;
/** `quoted-string`, the quotes left out. */
export const QUOTED = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;
/** `ptoken` */
export const TOKEN = /[!#-+\-./0-:<-[\]^-{|}~]+/y;
/** What stands where a token is due, as far as it could belong to the value. */
export const LOOSE_TOKEN = /[^;,<>"]*[^;,<>"\s]/y;
/** Quotes that open a string; for use where no `quoted-string` is. */
export const OPEN_QUOTE = /"/y;
export const BLANKS = /[ \t\r\n]+/y;
/** RFC 3986 §4.1: what a URI reference is made of. */
export const URI_REFERENCE = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

export const WHOLE_TOKEN = new RegExp(`^(?:${TOKEN.source})$`);
export const WHOLE_NAME = new RegExp(`^(?:${NAME.source})$`);
