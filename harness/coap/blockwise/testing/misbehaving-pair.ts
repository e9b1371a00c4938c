import type { FindingCode } from '../../exchange/finding-rules.ts';
import type { MatchingFinding } from '../../exchange/matching-finding.ts';
import type { Outcome, Reply } from '../../exchange/received-message.ts';
import type { Request } from '../../exchange/request.ts';
import { METHODS } from '../../message/codes.ts';
import { OptionNumber } from '../../message/option-registry.ts';
import { pathOptions, uintOption } from '../../message/options.ts';
import { twoEndpoints } from '../../testing/two-endpoints.ts';
import { blockOption } from '../block-option.ts';
import { answerPlanned, type Misbehaviour, planBlocks, sendPlanned } from '../block-plan.ts';

export const BLOCKWISE = { preferredSzx: 1, maxBody: 1_000 };
export const BODY = Uint8Array.from({ length: 150 }, (_, index) => index);
export const POST: Request = {
  method: METHODS.post,
  options: [...pathOptions('/1'), uintOption(OptionNumber.contentFormat, 42)],
};
export const GET: Request = { method: METHODS.get, options: pathOptions('/1') };

export interface Judged {
  readonly outcomes: readonly Outcome[];
  readonly findings: readonly MatchingFinding[];
  /** Bodies that the server's handler was given. */
  readonly bodies: readonly Uint8Array[];
}

/** A client that misbehaves towards a server that assembles. */
export async function upload(...misbehaviours: Misbehaviour[]): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
  const bodies: Uint8Array[] = [];
  server.serve(({ payload }) => {
    bodies.push(payload);
    return { code: '2.04' };
  });
  const outcomes = await clock.run(() =>
    sendPlanned(
      request => client.request(server.address, request),
      POST,
      planBlocks(BODY, 1, ...misbehaviours),
      true,
    ),
  );
  return { outcomes, findings: findings.server, bodies };
}

/** A server that misbehaves towards a client that assembles. */
export async function download(request: Request, ...misbehaviours: Misbehaviour[]): Promise<Judged> {
  const reply = { code: '2.05', options: [{ number: OptionNumber.eTag, value: Uint8Array.of(1) }] } as const;
  const answer = answerPlanned(reply, planBlocks(BODY, 1, ...misbehaviours));
  return fetched(request, answer);
}

export async function fetched(request: Request, answer: () => Reply | null): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { client: BLOCKWISE } });
  server.serve(answer);
  const outcome = await clock.run(() => client.request(server.address, request));
  return { outcomes: [outcome], findings: findings.client, bodies: [] };
}

/** A server that answers the blocks of an upload in its own way. */
export async function answered(replies: readonly Reply[]): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { client: BLOCKWISE } });
  let position = 0;
  server.serve(() => replies[position++] ?? null);
  const outcome = await clock.run(() =>
    client.request(server.address, { ...POST, payload: BODY.subarray(0, 80) }),
  );
  return { outcomes: [outcome], findings: findings.client, bodies: [] };
}

export function acknowledgement(code: Reply['code'], num: number, more: boolean, szx = 1): Reply {
  return { code, options: [blockOption(OptionNumber.block1, { num, more, szx })] };
}

export const codes = ({ outcomes }: Judged): string[] =>
  outcomes.map(each => (each.kind === 'response' ? each.message.code : each.kind));
export const found = ({ findings }: Judged): FindingCode[] => findings.map(({ code }) => code);
export const CONTINUED = ['2.31', '2.31', '2.31', '2.31'];
