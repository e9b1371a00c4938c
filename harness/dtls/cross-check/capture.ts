import { writeFileSync } from 'node:fs';
import type { Address, DatagramSocket, Network } from '../../transport/datagram.ts';
import { concat, uint } from '../bytes/write.ts';

const MAGIC = 0xa1b2c3d4;
/** Packets begin with their IP header (LINKTYPE_RAW). */
const LINK_TYPE_RAW = 101;
const SNAP_LENGTH = 65_535;
const IPV4_HEADER = 20;
const UDP_HEADER = 8;

/** What passes the sockets of a network, as a capture file of libpcap with made-up IPv4 headers. */
export class Capture {
  readonly #packets: Uint8Array[] = [];

  add(from: Address, to: Address, payload: Uint8Array): void {
    const packet = concat(ipv4(from, to, payload.length), udp(from, to, payload.length), payload);
    const at = Date.now();
    this.#packets.push(
      concat(
        uint(4, Math.floor(at / 1000)),
        uint(4, (at % 1000) * 1000),
        uint(4, packet.length),
        uint(4, packet.length),
        packet,
      ),
    );
  }

  write(file: string): void {
    const header = concat(
      uint(4, MAGIC),
      uint(2, 2),
      uint(2, 4),
      uint(4, 0),
      uint(4, 0),
      uint(4, SNAP_LENGTH),
      uint(4, LINK_TYPE_RAW),
    );
    writeFileSync(file, concat(header, ...this.#packets));
  }
}

/** A network whose datagrams are captured as at our interface, and lost beyond it, on either way, where `loses` says so. */
export function capturedNetwork(
  network: Network,
  capture: Capture,
  loses: (index: number) => boolean = () => false,
): Network {
  let index = 0;
  return {
    async bind(at): Promise<DatagramSocket> {
      const socket = await network.bind(at);
      return {
        address: socket.address,
        send: (bytes, to) => {
          capture.add(socket.address, to, bytes);
          return loses(index++) ? undefined : socket.send(bytes, to);
        },
        onDatagram: listener =>
          socket.onDatagram(datagram => {
            if (loses(index++)) return;
            capture.add(datagram.from, socket.address, datagram.bytes);
            listener(datagram);
          }),
        close: () => socket.close(),
      };
    },
  };
}

function ipv4(from: Address, to: Address, length: number): Uint8Array {
  return concat(
    Uint8Array.of(0x45, 0),
    uint(2, IPV4_HEADER + UDP_HEADER + length),
    Uint8Array.of(0, 0, 0, 0, 64, 17, 0, 0),
    host(from),
    host(to),
  );
}

function udp(from: Address, to: Address, length: number): Uint8Array {
  return concat(uint(2, from.port), uint(2, to.port), uint(2, UDP_HEADER + length), uint(2, 0));
}

function host({ host: text }: Address): Uint8Array {
  return Uint8Array.from(text.split('.').map(Number));
}
