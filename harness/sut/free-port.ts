import { createServer } from 'node:net';

/** A TCP port of the loopback interface that was free a moment ago. */
export async function freeLoopbackPort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  await promise;
  const address = server.address();
  await new Promise<void>(done => {
    server.close(() => done());
  });
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server without a port');
  return address.port;
}
