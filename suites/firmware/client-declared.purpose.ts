import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  type Outcome,
  type Sighting,
  sighting,
  valuesIn,
} from '../../harness/touchstone.ts';

/** Firmware Update Delivery Method (TS 1.0 E.6, resource 9). */
const [PULL, PUSH, BOTH] = [0, 1, 2] as const;
/** HTTP in Firmware Update Protocol Support (TS 1.0 E.6, resource 8). */
const HTTP = 2;

clientPurpose(
  {
    id: 'firmware.bv.delivery-as-declared',
    title: 'tells of the ways to deliver firmware that its ICS says it has, and of no others',
    requirements: ['HLF-024', 'HLF-025'],
    clause: 'TS 1.0 E.6',
    when: 'object.5',
  },
  async t => {
    const { device } = await t.registered();
    const method = await device.read('/5/0/9', ContentFormat.tlv);
    const [way] = numbersIn(t, '/5/0/9', method);
    const known = way === PULL || way === PUSH || way === BOTH;
    const words = `/5/0/9 is ${way ?? 'not given'}`;
    t.asDeclared('firmware.push', told(method, words, known ? way !== PULL : null));
    t.asDeclared('firmware.pull', told(method, words, known ? way !== PUSH : null));
    const support = await device.read('/5/0/8', ContentFormat.tlv);
    const protocols = numbersIn(t, '/5/0/8', support);
    const http = protocols.length === 0 ? null : protocols.includes(HTTP);
    t.asDeclared('firmware.http', told(support, `/5/0/8 is ${protocols.join(', ') || 'not given'}`, http));
  },
);

function numbersIn(t: ClientContext, path: string, answer: Outcome): readonly unknown[] {
  if (answer.kind !== 'response' || answer.message.code !== '2.05') return [];
  return Object.values(valuesIn(path, answer.message, t.definitions));
}

function told(answer: Outcome, words: string, shown: boolean | null): Sighting {
  return sighting(shown, words, answer.kind === 'response' ? answer.message : null);
}
