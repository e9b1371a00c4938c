import {
  blockOption,
  ContentFormat,
  clientPurpose,
  METHODS,
  OptionNumber,
  type Outcome,
  type Sighting,
  sighting,
  uintOption,
} from '../../harness/touchstone.ts';

/** 16 bytes: fewer than any device has to tell of object 3. */
const SMALLEST = { num: 0, more: false, szx: 0 } as const;

clientPurpose(
  {
    id: 'transport.bv.blocks-as-declared',
    title: 'answers in blocks that are asked for, if its ICS says that it can, and not otherwise',
    requirements: ['HLF-036'],
    clause: 'RFC 7959 §2.2, §2.4; TS 1.0 §8.2',
  },
  async t => {
    const { device } = await t.registered();
    const answer = await device.request({
      method: METHODS.get,
      options: [
        ...device.path('/3'),
        uintOption(OptionNumber.accept, ContentFormat.linkFormat),
        blockOption(OptionNumber.block2, SMALLEST),
      ],
    });
    t.asDeclared('coap.blockwise', inBlocks(answer));
  },
);

function inBlocks(answer: Outcome): Sighting {
  if (answer.kind !== 'response') return sighting(null, 'no answer to a Discover of /3 in blocks');
  const { message } = answer;
  if (message.transfer !== undefined)
    return sighting(
      true,
      `${message.transfer.blocks.length} blocks of what answers a Discover of /3`,
      message,
    );
  const whole = message.code === '2.05' && message.payload.length > 16;
  return sighting(whole ? false : null, `${message.payload.length} bytes where 16 were asked for`, message);
}
