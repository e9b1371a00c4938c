import { describe, expect, test } from '@jest/globals';
import { type Block, blockOption } from '../coap/blockwise/block-option.ts';
import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { blocksUpTo, firstOfSeveralBlocks, sameBodyAs } from './expect-blocks.ts';

type Parts = Partial<ReceivedMessage> & { readonly block1?: Block; readonly block2?: Block };

function received({ block1, block2, ...rest }: Parts): ReceivedMessage {
  const options = [
    ...(block1 === undefined ? [] : [blockOption(OptionNumber.block1, block1)]),
    ...(block2 === undefined ? [] : [blockOption(OptionNumber.block2, block2)]),
  ];
  return {
    ...{ type: 'ACK', code: '2.05', messageId: 1, token: Buffer.of(), options, payload: Buffer.of() },
    ...{ from: { host: '127.0.0.1', port: 5683 }, at: 0, frame: 1, deviations: [], duplicate: false },
    ...rest,
  };
}

const response = (parts: Parts): Outcome => ({ kind: 'response', message: received(parts), sentFrame: 0 });
const SMALL = received({ block2: { num: 0, more: true, szx: 0 }, payload: Buffer.alloc(16), frame: 3 });
const LARGE = received({ block2: { num: 1, more: false, szx: 1 }, payload: Buffer.alloc(17), frame: 5 });
const transferred = (complete: boolean, ...blocks: ReceivedMessage[]): Outcome =>
  response({ payload: Buffer.alloc(33), transfer: { blocks, complete } });

describe('blocksUpTo', () => {
  test('looks at every block, and points at the one that is too large', () => {
    expect(blocksUpTo(1).judge(transferred(true, SMALL, LARGE), definitionOf)).toMatchObject({ pass: true });
    const refused = blocksUpTo(0).judge(transferred(true, SMALL, LARGE), definitionOf);
    expect(refused).toMatchObject({
      ...{ pass: false, received: '0/1/16 (16 bytes), 1/0/32 (17 bytes)', reason: 'payload.unexpected' },
      frame: 5,
    });
  });

  test('takes an answer in one piece for one block', () => {
    expect(blocksUpTo(0).judge(response({ payload: Buffer.alloc(16) }), definitionOf).pass).toBe(true);
    expect(blocksUpTo(0).judge(response({ payload: Buffer.alloc(17) }), definitionOf).pass).toBe(false);
  });

  test('says of a refusal that it is one', () => {
    expect(blocksUpTo(0).judge(response({ code: '4.02' }), definitionOf)).toMatchObject({
      reason: 'code.unexpected',
    });
  });
});

describe('sameBodyAs', () => {
  const whole = response({ payload: Buffer.alloc(33) });

  test('compares bodies, not blocks', () => {
    expect(sameBodyAs(whole).judge(transferred(true, SMALL, LARGE), definitionOf).pass).toBe(true);
    const other = response({ payload: Buffer.alloc(33, 1) });
    expect(sameBodyAs(whole).judge(other, definitionOf)).toMatchObject({ reason: 'payload.unexpected' });
  });

  test('refuses a body whose rest never came, whatever there is of it', () => {
    expect(sameBodyAs(whole).judge(transferred(false, SMALL), definitionOf)).toMatchObject({
      ...{ pass: false, received: '33 bytes, and not the rest' },
    });
  });
});

describe('firstOfSeveralBlocks', () => {
  test.each([
    [
      { num: 0, more: true, szx: 6 },
      { pass: true, received: 'Block1 0/1/1024' },
    ],
    [
      { num: 1, more: true, szx: 6 },
      { pass: false, reason: 'option.unexpected' },
    ],
    [
      { num: 0, more: false, szx: 6 },
      { pass: false, reason: 'option.unexpected' },
    ],
  ])('judges by number and M bit: %j', (block1, judgement) => {
    expect(firstOfSeveralBlocks().judge(response({ block1 }), definitionOf)).toMatchObject(judgement);
  });

  test('misses the option', () => {
    expect(firstOfSeveralBlocks().judge(response({}), definitionOf)).toMatchObject({
      reason: 'option.missing',
    });
  });
});
