import { codeToByte } from '../message/codes.ts';
import type { Code } from '../message/message.ts';
import { judgementOf, type OptionJudgement } from '../message/message-kind.ts';
import {
  type OptionDefinition,
  type OptionRow,
  optionDefinitions,
  optionSpace,
} from '../message/option-registry.ts';

/** Signalling codes (RFC 8323 §5). */
export const SIGNALS = {
  csm: '7.01',
  ping: '7.02',
  pong: '7.03',
  release: '7.04',
  abort: '7.05',
} as const satisfies Readonly<Record<string, Code>>;

/** Option numbers of signalling messages; each code has a space of its own (RFC 8323 §5.2). */
export const SignalOption = {
  csm: { maxMessageSize: 2, blockWiseTransfer: 4 },
  ping: { custody: 2 },
  pong: { custody: 2 },
  release: { alternativeAddress: 2, holdOff: 4 },
  abort: { badCsmOption: 2 },
} as const;

/** Bytes that a peer takes until its CSM says otherwise (RFC 8323 §5.3.1). */
export const BASE_MAX_MESSAGE_SIZE = 1152;

const CUSTODY: OptionRow = [2, 'Custody', 'empty', 0, 0, 'both'];

const ROWS: readonly (readonly [Code, readonly OptionRow[]])[] = [
  [
    SIGNALS.csm,
    [
      [SignalOption.csm.maxMessageSize, 'Max-Message-Size', 'uint', 0, 4, 'both'],
      [SignalOption.csm.blockWiseTransfer, 'Block-Wise-Transfer', 'empty', 0, 0, 'both'],
    ],
  ],
  [SIGNALS.ping, [CUSTODY]],
  [SIGNALS.pong, [CUSTODY]],
  [
    SIGNALS.release,
    [
      [
        SignalOption.release.alternativeAddress,
        'Alternative-Address',
        'string',
        1,
        255,
        'both',
        'repeatable',
      ],
      [SignalOption.release.holdOff, 'Hold-Off', 'uint', 0, 3, 'both'],
    ],
  ],
  [SIGNALS.abort, [[SignalOption.abort.badCsmOption, 'Bad-CSM-Option', 'uint', 0, 2, 'both']]],
];

const DEFINITIONS: ReadonlyMap<Code, readonly OptionDefinition[]> = new Map(
  ROWS.map(([code, rows]) => [code, optionDefinitions(rows)]),
);

/** Options of one signalling message; none for a code that is not assigned. */
export function signalOptions(code: Code): readonly OptionDefinition[] {
  return DEFINITIONS.get(code) ?? [];
}

const JUDGEMENTS: ReadonlyMap<number, OptionJudgement> = new Map(
  Array.from({ length: 32 }, (_, detail): [number, OptionJudgement] => {
    const code: Code = `7.${String(detail).padStart(2, '0')}`;
    return [codeToByte(code), { kind: 'signal', space: optionSpace(signalOptions(code)) }];
  }),
);

/** For a frame with this code byte, 0–255: signalling messages have option spaces of their own. */
export function frameJudgementOf(codeByte: number): OptionJudgement {
  return JUDGEMENTS.get(codeByte) ?? judgementOf(codeByte);
}
