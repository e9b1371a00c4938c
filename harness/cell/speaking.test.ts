import { expect, test } from '@jest/globals';
import { speaking } from './speaking.ts';

test('A client that is judged in several versions is told which one to speak when it is started, and only then', async () => {
  const calls: unknown[] = [];
  const control = speaking('1.1', {
    call: async (verb, params) => calls.push([verb, params]),
    onEvent: () => {},
    close: async () => {},
  });
  await control.call('start', { endpoint: 'a' });
  await control.call('startWith', { endpoint: 'b' });
  await control.call('stop', { graceful: true });
  expect(calls).toEqual([
    ['start', { endpoint: 'a', lwm2m: '1.1' }],
    ['startWith', { endpoint: 'b', lwm2m: '1.1' }],
    ['stop', { graceful: true }],
  ]);
});
