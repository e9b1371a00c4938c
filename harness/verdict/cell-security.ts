/** How messages are protected in a cell: not at all, or by DTLS with a pre-shared key, raw public keys or certificates. */
export const CELL_SECURITIES = ['nosec', 'psk', 'rpk', 'x509'] as const;
export type CellSecurity = (typeof CELL_SECURITIES)[number];
