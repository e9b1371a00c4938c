import { describe, expect, test } from '@jest/globals';
import { isExactVersion, isPinnedImage } from './exact-version.ts';

describe('isExactVersion', () => {
  test.each([
    '1.5.0',
    '2.0.0-M18',
    'v3',
    'a6abac8',
    '2026-01-02',
    '2.0.0-next.4',
    'mainline-3',
    '1:4.3.1-1+b2',
  ])('accepts %s', version => {
    expect(isExactVersion(version)).toBe(true);
  });

  test.each([
    'latest',
    'main',
    'master',
    '1.x',
    'x',
    '*',
    '^1.0.0',
    '~2.1',
    '>=2',
    '1.0 || 2.0',
    '1.0-SNAPSHOT',
    '',
    'one',
    '1.2 ',
  ])('refuses %j', version => {
    expect(isExactVersion(version)).toBe(false);
  });
});

describe('isPinnedImage', () => {
  const digest = `sha256:${'0a'.repeat(32)}`;

  test.each([
    'debian:bookworm-slim',
    'debian:12',
    'localhost:5000/a/b:1.0',
    `a@${digest}`,
    `a:latest@${digest}`,
    'touchstone/leshan-server:1.5.0',
  ])('accepts %s', reference => {
    expect(isPinnedImage(reference)).toBe(true);
  });

  test.each(['debian', 'debian:latest', 'a/b:main', 'localhost:5000/a', 'a:', 'a b:1', 'a@sha256:12', ''])(
    'refuses %j',
    reference => {
      expect(isPinnedImage(reference)).toBe(false);
    },
  );
});
