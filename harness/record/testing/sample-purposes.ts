import type { CheckResult } from '../../verdict/check-result.ts';
import { type CheckId, checkId, type PurposeId } from '../../verdict/ids.ts';
import type { PurposeDeclaration, Role } from '../../verdict/purpose-declaration.ts';
import type { Applicability, Disposition, Verdict } from '../../verdict/verdict.ts';
import type { ControlEvent, ResultEvent } from '../events.ts';
import type { Frame } from '../frame.ts';
import { FrameLog, message, registration } from './sample-frames.ts';

/** One purpose of the sample run with everything that is recorded about it. */
export interface SamplePurpose {
  readonly declaration: PurposeDeclaration;
  readonly applicability: Applicability;
  readonly why: string;
  readonly frames: readonly Frame[];
  readonly control: readonly Pick<ControlEvent, 'at' | 'kind' | 'verb' | 'detail'>[];
  /** Null for a purpose that did not run. */
  readonly result: Pick<
    ResultEvent,
    | 'verdict'
    | 'reason'
    | 'message'
    | 'lastWords'
    | 'checks'
    | 'findings'
    | 'endpoint'
    | 'durationMs'
    | 'disposition'
  > | null;
}

type Declared = Partial<PurposeDeclaration> & Pick<PurposeDeclaration, 'title' | 'requirements'>;
type Judged = Partial<NonNullable<SamplePurpose['result']>>;

export function declare(id: string, role: Role, rest: Declared): PurposeDeclaration {
  const level = 'must';
  const clause = 'OMA TS LwM2M 1.0.2, 5.4.3';
  return {
    id: id as PurposeId,
    role,
    level,
    clause,
    ets: [],
    twin: null,
    when: null,
    needs: [],
    revision: 1,
    ...rest,
  };
}

export function check(purpose: string, words: string, rest: Partial<CheckResult> = {}): CheckResult {
  const id: CheckId = checkId(purpose as PurposeId, words);
  return {
    id,
    level: 'must',
    outcome: 'pass',
    expected: '2.04 Changed',
    received: '2.04 Changed',
    reason: null,
    frame: null,
    source: 'wire',
    ...rest,
  };
}

export function ran(
  declaration: PurposeDeclaration,
  verdict: Verdict,
  frames: readonly Frame[],
  checks: readonly CheckResult[],
  rest: Judged & { control?: SamplePurpose['control'] } = {},
): SamplePurpose {
  const { control = [], ...judged } = rest;
  const disposition: Disposition | null = verdict === 'pass' ? null : 'unexpected';
  return {
    declaration,
    applicability: 'selected',
    why: 'unconditional',
    frames,
    control,
    result: {
      verdict,
      reason: null,
      message: null,
      checks,
      endpoint: `ts-${declaration.id}`,
      durationMs: 120,
      disposition,
      ...judged,
    },
  };
}

export function didNotRun(
  declaration: PurposeDeclaration,
  applicability: Applicability,
  why: string,
): SamplePurpose {
  return { declaration, applicability, why, frames: [], control: [], result: null };
}

const READ_ONLY = 'management.bi.write-read-only';
const TLV_DEVICE = Buffer.from(
  'c8000d41636d65205365727669636573c701474d2d31333337c303312e30830b410000',
  'hex',
);

/** What a client that is mostly right does, with each kind of outcome once. */
export function clientPurposes(): readonly SamplePurpose[] {
  return [
    ran(
      declare('registration.bv.register', 'client', {
        title: 'registers with its endpoint name, lifetime and objects',
        requirements: ['HLF-001', 'HLF-019'],
        clause: 'OMA TS LwM2M 1.0.2, 5.3.1',
        ets: ['LightweightM2M-1.0-int-101'],
      }),
      'pass',
      registration('ts-register').frames,
      [
        check('registration.bv.register', 'endpoint-name', {
          expected: 'ep=ts-register',
          received: 'ep=ts-register',
          frame: 1,
        }),
        check('registration.bv.register', 'lifetime', { expected: 'lt=60', received: 'lt=60', frame: 1 }),
      ],
    ),
    ran(
      declare('management.bv.read-device', 'client', {
        title: 'answers a Read on the Device object with its mandatory resources',
        requirements: ['HLF-027', 'HLF-002'],
        clause: 'OMA TS LwM2M 1.0.2, 5.4.1',
        ets: ['LightweightM2M-1.0-int-203'],
      }),
      'pass',
      registration('ts-read')
        .sent(12, message('0.01', 0x2001, '01', { path: '/3/0', accept: 11542 }))
        .received(19, message('2.05', 0x2001, '01', { format: 11542, payload: TLV_DEVICE })).frames,
      [
        check('management.bv.read-device', 'code', {
          expected: '2.05 Content',
          received: '2.05 Content',
          frame: 4,
        }),
        check('management.bv.read-device', 'format', {
          expected: 'TLV (11542)',
          received: 'TLV (11542)',
          frame: 4,
        }),
      ],
    ),
    ran(
      declare(READ_ONLY, 'client', {
        title: 'answers 4.05 to a Write on a read-only resource and keeps its value',
        requirements: ['HLF-032', 'HLF-034'],
        ets: ['LightweightM2M-1.0-int-651'],
        twin: 'management.bv.write-lifetime' as PurposeId,
      }),
      'fail',
      registration('ts-write-read-only')
        .sent(12, message('0.03', 0x2002, '02', { path: '/3/0/0', format: 0, payload: 'Mallory' }))
        .received(19, message('2.04', 0x2002, '02'))
        .sent(25, message('0.01', 0x2003, '03', { path: '/3/0/0', accept: 0 }))
        .received(31, message('2.05', 0x2003, '03', { format: 0, payload: 'Mallory' })).frames,
      [
        check(READ_ONLY, 'answers', { expected: 'an answer', received: '2.04 Changed', frame: 4 }),
        check(READ_ONLY, 'code', {
          outcome: 'fail',
          expected: '4.05 Method Not Allowed',
          received: '2.04 Changed',
          reason: 'code.unexpected',
          frame: 4,
          disposition: 'unexpected',
        }),
        check(READ_ONLY, 'value-kept', {
          outcome: 'fail',
          expected: 'Manufacturer is still "Acme Services"',
          received: 'Manufacturer is "Mallory"',
          reason: 'state.changed',
          frame: 6,
          disposition: 'unexpected',
        }),
      ],
      {
        findings: [
          {
            ...{ code: 'matching.second-response', level: 'must', clause: 'RFC 7252 §5.2' },
            ...{ message: '2.05 Content with token 03 is a second response', frame: 6 },
          },
        ],
        control: [
          { at: 0, kind: 'call', verb: 'start', detail: { endpoint: 'ts-write-read-only', lifetime: 60 } },
          { at: 3, kind: 'answer', verb: 'start', detail: {} },
        ],
      },
    ),
    ran(
      declare('reporting.ti.maximum-period', 'client', {
        title: 'notifies again before the maximum period is over',
        requirements: ['HLF-016', 'HLF-018'],
        level: 'should',
        clause: 'OMA TS LwM2M 1.0.2, 5.5.2',
        ets: ['LightweightM2M-1.0-int-301'],
      }),
      'fail',
      registration('ts-pmax')
        .sent(12, message('0.03', 0x2010, '10', { path: '/3/0/13', query: ['pmin=1', 'pmax=5'] }))
        .sent(2012, message('0.03', 0x2010, '10', { path: '/3/0/13', query: ['pmin=1', 'pmax=5'] }))
        .received(2019, message('2.04', 0x2010, '10'))
        .sent(2025, message('0.01', 0x2011, '11', { path: '/3/0/13', observe: 0 }))
        .received(2033, message('2.05', 0x2011, '11', { observe: 1, format: 0, payload: '1700000000' }))
        .frames,
      [
        check('reporting.ti.maximum-period', 'first-notification', {
          expected: '2.05 Content with Observe',
          received: '2.05 Content, Observe 1',
          frame: 7,
        }),
        check('reporting.ti.maximum-period', 'notifies-in-time', {
          level: 'should',
          outcome: 'fail',
          expected: 'a notification within 5 s',
          received: 'silence for 6.2 s',
          reason: 'timing.late',
          disposition: 'expected',
        }),
      ],
      { durationMs: 8230, disposition: 'expected' },
    ),
    ran(
      declare('registration.bv.update-lifetime', 'client', {
        title: 'sends an Update with the new lifetime',
        requirements: ['HLF-019'],
        needs: ['triggerUpdate'],
        clause: 'OMA TS LwM2M 1.0.2, 5.3.2',
      }),
      'inconclusive',
      [],
      [],
      { reason: 'preamble.not-registered', message: 'no Register arrived within 10 s', durationMs: 10_004 },
    ),
    ran(
      declare('transport.bi.unknown-critical-option', 'client', {
        title: 'rejects a request with a critical option that nobody knows',
        requirements: ['HLF-036'],
        clause: 'RFC 7252, 5.4.1',
      }),
      'error',
      registration('ts-critical')
        .received(9, Buffer.from('48', 'hex'))
        .received(11, Buffer.from('ff00deadbeef', 'hex')).frames,
      [check('transport.bi.unknown-critical-option', 'sanity', { frame: 1 })],
      { reason: 'purpose.crashed', message: 'TypeError: cannot read properties of undefined' },
    ),
    didNotRun(
      declare('firmware.bv.push', 'client', {
        title: 'takes a firmware package by Block1',
        requirements: ['HLF-003'],
        when: 'object.5',
      }),
      'notApplicable',
      'object.5 is false',
    ),
    didNotRun(
      declare('registration.bv.register-sms', 'client', {
        title: 'registers over SMS',
        requirements: ['HLF-013'],
        level: 'may',
        when: 'transport.sms',
      }),
      'undetermined',
      'transport.sms is not set, and the level is may',
    ),
    didNotRun(
      declare('reporting.bv.changed-value', 'client', {
        title: 'notifies of a changed value',
        requirements: ['HLF-017'],
        needs: ['setResource'],
      }),
      'declined',
      'the SUT declines setResource',
    ),
  ];
}

/** What a server does, all as it should. */
export function serverPurposes(): readonly SamplePurpose[] {
  return [
    ran(
      declare('registration.bv.accept-register', 'server', {
        title: 'answers 2.01 with a location to a Register',
        requirements: ['HLF-019'],
        clause: 'OMA TS LwM2M 1.0.2, 5.3.1',
      }),
      'pass',
      new FrameLog('device')
        .sent(
          1,
          message('0.02', 0x0101, 'c1', {
            path: '/rd',
            query: ['ep=ts-accept', 'lt=60', 'lwm2m=1.0'],
            format: 40,
            payload: '</1/0>,</3/0>',
          }),
        )
        .received(8, message('2.01', 0x0101, 'c1', { location: '/rd/QlHh6' }))
        .sent(20, message('0.04', 0x0102, 'c2', { path: '/rd/QlHh6' }), 'device-2')
        .received(27, message('2.02', 0x0102, 'c2'), 'device-2').frames,
      [
        check('registration.bv.accept-register', 'code', {
          expected: '2.01 Created',
          received: '2.01 Created',
          frame: 2,
        }),
      ],
    ),
  ];
}
