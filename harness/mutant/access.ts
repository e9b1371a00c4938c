import type { AccessHook, AccessQuestion } from '../client/access/access-rights.ts';
import type { ClientHooks } from '../client/client-hooks.ts';
import { METHODS } from '../coap/message/codes.ts';
import type { Code } from '../coap/message/message.ts';
import { sessionOf } from './sessions.ts';

/** Tells the questions of right that a defect is about from all others. */
export type AccessTest = (question: AccessQuestion) => boolean;

/** Has the right where a device should say no. */
export const granting =
  (test: AccessTest): AccessHook =>
  (question, proceed) =>
    proceed() || test(question);

/** Lacks the right where a device should say yes. */
export const denying =
  (test: AccessTest): AccessHook =>
  (question, proceed) =>
    proceed() && !test(question);

export const asksFor =
  (right: AccessQuestion['right']): AccessTest =>
  question =>
    question.right === right;

/** About an instance of an object whose access is controlled, that has an Access Control instance. */
export const isControlled: AccessTest = ({ object, entry }) => object !== 2 && entry !== null;

export const isListed: AccessTest = question =>
  isControlled(question) && (question.entry?.list.has(question.server) ?? false);

export const isOwner: AccessTest = ({ entry, server }) => entry?.owner === server;

export const hasDefault: AccessTest = question =>
  isControlled(question) && (question.entry?.list.has(0) ?? false);

/** Every test holds. */
export const every =
  (...tests: readonly AccessTest[]): AccessTest =>
  question =>
    tests.every(test => test(question));

export const never =
  (test: AccessTest): AccessTest =>
  question =>
    !test(question);

/** Carries out what it lacks the right for, and answers 4.01 all the same. */
export function doingWhatItRefuses(test: AccessTest): ClientHooks {
  let refused = false;
  return {
    access: (question, proceed) => {
      const allowed = proceed();
      if (allowed || !test(question)) return allowed;
      refused ||= question.request !== undefined;
      return true;
    },
    operation: (_, proceed) => {
      refused = false;
      const reply = proceed();
      return refused && reply !== null ? { code: '4.01' } : reply;
    },
  };
}

/** Answers the whole of a Read- or Observe-Composite with `code` when the right to read some part of it is missing. */
export function refusingForOnePart(code: Code): ClientHooks {
  let denied = false;
  return {
    access: ({ right }, proceed) => {
      const allowed = proceed();
      denied ||= !allowed && right === 'R';
      return allowed;
    },
    operation: (request, proceed) => {
      denied = false;
      const reply = proceed();
      return denied && reply !== null && request.code === METHODS.fetch ? { code } : reply;
    },
  };
}

/** A hook for the rights of a server whose request is being answered, or of those that are to be notified. */
export function accessWhile(
  when: 'answering' | 'notifying',
  hook: AccessHook,
): Pick<ClientHooks, 'access' | 'operation'> {
  let answered: number | undefined;
  return {
    access: (question, proceed) => {
      const answering = question.server === answered;
      const meant = question.request === undefined && answering === (when === 'answering');
      return meant ? hook(question, proceed) : proceed();
    },
    operation: (request, proceed, device) => {
      answered = sessionOf(device, request)?.account.shortServerId;
      try {
        return proceed();
      } finally {
        answered = undefined;
      }
    },
  };
}
