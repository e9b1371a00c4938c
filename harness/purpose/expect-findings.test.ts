import { describe, expect, test } from '@jest/globals';
import { FINDING_RULES, type FindingCode } from '../coap/exchange/finding-rules.ts';
import type { MatchingFinding } from '../coap/exchange/matching-finding.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { noFindings, type RuleFamily } from './expect-findings.ts';

const finding = (code: FindingCode, frame: number): MatchingFinding => ({
  ...{ code, frame, message: `${code} was seen` },
  ...FINDING_RULES[code],
  ...{ from: { host: '127.0.0.1', port: 5683 }, at: 0 },
});
const judge = (findings: readonly MatchingFinding[], ...families: RuleFamily[]) =>
  noFindings(...families).judge({ findings }, definitionOf);

describe('noFindings', () => {
  test('passes where nothing was found', () => {
    expect(judge([])).toEqual({ pass: true, received: 'none' });
  });

  test('points at the first rule that is broken, and tells all of them', () => {
    const judgement = judge([
      finding('matching.retransmission-late', 1),
      finding('matching.unknown-token', 2),
      finding('block.gap', 3),
    ]);
    expect(judgement).toEqual({
      pass: false,
      reason: 'exchange.mismatch',
      frame: 2,
      received:
        'matching.retransmission-late: matching.retransmission-late was seen; ' +
        'matching.unknown-token: matching.unknown-token was seen; block.gap: block.gap was seen',
    });
  });

  test('fails as a should check where only advice was not followed', () => {
    expect(judge([finding('matching.retransmission-late', 1)])).toMatchObject({
      pass: false,
      level: 'should',
    });
  });

  test('leaves other kinds of rules aside when some are named', () => {
    const findings = [finding('matching.unknown-token', 1), finding('block.gap', 2)];
    expect(judge(findings, 'observe')).toMatchObject({ pass: true });
    expect(judge(findings, 'block', 'observe')).toMatchObject({ pass: false, frame: 2 });
  });
});
