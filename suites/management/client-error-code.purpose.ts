import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  malformed,
  text,
  tlv,
  unchanged,
} from '../../harness/touchstone.ts';

const ERRORS = '/3/0/11';
const RESET = '/3/0/12';
const LOW_BATTERY = 1;
const OUT_OF_MEMORY = 5;
const HIGHEST = { '1.0': 8, '1.1': 32 } as const;
const NO_ERROR = unchanged(ERRORS, { [`${ERRORS}/0`]: 0 });

/** No value fits an executable resource: 4.05, and 4.00 for content that cannot be read. */
const REFUSED = code('4.05', '4.00');

clientPurpose(
  {
    id: 'management.bv.error-code-form',
    title: 'always has an Error Code, in range, and 0 only where it is the only one',
    requirements: ['HLF-006', 'HLF-027'],
    clause: 'TS 1.0 E.4',
    ets: ['LightweightM2M-1.0-int-203', 'LightweightM2M-1.1-int-225'],
  },
  async t => {
    const { device } = await t.registered();
    const errors = await device.read(ERRORS, ContentFormat.tlv);
    t.check(
      'not-empty',
      errors,
      content(ERRORS, 'at least one instance', of => Object.keys(of).length > 0),
    );
    const highest = HIGHEST[t.lwm2m];
    const range = content(ERRORS, `codes from 0 to ${highest}`, of =>
      Object.values(of).every(
        each => Number.isSafeInteger(each) && Number(each) >= 0 && Number(each) <= highest,
      ),
    );
    t.check('range', errors, range);
    const alone = content(ERRORS, '0 alone, or no 0', of => {
      const codes = Object.values(of);
      return codes.length === 1 || !codes.includes(0);
    });
    t.check('no-error-is-alone', errors, alone);
  },
);

clientPurpose(
  {
    id: 'management.bv.first-error',
    title: 'shows its first error in the instance that said there is none, and none again when it is gone',
    requirements: ['HLF-006'],
    clause: 'TS 1.0 E.4',
    ets: ['LightweightM2M-1.0-int-657'],
    needs: ['setErrors'],
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.setErrors();
    t.check('no-error', await device.read(ERRORS, ContentFormat.tlv), NO_ERROR);
    await t.sut.setErrors(OUT_OF_MEMORY);
    const shown = unchanged(ERRORS, { [`${ERRORS}/0`]: OUT_OF_MEMORY });
    t.check('takes-instance-0', await device.read(ERRORS, ContentFormat.tlv), shown);
    await t.sut.setErrors();
    t.check('no-error-again', await device.read(ERRORS, ContentFormat.tlv), NO_ERROR);
  },
);

clientPurpose(
  {
    id: 'management.bv.errors-at-once',
    title: 'shows every error in an instance of its own, and takes away the instance of one that is gone',
    requirements: ['HLF-006'],
    clause: 'TS 1.0 E.4',
    ets: ['LightweightM2M-1.0-int-657'],
    needs: ['setErrors'],
  },
  async t => {
    const { device } = await t.registered();
    const read = () => device.read(ERRORS, ContentFormat.tlv);
    await t.sut.setErrors();
    await t.sut.setErrors(OUT_OF_MEMORY);
    await t.sut.setErrors(OUT_OF_MEMORY, LOW_BATTERY);
    const both = await read();
    t.check('both', both, codesAre(LOW_BATTERY, OUT_OF_MEMORY));
    const first = content(ERRORS, 'the first error where it was', of => of[`${ERRORS}/0`] === OUT_OF_MEMORY);
    t.check('first-stays', both, first);
    await t.sut.setErrors(LOW_BATTERY);
    t.check('one-gone', await read(), codesAre(LOW_BATTERY));
    await t.sut.setErrors();
    t.check('all-gone', await read(), NO_ERROR);
  },
);

clientPurpose(
  {
    id: 'management.bv.report-errors',
    title: 'notifies of an error that comes, and of its end',
    requirements: ['HLF-006', 'HLF-028', 'HLF-017'],
    clause: 'TS 1.0 §5.5.2, E.4',
    needs: ['setErrors'],
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.setErrors();
    const observation = await t.observed(device, ERRORS);
    t.check('first', observation.first, NO_ERROR);
    await t.sut.setErrors(LOW_BATTERY);
    t.check('raised', await observation.next(t.patience), codesAre(LOW_BATTERY));
    await t.sut.setErrors();
    t.check('cleared', await observation.next(t.patience), NO_ERROR);
  },
);

clientPurpose(
  {
    id: 'management.bv.reset-error-code',
    title: 'shows no error after Reset Error Code where there is none',
    requirements: ['HLF-006'],
    clause: 'TS 1.0 §5.4.5, E.4',
    needs: ['setErrors'],
    when: 'resource.3.12',
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.setErrors(OUT_OF_MEMORY, LOW_BATTERY);
    await t.sut.setErrors();
    t.check('response-code', await device.execute(RESET), code('2.04'));
    await t.settled();
    t.check('no-error', await device.read(ERRORS, ContentFormat.tlv), NO_ERROR);
  },
);

clientPurpose(
  {
    id: 'management.bv.evaluate-errors-again',
    title: 'shows after Reset Error Code the errors that are still there',
    requirements: ['HLF-006'],
    clause: 'TS 1.0 E.4',
    needs: ['setErrors'],
    when: 'resource.3.12',
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.setErrors(OUT_OF_MEMORY, LOW_BATTERY);
    await t.sut.setErrors(LOW_BATTERY);
    t.done(await device.execute(RESET), 'the Execute of Reset Error Code');
    await t.settled();
    const errors = await device.read(ERRORS, ContentFormat.tlv);
    t.check('still-shown', errors, codesAre(LOW_BATTERY));
    t.check('in-instance-0', errors, unchanged(ERRORS, { [`${ERRORS}/0`]: LOW_BATTERY }));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-error-code',
    title: 'answers 4.05 to a Write of its Error Code',
    requirements: ['HLF-006', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.4',
    twin: 'management.bv.error-code-form',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ERRORS);
    t.check('replace', await device.write(ERRORS, tlv(ERRORS, { 0: 3 })), code('4.05'));
    t.check('nothing-changed', await device.read(ERRORS, ContentFormat.tlv), unchanged(ERRORS, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.read-write-reset-error-code',
    title: 'answers 4.05 to a Read and a Write of Reset Error Code',
    requirements: ['HLF-006', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §8.2.5, E.4',
    twin: 'management.bv.reset-error-code',
    needs: ['setErrors'],
    when: 'resource.3.12',
  },
  async t => {
    const { device } = await t.registered();
    t.check('read', await device.read(RESET), code('4.05'));
    t.check('write', await device.write(RESET, malformed(text('1'))), REFUSED);
  },
);

/** These codes, each in one instance, whichever. */
function codesAre(...codes: readonly number[]) {
  return content(ERRORS, `the codes ${codes.join()}`, of => Object.values(of).sort().join() === codes.join());
}
