import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../clock/system-clock.ts';
import { UdpNetwork } from '../../transport/udp-network.ts';
import type { AssociationEvent } from '../association/association-event.ts';
import { type Agreement, SessionStore } from '../association/session.ts';
import { dtlsNetwork } from '../endpoint/dtls-network.ts';
import type { DtlsSocket } from '../endpoint/dtls-socket.ts';
import { keyLogLine } from '../keys/key-log.ts';
import { Capture, capturedNetwork } from './capture.ts';
import { type CombinationName, credentialOf, SUITE_OF, type Variation } from './cell.ts';
import { OURS } from './material.ts';
import { decrypted } from './tshark.ts';

/** Our end of a cell: a socket on real UDP, everything that happened on it, and its capture. */
export class OurSide {
  readonly socket: DtlsSocket;
  readonly events: AssociationEvent[];
  /** Application data that came in or went out, in hex, in order of the wire. */
  readonly said: string[] = [];
  readonly #capture: Capture;

  private constructor(socket: DtlsSocket, events: AssociationEvent[], capture: Capture) {
    this.socket = socket;
    this.events = events;
    this.#capture = capture;
  }

  static async bind(
    role: 'client' | 'server',
    combination: CombinationName,
    variation: Variation,
    port = 0,
  ): Promise<OurSide> {
    const clock = new SystemClock();
    const capture = new Capture();
    const events: AssociationEvent[] = [];
    const pair = OURS[credentialOf(combination)];
    const { mtu, plain, challengeRecordVersion, connectionIds, loses } = variation;
    const common = {
      clock,
      random: (length: number) => new Uint8Array(randomBytes(length)),
      suites: [SUITE_OF[combination]],
      ...(mtu === undefined ? {} : { mtu }),
      ...(plain ? { extendedMasterSecret: false, encryptThenMac: false } : {}),
    };
    const network = capturedNetwork(new UdpNetwork(), capture, loses);
    const socket = await dtlsNetwork(network, {
      ...(role === 'client' ? { client: { ...common, credentials: pair.client } } : {}),
      ...(role === 'server'
        ? {
            server: {
              ...{ ...common, credentials: pair.server, sessions: new SessionStore(clock) },
              ...(challengeRecordVersion === undefined ? {} : { challengeRecordVersion }),
            },
          }
        : {}),
      resumeSessions: variation.resumption ?? false,
      ...(connectionIds === undefined ? {} : { connectionIdLength: connectionIds }),
      events: event => {
        if (event.kind === 'association') events.push(event.event);
      },
    }).bind({ host: '127.0.0.1', port });
    return new OurSide(socket, events, capture);
  }

  /** What was agreed upon, handshake by handshake. */
  get agreements(): Agreement[] {
    return this.events.flatMap(event => (event.kind === 'established' ? [event.agreement] : []));
  }

  /** Why the last handshake failed, for people. */
  get failure(): string {
    const failed = this.events.findLast(event => event.kind === 'failed');
    return failed?.kind === 'failed' ? failed.message : 'no handshake was completed';
  }

  /** Null when Wireshark reads nothing in the capture without our keys: what it reads with them is then read by them. */
  async objectionOfBlindWireshark(folder: string, name: string, port: number): Promise<string | null> {
    const [capture, keyLog] = [join(folder, `${name}.pcap`), join(folder, 'none.keys')];
    writeFileSync(keyLog, '');
    const seen = await decrypted(capture, keyLog, port);
    return seen.length === 0 ? null : `tshark reads ${seen.length} without keys`;
  }

  /** Null when Wireshark reads the same application data out of the capture as came and went. */
  async objectionOfWireshark(folder: string, name: string, port: number): Promise<string | null> {
    const [capture, keyLog] = [join(folder, `${name}.pcap`), join(folder, `${name}.keys`)];
    this.#capture.write(capture);
    const secrets = this.events.flatMap(event =>
      event.kind === 'secrets' ? [keyLogLine(event.clientRandom, event.master)] : [],
    );
    writeFileSync(keyLog, secrets.join(''));
    const sent = this.events.flatMap(event =>
      event.kind === 'record-sent' && event.type === 23 ? [Buffer.from(event.content).toString('hex')] : [],
    );
    const seen = await decrypted(capture, keyLog, port);
    const missing = [...sent, ...this.said].filter(hex => !seen.includes(hex));
    return missing.length === 0
      ? null
      : `tshark does not find ${missing.length} of ${sent.length + this.said.length} in the capture`;
  }
}
