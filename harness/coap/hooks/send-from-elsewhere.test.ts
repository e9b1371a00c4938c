import { expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { seededRandom } from '../../transport/random.ts';
import { hookedLayer } from './hooked-layer.ts';

test('sends from another port, and receives there what comes back', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const hooked = hookedLayer(
    network,
    {
      messageOut: ({ bytes }, wire) => {
        wire.sendFromElsewhere(bytes);
        return null;
      },
    },
    { clock, random: seededRandom(1) },
  );
  const [peer, far] = [hooked(await network.bind()), await network.bind()];
  const heard: number[] = [];
  const received: string[] = [];
  far.onDatagram(({ from }) => {
    heard.push(from.port);
    far.send(Buffer.from('back'), from);
  });
  peer.onDatagram(({ bytes }) => received.push(Buffer.from(bytes).toString()));

  await clock.run(async () => {
    peer.send(Buffer.from('there'), far.address);
    await clock.wait(10);
  });

  expect(heard).toHaveLength(1);
  expect(heard).not.toContain(peer.address.port);
  expect(received).toEqual(['back']);
  await peer.close();
});
