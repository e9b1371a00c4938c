import type { Expectation, ServerAccount } from '../../harness/touchstone.ts';
import {
  code,
  METHODS,
  message,
  type Outcome,
  objectList,
  parameter,
  pathOptions,
  securityResources,
} from '../../harness/touchstone.ts';

/** What every purpose needs that bootstraps a client. */
export const BOOTSTRAPPED = { when: 'bootstrap.client-initiated', needs: ['startWith'] } as const;

/** Seconds; unlike the lifetime that anything starts with, so that it tells which account a Register is of. */
export const OTHER_LIFETIME = 4321;

/** The resources of an account in the Security object. */
export function securityOf({ serverUri, shortServerId, security }: ServerAccount) {
  const { mode, own, server, secret } = securityResources(security);
  return { 0: serverUri, 1: false, 2: mode, 3: own, 4: server, 5: secret, 10: shortServerId };
}

/** The resources of an account in the Server object. */
export function serverOf({ shortServerId, lifetime, binding }: ServerAccount) {
  return { 0: shortServerId, 1: lifetime, 6: true, 7: binding };
}

/** Every command was done. */
export function allDone(): Expectation<readonly Outcome[]> {
  const done = code('2.04', '2.02');
  return {
    expected: `${done.expected} to each`,
    judge: (outcomes, definitions) => {
      const judged = outcomes.map(outcome => done.judge(outcome, definitions));
      return judged.find(({ pass }) => !pass) ?? { pass: true, received: `${outcomes.length} times done` };
    },
  };
}

export function lifetimeIs(seconds: number) {
  return parameter('lt', String(seconds), lt => lt === String(seconds));
}

/** Bootstrap-Finish by hand, for those who may not send it. */
export function finishRequest(within: number) {
  return { method: METHODS.post, options: pathOptions('/bs'), within };
}

/** The Security object instance of a device's bootstrap account, by the answer to a Bootstrap-Discover; null where none is shown. */
export function bootstrapAccountIn(answer: Outcome): string | null {
  const text = answer.kind === 'response' ? Buffer.from(answer.message.payload).toString('utf8') : '';
  const accounts = text
    .split(',')
    .flatMap(link => /^<(\/0\/\d+)>(?:;uri="[^"]*")?$/.exec(link.trim())?.[1] ?? []);
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}

/** A Register whose object list has this path. */
export function listsPath(path: string) {
  return message(
    `an object list with ${path}`,
    register => {
      const list = objectList(register) ?? [];
      return { pass: list.includes(path), received: list.join() || 'no object list' };
    },
    'payload.unexpected',
  );
}
