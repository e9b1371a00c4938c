import { describe, expect, test } from '@jest/globals';
import { hex } from '../../fixtures/vectors/hex.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { withTlv, withTlvValue } from './tlv-changes.ts';

const writing = (payload: string): CoapMessage => ({
  ...{ type: 'CON', code: '0.03', messageId: 1, token: new Uint8Array(0), options: [] },
  payload: hex(payload),
});

describe('changes of TLV content', () => {
  test('change the list of entries', () => {
    const { payload } = withTlv(entries => entries.slice(1))(writing('C1 02 65 C1 06 01'));
    expect(Buffer.from(payload)).toEqual(Buffer.from(hex('C1 06 01')));
  });

  test('change a value inside an object instance', () => {
    const { payload } = withTlvValue(6, () => hex('00'))(writing('06 00 C1 02 65 C1 06 01'));
    expect(Buffer.from(payload)).toEqual(Buffer.from(hex('06 00 C1 02 65 C1 06 00')));
  });

  test('leave a payload that is no TLV as it is', () => {
    const broken = writing('C8 01 09 41');
    expect(withTlv(() => [])(broken)).toBe(broken);
  });
});
