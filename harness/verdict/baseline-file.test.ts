import { describe, expect, test } from '@jest/globals';
import { FileMistakes } from '../yaml/mistake.ts';
import { parseBaseline } from './baseline-file.ts';

const FILE = '/elsewhere/baseline.yaml';
const CORRECT = `schema: touchstone/baseline@1
entries:
  - check: registration.bi.no-endpoint/response-code
    expect: fail
    reason: code.unexpected
    clause: TS 1.0 §5.3.1
    note: Answers 2.01.
  - purpose: reporting.ti.minimum-period
    expect: inconclusive
    reason: preamble.no-response
    issue: https://example.org/acme/issues/17
    note: Observe is not answered.
  - purpose: management.bv.create
    expect: skip
    reason: notApplicable
    clause: TS 1.0 §5.4.6
    note: Has no object that can be created.
`;

function mistakesIn(text: string): FileMistakes {
  try {
    parseBaseline(text, FILE);
  } catch (error) {
    if (error instanceof FileMistakes) return error;
    throw error;
  }
  throw new Error(`no mistake was found in\n${text}`);
}

describe('A baseline', () => {
  test('is understood, each entry with its line', () => {
    expect(parseBaseline(CORRECT, FILE)).toEqual([
      {
        file: FILE,
        line: 3,
        purpose: 'registration.bi.no-endpoint',
        check: 'registration.bi.no-endpoint/response-code',
        expect: 'fail',
        reason: 'code.unexpected',
        clause: 'TS 1.0 §5.3.1',
        issue: null,
        note: 'Answers 2.01.',
      },
      {
        file: FILE,
        line: 8,
        purpose: 'reporting.ti.minimum-period',
        check: null,
        expect: 'inconclusive',
        reason: 'preamble.no-response',
        clause: null,
        issue: 'https://example.org/acme/issues/17',
        note: 'Observe is not answered.',
      },
      expect.objectContaining({
        line: 13,
        purpose: 'management.bv.create',
        check: null,
        expect: 'skip',
        reason: 'notApplicable',
      }),
    ]);
  });

  test('may be empty', () => {
    expect(parseBaseline('schema: touchstone/baseline@1\nentries: []\n', FILE)).toEqual([]);
  });

  const table: readonly (readonly [string, string, number, RegExp, RegExp])[] = [
    [
      'touchstone/baseline@1',
      'touchstone/baseline@2',
      1,
      /^schema: found "touchstone\/baseline@2"/,
      /baseline@1/,
    ],
    [
      'reason: code.unexpected',
      'reason: code.unexpectd',
      5,
      /^entries\[0\]\.reason: found "code\.unexpectd", expected one of/,
      /^write code\.unexpected$/,
    ],
    [
      'no-endpoint/response-code',
      'no-endpoint',
      3,
      /^entries\[0\]\.check: found .* expected a check id/,
      /<purpose>\/<words>|for example/,
    ],
    [
      'reporting.ti.minimum-period',
      'reporting.minimum-period',
      8,
      /^entries\[1\]\.purpose: found .* expected a purpose id/,
      /for example/,
    ],
    ['    note: Answers 2.01.\n', '', 3, /^entries\[0\]\.note: missing/, /^add note/],
    ['    clause: TS 1.0 §5.3.1\n', '', 3, /^entries\[0\]: found neither clause nor issue/, /^add clause/],
    ['issue: https://', 'issue: ', 11, /^entries\[1\]\.issue: found "example\.org/, /web address/],
    [
      'expect: inconclusive',
      'expect: fail',
      8,
      /^entries\[1\]\.purpose: found a purpose with expect: fail/,
      /name the check/,
    ],
    [
      'reason: notApplicable',
      'reason: code.unexpected',
      15,
      /^entries\[2\]\.reason: found code\.unexpected, expected one of notApplicable/,
      /notApplicable/,
    ],
    [
      'reason: code.unexpected',
      'reason: declined',
      5,
      /^entries\[0\]\.reason: found declined, expected a reason code/,
      /reason code/,
    ],
    [
      'expect: fail',
      'expect: inconclusive',
      3,
      /^entries\[0\]\.check: found a check with expect: inconclusive/,
      /name the purpose/,
    ],
    [
      '  - purpose: management.bv.create',
      '  - purpose: reporting.ti.minimum-period',
      13,
      /^entries\[2\]\.purpose: found .* a second time/,
      /keep one/,
    ],
    ['expect: skip', 'expct: skip', 14, /^entries\[2\]\.expct: unknown name/, /^did you mean expect\?$/],
    [
      '  - purpose: management',
      '  - check: a.bv.b/c\n    purpose: management',
      14,
      /^entries\[2\]\.purpose: found check and purpose/,
      /keep the check/,
    ],
  ];

  test.each(table)('with %j → %j is refused there', (was, becomes, line, message, remedy) => {
    const text = CORRECT.replace(was, () => becomes);
    expect(text).not.toBe(CORRECT);
    const error = mistakesIn(text);
    const told = error.message.split('\n').map(one => one.replace(`${FILE}:`, ''));
    const index = told.findIndex(one => message.test(one.replace(/^\d+: /, '')));
    expect({ told, line: error.mistakes[index]?.line }).toEqual({ told, line });
    expect(error.mistakes[index]?.remedy).toMatch(remedy);
    expect(error.exitCode).toBe(78);
  });

  test('with several mistakes is told all of them', () => {
    const text = CORRECT.replace('expect: fail', 'expect: failure')
      .replace('§5.3.1', '§5.3.1\n    nte: x')
      .replace('https', 'ftp');
    expect(mistakesIn(text).mistakes.map(({ line }) => line)).toEqual([4, 7, 12]);
  });

  /** The first entry twice, each limited to certain cells. */
  const twice = (first: string, second: string): string => {
    const [head = '', entry = ''] = CORRECT.split(/(?= {2}- check)/);
    const [one = ''] = entry.split(/(?= {2}- purpose)/);
    return `${head}${one}${first}${one}${second}`;
  };
  const V10 = '    lwm2m: "1.0"\n';
  const V11 = '    lwm2m: "1.1"\n';
  const PSK = '    security: [psk, rpk]\n';
  const RPK = '    security: [rpk]\n';
  const X509 = '    security: [x509]\n';

  test.each([
    [PSK, X509],
    [V10, V11],
    [V10 + PSK, V10 + X509],
    [V10 + PSK, V11 + PSK],
    [V10 + PSK, V11],
  ])('has two entries for one check where no cell is of both: %j and %j', (first, second) => {
    expect(parseBaseline(twice(first, second), FILE)).toHaveLength(2);
  });

  test.each([
    ['', ''],
    [PSK, RPK],
    [PSK, ''],
    [V10, V10],
    [V10, ''],
    [V10, PSK],
    [V10 + PSK, V10 + RPK],
  ])('has one entry for one check of a cell: %j and %j are refused', (first, second) => {
    expect(mistakesIn(twice(first, second)).message).toMatch(/a second time/);
  });

  test.each(['', '[]', 'entries: 3', 'entries: [null, 3, []]', 'schema: touchstone/baseline@1\nentries: {}'])(
    'is refused as %j without a crash',
    text => {
      expect(mistakesIn(text).mistakes.length).toBeGreaterThan(0);
    },
  );
});
