import {
  reportsCode,
  reportsNoValue,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  text,
  unlessTextIsAsked,
  withContent,
} from '../../harness/touchstone.ts';
import {
  type Encoding,
  FLOATS,
  ILLEGAL,
  INTEGERS,
  inText,
  JSONS,
  LENGTHS,
  NO_TEXT,
  OTHERS,
  SENML_CBORS,
  SENML_JSONS,
  TEXTS,
  TIMES,
} from './value-encodings.ts';

/** What every device of this file registers. */
const LINKS = '</1/0>,</3/0>,</6/0>,</3303/0>';

const SENML = 'lwm2m.1_1 && object.6 && object.3303';
const KINDS: readonly (readonly [string, string, string, string | null, readonly Encoding[]])[] = [
  [
    'integer-of-any-length',
    'integers of every length at the ends of their range',
    'TS 1.0 §6.4.3, appendix C',
    null,
    INTEGERS,
  ],
  [
    'value-in-text',
    'values in plain text, whatever their type',
    'TS 1.0 §6.4.1, appendix C',
    'object.3303',
    TEXTS,
  ],
  ['time-after-2038', 'times that 32 bits cannot hold', 'TS 1.0 §6.4.3, appendix C', null, TIMES],
  [
    'float-at-limits',
    'floats at the limits of four bytes and with the digits of eight',
    'TS 1.0 §6.4.3, appendix C',
    'object.3303',
    FLOATS,
  ],
  ['opaque-and-links', 'opaque values and object links', 'TS 1.0 §6.4, appendix C', 'object.6', OTHERS],
  ['tlv-of-any-form', 'TLV with ids and lengths of every size', 'TS 1.0 §6.4.3', null, LENGTHS],
  ['json', 'values in LwM2M JSON', 'TS 1.0 §6.4.4', 'format.json && object.3303', JSONS],
  ['senml-json', 'values in SenML JSON', 'TS 1.1 §7.4.4', `format.senml-json && ${SENML}`, SENML_JSONS],
  ['senml-cbor', 'values in SenML CBOR', 'TS 1.1 §7.4.5', `format.senml-cbor && ${SENML}`, SENML_CBORS],
];

async function registered(t: ServerContext): Promise<void> {
  await t.registeredBy({ query: t.registerParameters(), links: LINKS });
}

for (const [name, what, clause, when, encodings] of KINDS) {
  serverPurpose(
    {
      id: `management.bv.show-${name}`,
      title: `shows ${what}`,
      requirements: ['HLF-027', 'HLF-034'],
      clause,
      ...(when === null ? {} : { when }),
      needs: ['read'],
    },
    async t => {
      await registered(t);
      for (const encoding of encodings) {
        const { name: words, path, content, values } = encoding;
        const answer = await t.readOf(path, content, inText(encoding));
        if (answer === null) continue;
        for (const [at, value] of Object.entries(values)) {
          const below = Object.keys(values).length > 1 ? `-${at.slice(1).replaceAll('/', '-')}` : '';
          t.reported(`${words}${below}`, answer, reportsValue(at, value));
        }
      }
    },
  );
}

serverPurpose(
  {
    id: 'management.bv.show-integer-of-64-bits',
    title: 'shows the largest and the smallest integer of 64 bits',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'TS 1.0 §6.4.1, appendix C',
    needs: ['read'],
  },
  async t => {
    await registered(t);
    for (const [name, integer] of [
      ['highest', 2n ** 63n - 1n],
      ['lowest', -(2n ** 63n)],
    ] as const) {
      t.device.answer(requestFor('get', '/3/0/10'), withContent(text(String(integer))));
      const shown = (await t.sut.read('/3/0/10')).values?.['/3/0/10'];
      // A number of JSON may round it; one that is cut to fewer bits is far off.
      const same = satisfies<typeof shown>(
        String(integer),
        value => String(value) === String(integer) || value === Number(integer),
      );
      t.reported(name, shown, same);
    }
  },
);

for (const { name, path, content } of ILLEGAL) {
  serverPurpose(
    {
      id: `management.bi.survive-${name}`,
      title: `shows no value where a device has sent one that is none (${name.replaceAll('-', ' ')}), and goes on`,
      requirements: ['HLF-027', 'HLF-034'],
      clause: 'TS 1.0 §6.4, appendix C',
      twin: 'management.bv.show-integer-of-64-bits',
      when: 'object.3303',
      needs: ['read'],
    },
    async t => {
      await registered(t);
      t.device.answer(requestFor('get', path), unlessTextIsAsked(withContent(content), withContent(NO_TEXT)));
      t.reported('no-value', await t.sut.read(path), reportsNoValue(), { level: 'should' });
      t.device.answer(requestFor('get', '/3/0/0'), withContent(text('Acme')));
      const next = await t.sut.read('/3/0/0');
      t.reported('next-code', next, reportsCode('2.05'));
      t.reported('next-read', next, reportsValue('/3/0/0', 'Acme'));
    },
  );
}
