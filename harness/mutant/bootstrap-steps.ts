import type { Outcome } from '../coap/exchange/received-message.ts';
import { isSuccess } from '../coap/message/codes.ts';
import type { BootstrapServerHooks } from '../server/bootstrap/bootstrap-hooks.ts';
import type { BootstrapStep } from '../server/bootstrap/bootstrap-step.ts';
import type { PlainResources } from '../server/outgoing-content.ts';

/** Gives another sequence in place of one. */
export type StepsChange = (steps: readonly BootstrapStep[]) => readonly BootstrapStep[];
type StepHook = NonNullable<BootstrapServerHooks['step']>;

/** Changes what is written to the instances of one object; the order tells one account from another. */
export const rewriting =
  (object: number, change: (resources: PlainResources, order: number) => PlainResources): StepsChange =>
  steps => {
    let order = 0;
    return steps.map(step => {
      if (step.kind !== 'write' || !step.path.startsWith(`/${object}/`)) return step;
      order += 1;
      return { ...step, value: change(step.value as PlainResources, order - 1) };
    });
  };

/** Leaves out resources of what is written. */
export const withoutResources = (object: number, ...ids: readonly number[]): StepsChange =>
  rewriting(object, resources =>
    Object.fromEntries(Object.entries(resources).filter(([id]) => !ids.includes(Number(id)))),
  );

/** Leaves out the steps that are meant. */
export const withoutSteps =
  (test: (step: BootstrapStep) => boolean): StepsChange =>
  steps =>
    steps.filter(step => !test(step));

/** Puts steps in front of the Bootstrap-Finish. */
export const beforeFinish =
  (...added: readonly BootstrapStep[]): StepsChange =>
  steps =>
    steps.flatMap(step => (step.kind === 'finish' ? [...added, step] : [step]));

/** What a step is taken for that was done. */
export const DONE: Outcome = {
  kind: 'response',
  sentFrame: null,
  message: {
    ...{
      type: 'ACK',
      code: '2.04',
      messageId: 0,
      token: new Uint8Array(0),
      options: [],
      payload: new Uint8Array(0),
    },
    ...{ from: { host: '', port: 0 }, at: 0, frame: null, deviations: [], duplicate: false },
  },
};

/** Decides what is made of the outcome of each step. */
export const judging =
  (judge: (step: BootstrapStep, outcome: Outcome) => Outcome): StepHook =>
  async (step, proceed) =>
    judge(step, await proceed());

/** Whether a step was not done. */
export function hasFailed(outcome: Outcome): boolean {
  return outcome.kind !== 'response' || !isSuccess(outcome.message.code);
}
