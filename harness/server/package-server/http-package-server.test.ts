import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { loopbackHttp } from './http-package-server.ts';
import { MemoryHttp } from './memory-http.ts';

const body = Uint8Array.from({ length: 5_000 }, (_, index) => index & 0xff);

describe('a package server over HTTP', () => {
  test('gives a package out on the loopback, answers 404 for others, and cuts a connection where it is told to', async () => {
    const server = await loopbackHttp.open();
    try {
      const whole = await fetch(server.offer('whole.bin', { status: 200, body }));
      expect(new Uint8Array(await whole.arrayBuffer())).toEqual(body);
      const missing = await fetch(server.offer('missing.bin', { status: 404, body: new Uint8Array(0) }));
      expect(missing.status).toBe(404);
      const broken = server.offer('broken.bin', { status: 200, body, breaksAfter: 1_000 });
      await expect(fetch(broken).then(response => response.arrayBuffer())).rejects.toThrow();
      expect(server.requests).toEqual(['/whole.bin', '/missing.bin', '/broken.bin']);
    } finally {
      await server.close();
    }
  });

  test('does the same in virtual time, without a wire', async () => {
    const clock = new VirtualClock();
    await clock.run(async () => {
      const http = new MemoryHttp(clock);
      const server = await http.open();
      expect(await http.fetch(server.offer('whole.bin', { status: 200, body }))).toEqual(body);
      expect(
        await http.fetch(server.offer('missing.bin', { status: 404, body: new Uint8Array(0) })),
      ).toBeNull();
      const broken = server.offer('broken.bin', { status: 200, body, breaksAfter: 1_000 });
      await expect(http.fetch(broken)).rejects.toThrow('broke after 1000 bytes');
      expect(server.requests).toEqual(['/whole.bin', '/missing.bin', '/broken.bin']);
      await server.close();
      await expect(http.fetch(broken)).rejects.toThrow('nobody listens');
    });
  });
});
