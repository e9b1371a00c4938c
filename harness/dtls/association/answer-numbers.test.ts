import { expect, test } from '@jest/globals';
import { HandshakeType } from '../registry.ts';
import { numbersOfAnswer } from './answer-numbers.ts';

const [challenge, hello] = [HandshakeType.helloVerifyRequest, HandshakeType.serverHello];

test.each([
  ['a first cookie', challenge, 0, 0, [0, 1, 1], false, []],
  ['a second cookie, as the first message again', challenge, 0, 1, [1, 2, 2], true, []],
  [
    'a cookie in a record of its own number',
    challenge,
    0,
    7,
    [0, 1, 1],
    false,
    ['dtls.hello-record-sequence'],
  ],
  ['a ServerHello after a cookie', hello, 1, 1, [1, 2, 2], false, []],
  ['a ServerHello after two cookies', hello, 2, 2, [1, 3, 3], true, []],
  ['a ServerHello that counts from 0 again', hello, 0, 1, [1, 2, 2], true, ['dtls.message-sequence']],
  ['a ServerHello ahead of us', hello, 9, 1, [1, 2, 2], false, []],
  ['another message', HandshakeType.certificate, 0, 9, [1, 2, 2], false, []],
] as const)('tells %s', (_, type, messageSequence, recordSequence, counters, restart, codes) => {
  const [awaitedMessage, nextMessage, nextRecord] = counters;
  const told = numbersOfAnswer(
    { type, messageSequence, recordSequence },
    { awaitedMessage, nextMessage, nextRecord },
  );
  expect(told.restart).toBe(restart);
  expect(told.violations.map(([code]) => code)).toEqual(codes);
});
