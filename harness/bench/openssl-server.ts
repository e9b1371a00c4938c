import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../dtls/cross-check/processes.ts';
import type { Address } from '../transport/datagram.ts';

const HOST = '127.0.0.1';
/** How long it may take to start, in milliseconds. */
const PATIENCE = 5000;

/** `openssl s_server` as a DTLS server with one key: it prints what it is told. */
export class OpensslServer {
  readonly address: Address;
  readonly #child: ChildProcess;
  #received = 0;
  #heard: () => void = () => {};

  private constructor(child: ChildProcess, address: Address) {
    this.#child = child;
    this.address = address;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#received += chunk.length;
      this.#heard();
    });
  }

  /** Null where there is no OpenSSL, or no Linux to tell what it costs. */
  static async start(identity: string, key: string): Promise<OpensslServer | null> {
    if (!existsSync('/proc/self/schedstat')) return null;
    const port = await freePort();
    const child = spawn(
      'openssl',
      [
        ...['s_server', '-dtls1_2', '-accept', `${HOST}:${port}`, '-quiet', '-nocert'],
        ...['-psk', Buffer.from(key).toString('hex'), '-psk_identity', identity],
        ...['-cipher', 'PSK-AES128-CCM8:@SECLEVEL=0'],
      ],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    const failed = once(child, 'error').then(() => true);
    const started = (async () => {
      for (let waited = 0; waited < PATIENCE && !isListening(port); waited += 10) await delay(10);
      return false;
    })();
    return (await Promise.race([failed, started])) ? null : new OpensslServer(child, { host: HOST, port });
  }

  /** Seconds of processor time that it has taken so far. */
  get cpuSeconds(): number {
    const [nanoseconds = '0'] = readFileSync(`/proc/${this.#child.pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e9;
  }

  /** Resolves once it has printed so many bytes more. @param act what makes it do so */
  async prints(bytes: number, act: () => void): Promise<void> {
    const awaited = this.#received + bytes;
    act();
    while (this.#received < awaited) await new Promise<void>(resolve => (this.#heard = resolve));
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

function isListening(port: number): boolean {
  return readFileSync('/proc/net/udp', 'utf8').includes(
    `:${port.toString(16).toUpperCase().padStart(4, '0')} `,
  );
}
