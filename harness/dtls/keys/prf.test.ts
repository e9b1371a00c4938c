import { expect, test } from '@jest/globals';
import { hex } from '../bytes/write.ts';
import { pskPremaster } from './key-schedule.ts';
import { prf } from './prf.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'hex');

/** The vector for P_SHA256 that the TLS working group's list has had since 2009; RFC 5246 has none. */
test('prf gives the known output', () => {
  const secret = bytes('9bbe436ba940f017b17652849a71db35');
  const seed = bytes('a0ba9f936cda311827a6f796ffd5198c');
  expect(hex(prf(secret, 'test label', seed, 100))).toBe(
    'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a' +
      '6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab' +
      '4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701' +
      '87347b66',
  );
});

test('the premaster secret of a key is as many zeros and the key, each behind its length', () => {
  expect(hex(pskPremaster(bytes('aabbcc')))).toBe('00030000000003aabbcc');
  expect(hex(pskPremaster(bytes('')))).toBe('00000000');
});
