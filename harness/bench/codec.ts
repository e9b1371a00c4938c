import process from 'node:process';
import { generate, parse } from 'coap-packet';
import { Bench } from 'tinybench';
import { METHODS } from '../coap/message/codes.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, queryOptions, uintOption } from '../coap/message/options.ts';

/** Our codec, which names every deviation, against coap-packet, which looks for few of them; a Register of usual size. */
const message = {
  type: 'CON',
  code: METHODS.post,
  messageId: 4711,
  token: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  options: [
    ...pathOptions('/rd'),
    uintOption(OptionNumber.contentFormat, 40),
    ...queryOptions(['ep=urn:imei:490154203237518', 'lt=86400', 'lwm2m=1.0', 'b=U']),
  ],
  payload: Buffer.from('</1/0>,</3/0>,</4/0>,</5/0>,</6/0>,</7>,</3303/0>'),
} as const;

const bytes = Buffer.from(encodeMessage(message));
const packet = parse(bytes);

const bench = new Bench({ time: 500 });
bench
  .add('decode: touchstone', () => decodeMessage(bytes))
  .add('decode: coap-packet', () => parse(bytes))
  .add('encode: touchstone', () => encodeMessage(message))
  .add('encode: coap-packet', () => generate(packet));
await bench.run();

const rate = (name: string): number => {
  const result = bench.getTask(name)?.result;
  return result !== undefined && 'throughput' in result ? result.throughput.mean : Number.NaN;
};
for (const operation of ['decode', 'encode']) {
  const [ours, theirs] = [rate(`${operation}: touchstone`), rate(`${operation}: coap-packet`)];
  process.stdout.write(
    `${operation}  ${Math.round(ours)}/s, coap-packet ${Math.round(theirs)}/s, ratio ${(ours / theirs).toFixed(2)}\n`,
  );
}
