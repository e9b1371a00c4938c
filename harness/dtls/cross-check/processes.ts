import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A peer at work. */
export class PeerProcess {
  readonly #child: ChildProcess;
  #output = '';
  #exited = false;

  constructor({ command, args, environment = {} }: Command) {
    this.#child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: 'pipe' });
    const hear = (chunk: Buffer): void => {
      this.#output += chunk.toString('latin1');
    };
    this.#child.stdout?.on('data', hear);
    this.#child.stderr?.on('data', hear);
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', error => {
      this.#output += String(error);
      this.#exited = true;
    });
    this.#child.on('exit', () => {
      this.#exited = true;
    });
  }

  /** Both streams. */
  get output(): string {
    return this.#output;
  }

  get exited(): boolean {
    return this.#exited;
  }

  say(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** False when it did not say so in time. */
  async says(pattern: RegExp, patience: number): Promise<boolean> {
    return eventually(() => pattern.test(this.#output), patience);
  }

  async exits(patience: number): Promise<boolean> {
    return eventually(() => this.#exited, patience);
  }

  async end(): Promise<void> {
    if (this.#exited) return;
    this.#child.stdin?.end();
    this.#child.kill('SIGTERM');
    if (!(await this.exits(1000))) this.#child.kill('SIGKILL');
  }
}

/** Polls, because what is waited for happens in another process. */
export async function eventually(holds: () => boolean, patience: number): Promise<boolean> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    if (holds()) return true;
    await delay(20);
  }
  return holds();
}

/** A port that nobody has, and whose next one is free as well: coap-server serves DTLS there. */
export async function freePort(): Promise<number> {
  for (;;) {
    const first = createSocket('udp4').bind(0, '127.0.0.1');
    await once(first, 'listening');
    const { port } = first.address();
    const second = createSocket('udp4');
    const isFree = new Promise<boolean>(resolve => {
      second.once('error', () => resolve(false));
      second.bind(port + 1, '127.0.0.1', () => resolve(true));
    });
    const free = await isFree;
    first.close();
    if (free) second.close();
    if (free && port + 1 < 65_535) return port;
  }
}

/** Whether somebody listens to a UDP port of this machine. */
export function isBound(port: number): boolean {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  return ['/proc/net/udp', '/proc/net/udp6'].some(
    file => existsSync(file) && readFileSync(file, 'utf8').includes(wanted),
  );
}
