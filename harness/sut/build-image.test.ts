import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import { buildImage } from './build-image.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-build-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A client program in place of docker. */
function client(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const image = () => ({
  kind: 'built' as const,
  dockerfile: join(folder, 'Dockerfile'),
  context: folder,
  args: { HOST: 'server-1' },
  tag: 'touchstone/fake:1',
});
const options = (program: string, progress: (line: string) => void = () => {}) => ({
  ...{ program, progress, clock: new SystemClock(), engine: 'unix:///run/engine.sock' },
});

describe('buildImage', () => {
  test('asks the client of the right engine for the tag, with arguments and context', async () => {
    const asked = join(folder, 'asked');
    await buildImage(image(), options(client('good', `echo "$DOCKER_HOST" "$@" > ${asked}`)));
    expect(readFileSync(asked, 'utf8').trim()).toBe(
      `unix:///run/engine.sock build --force-rm --tag touchstone/fake:1 --file ${folder}/Dockerfile --build-arg HOST=server-1 ${folder}`,
    );
  });

  test('shows the last lines of a build that fails', async () => {
    const failing = client(
      'failing',
      'for i in $(seq 40); do echo "step $i"; done; echo "no such package" >&2; exit 1',
    );
    const failed = buildImage(image(), options(failing));
    await expect(failed).rejects.toMatchObject({ code: 'sut.build-failed', exitCode: 69 });
    await expect(failed).rejects.toThrow(
      /the build of the image touchstone\/fake:1 exited with code 1; it last wrote:/,
    );
    await expect(failed).rejects.toThrow(/step 40/);
    await expect(failed).rejects.toThrow(/no such package/);
    await expect(failed).rejects.not.toThrow(/step 20\n/);
  });

  test('says what to do without a client', async () => {
    await expect(buildImage(image(), options(join(folder, 'missing')))).rejects.toMatchObject({
      code: 'sut.engine-unavailable',
      exitCode: 69,
      hint: expect.stringContaining('install the Docker client'),
    });
  });

  test('tells its lines only once it takes longer than two seconds', async () => {
    const told: string[] = [];
    const slow = client('slow', 'echo early; sleep 2.2; echo late');
    await buildImage(
      image(),
      options(slow, line => told.push(line)),
    );
    expect(told).toEqual(['building touchstone/fake:1: late']);
  });

  test('ends with its signal', async () => {
    const interruption = new AbortController();
    const endless = client('endless', 'while :; do sleep 0.1; done');
    const built = buildImage(image(), { ...options(endless), signal: interruption.signal });
    interruption.abort();
    await expect(built).rejects.toThrow(/was ended by SIGTERM/);
  });
});
