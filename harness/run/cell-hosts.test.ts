import { describe, expect, test } from '@jest/globals';
import { CellHosts } from './cell-hosts.ts';
import type { CellHost } from './cell-process.ts';

class SampleHost implements CellHost {
  readonly lastWords = '';
  readonly calls: string[] = [];
  goesOn = true;

  async run(): Promise<null> {
    return null;
  }

  async end(): Promise<void> {
    this.calls.push('end');
  }

  interrupt(): void {
    this.calls.push('interrupt');
  }
}

function hostsOf() {
  const started: SampleHost[] = [];
  const hosts = new CellHosts(() => {
    const host = new SampleHost();
    started.push(host);
    return host;
  });
  return { hosts, started };
}

describe('CellHosts', () => {
  test('gives the next cell a place that has run one', () => {
    const { hosts, started } = hostsOf();
    const first = hosts.take();
    hosts.giveBack(first);
    expect(hosts.take()).toBe(first);
    expect(started).toHaveLength(1);
  });

  test('starts another for a cell beside one that is running, and for one after a process that died', () => {
    const { hosts, started } = hostsOf();
    const first = hosts.take();
    hosts.take();
    expect(started).toHaveLength(2);
    Object.assign(started[0] ?? {}, { goesOn: false });
    hosts.giveBack(first);
    hosts.take();
    expect(started).toHaveLength(3);
  });

  test('interrupts those that run a cell, and ends those that wait for one', async () => {
    const { hosts, started } = hostsOf();
    const waiting = hosts.take();
    hosts.take();
    hosts.giveBack(waiting);
    hosts.interrupt();
    await hosts.end();
    expect(started.map(({ calls }) => calls)).toEqual([['end'], ['interrupt']]);
  });
});
