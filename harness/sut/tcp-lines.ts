import { connect, type Socket } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import type { Address } from '../transport/datagram.ts';
import { type LineDuplex, LineMailbox } from './line-duplex.ts';
import { LineSplitter } from './line-splitter.ts';

const RETRY_INTERVAL = 100;

/** A TCP connection as lines. */
export function socketLines(socket: Socket): LineDuplex {
  const mailbox = new LineMailbox();
  const splitter = new LineSplitter(line => mailbox.deliver(line));
  const ended = Promise.withResolvers<string>();
  socket.setNoDelay(true);
  socket.on('data', (bytes: Buffer) => splitter.push(bytes));
  socket.on('error', error => ended.resolve(`the control connection broke: ${error.message}`));
  socket.on('close', () => {
    splitter.end();
    ended.resolve('the control connection was closed by the other side');
  });
  return {
    send: line => {
      if (socket.writable) socket.write(`${line}\n`);
    },
    onLine: listener => mailbox.listen(listener),
    ended: ended.promise,
    close: () => {
      ended.resolve('closed');
      socket.destroy();
    },
  };
}

/**
 * Connects as soon as somebody listens: a host needs a moment to come up.
 * @param signal ends the attempts; the promise then rejects with its reason.
 */
export async function connectLines(
  { host, port }: Address,
  clock: Clock,
  signal: AbortSignal,
): Promise<LineDuplex> {
  for (;;) {
    signal.throwIfAborted();
    const socket = await attempt(host, port);
    if (socket !== null) {
      if (!signal.aborted) return socketLines(socket);
      socket.destroy();
    }
    await clock.wait(RETRY_INTERVAL);
  }
}

function attempt(host: string, port: number): Promise<Socket | null> {
  const { promise, resolve } = Promise.withResolvers<Socket | null>();
  const socket = connect({ host, port });
  socket.once('connect', () => {
    socket.removeAllListeners('error');
    resolve(socket);
  });
  socket.once('error', () => resolve(null));
  return promise;
}
