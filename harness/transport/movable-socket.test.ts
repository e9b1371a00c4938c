import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { Datagram } from './datagram.ts';
import { MemoryNetwork } from './memory-network.ts';
import { MovableSocket } from './movable-socket.ts';

const HELLO = Uint8Array.of(1, 2, 3);

async function pair() {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const movable = await MovableSocket.bind(network);
  const other = await network.bind();
  const heard: { movable: Datagram[]; other: Datagram[] } = { movable: [], other: [] };
  movable.onDatagram(datagram => heard.movable.push(datagram));
  other.onDatagram(datagram => heard.other.push(datagram));
  return { clock, movable, other, heard, settle: () => clock.run(() => clock.wait(10)) };
}

describe('MovableSocket', () => {
  test('loses what is sent and received while it is not connected', async () => {
    const { movable, other, heard, settle } = await pair();
    movable.connect(false);
    movable.send(HELLO, other.address);
    other.send(HELLO, movable.address);
    await settle();
    expect(heard).toEqual({ movable: [], other: [] });
    movable.connect(true);
    movable.send(HELLO, other.address);
    other.send(HELLO, movable.address);
    await settle();
    expect([heard.movable.length, heard.other.length]).toEqual([1, 1]);
  });

  test('goes on at another port after a move, and is deaf at the old one', async () => {
    const { movable, other, heard, settle } = await pair();
    const left = movable.address;
    await movable.move();
    expect(movable.address.port).not.toBe(left.port);
    movable.send(HELLO, other.address);
    other.send(HELLO, left);
    other.send(HELLO, movable.address);
    await settle();
    expect(heard.other[0]?.from).toEqual(movable.address);
    expect(heard.movable.length).toBe(1);
  });
});
