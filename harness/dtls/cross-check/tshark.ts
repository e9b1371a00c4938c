import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Application data that Wireshark reads in a capture with our key log, in hex, in order. */
export async function decrypted(capture: string, keyLog: string, port: number): Promise<string[]> {
  const { stdout } = await run('tshark', [
    ...['-r', capture, '-n', '-d', `udp.port==${port},dtls`, '-o', `tls.keylog_file:${keyLog}`],
    ...['-Y', 'data', '-T', 'fields', '-e', 'data.data'],
  ]);
  // A datagram with several records gives several values in one line.
  return stdout.split(/[\n,]/).filter(line => line !== '');
}
