import { message, registration } from './sample-frames.ts';
import { check, declare, ran, type SamplePurpose } from './sample-purposes.ts';

/** Strings that a SUT could send to break a terminal, a page or an XML parser. */
export const HOSTILE = {
  script: '<script>alert("xss")</script><img src=x onerror=alert(1)>',
  attribute: '" onmouseover="alert(1)" x="\' --> ]]> </style></textarea></svg>',
  terminal: '\u001b[2J\u001b]0;owned\u0007\u009b31mred\u0000\u0008\r',
  bidi: 'abc\u202egnp.exe\u202c \u2066\u05d0\u05d1\u05d2\u2069 \u200f',
  xml: '\ufffe\uffff\ud800\u0001\u000b]]>&amp;<',
  long: 'A'.repeat(20_000),
  template: '<%= process.exit(1) %>{{7*7}}',
} as const;

export const HOSTILE_TEXT = Object.values(HOSTILE).join(' ');

/** A failing purpose in which everything that a SUT controls is hostile. */
export function hostilePurpose(): SamplePurpose {
  const id = 'codec.bi.hostile-strings';
  return ran(
    declare(id, 'client', {
      title: 'keeps its strings to what a string may hold',
      requirements: ['HLF-020'],
    }),
    'fail',
    registration(`${HOSTILE.script}${HOSTILE.terminal}`.slice(0, 200))
      .sent(12, message('0.01', 0x3001, '31', { path: '/3/0/0' }))
      .received(
        13,
        message('2.05', 0x3001, '31', {
          format: 0,
          payload: HOSTILE.script + HOSTILE.terminal + HOSTILE.bidi,
        }),
      )
      .received(14, message('0.02', 0x3002, '32', { path: '/rd', query: [HOSTILE.attribute] })).frames,
    [
      check(id, 'value', {
        outcome: 'fail',
        expected: 'a printable Manufacturer',
        received: HOSTILE_TEXT,
        reason: 'value.unexpected',
        frame: 4,
        disposition: 'unexpected',
      }),
    ],
    {
      message: HOSTILE_TEXT,
      lastWords: [{ source: 'stderr', text: HOSTILE_TEXT }],
      findings: [
        {
          code: 'matching.unknown-token',
          level: 'must',
          message: HOSTILE_TEXT,
          clause: 'RFC 7252 §5.3.2',
          frame: 3,
        },
      ],
      endpoint: HOSTILE_TEXT,
      control: [{ at: 1, kind: 'event', verb: 'registered', detail: { endpoint: HOSTILE_TEXT } }],
    },
  );
}
