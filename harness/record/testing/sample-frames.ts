import { encodeMessage } from '../../coap/message/encode.ts';
import type { CoapMessage, CoapOption, Code, MessageType } from '../../coap/message/message.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { locationOptions, pathOptions, queryOptions, uintOption } from '../../coap/message/options.ts';
import type { Frame } from '../frame.ts';

interface Parts {
  readonly type?: MessageType;
  readonly path?: string;
  readonly query?: readonly string[];
  readonly location?: string;
  readonly accept?: number;
  readonly observe?: number;
  readonly format?: number;
  readonly payload?: string | Uint8Array;
}

/** Real CoAP bytes, laid out by the project's own encoder. */
export function message(code: Code, messageId: number, token: string, parts: Parts = {}): Uint8Array {
  const options: CoapOption[] = [
    ...pathOptions(parts.path ?? ''),
    ...queryOptions(parts.query ?? []),
    ...locationOptions(parts.location ?? ''),
    ...numeric(OptionNumber.accept, parts.accept),
    ...numeric(OptionNumber.observe, parts.observe),
    ...numeric(OptionNumber.contentFormat, parts.format),
  ];
  const payload = parts.payload ?? '';
  const content: CoapMessage = {
    type: parts.type ?? (code.startsWith('0.') ? 'CON' : 'ACK'),
    code,
    messageId,
    token: Buffer.from(token, 'hex'),
    options,
    payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload,
  };
  return encodeMessage(content);
}

function numeric(number: number, value: number | undefined): CoapOption[] {
  return value === undefined ? [] : [uintOption(number, value)];
}

/** Frames between one tester peer and the SUT, numbered from 1. */
export class FrameLog {
  readonly frames: Frame[] = [];
  readonly #peer: string;

  constructor(peer: string) {
    this.#peer = peer;
  }

  sent(at: number, bytes: Uint8Array, peer = this.#peer, path?: Frame['path']): this {
    return this.#add('sent', at, bytes, peer, path);
  }

  received(at: number, bytes: Uint8Array, peer = this.#peer, path?: Frame['path']): this {
    return this.#add('received', at, bytes, peer, path);
  }

  #add(
    direction: Frame['direction'],
    at: number,
    bytes: Uint8Array,
    peer: string,
    path: Frame['path'],
  ): this {
    this.frames.push({
      number: this.frames.length + 1,
      at,
      direction,
      peer,
      local: '127.0.0.1:40001',
      remote: '127.0.0.1:56830',
      hex: Buffer.from(bytes).toString('hex'),
      ...(path === undefined ? {} : { path }),
    });
    return this;
  }
}

/** Register and its answer, as every purpose about a client begins. */
export function registration(endpoint: string): FrameLog {
  return new FrameLog('server')
    .received(
      4,
      message('0.02', 0x1001, 'a1b2c3d4', {
        path: '/rd',
        query: [`ep=${endpoint}`, 'lt=60', 'lwm2m=1.0', 'b=U'],
        format: 40,
        payload: '</1/0>,</3/0>,</4/0>,</5/0>',
      }),
    )
    .sent(5, message('2.01', 0x1001, 'a1b2c3d4', { location: '/rd/5a3f' }));
}
