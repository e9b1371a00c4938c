import { hex } from '../bytes/write.ts';

/** A line of the NSS key log, with which Wireshark decrypts a capture: `CLIENT_RANDOM <random> <master secret>`. */
export function keyLogLine(clientRandom: Uint8Array, master: Uint8Array): string {
  return `CLIENT_RANDOM ${hex(clientRandom)} ${hex(master)}\n`;
}
