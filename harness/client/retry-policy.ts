import type { ModelVersion } from '../lwm2m/model/registry.ts';
import { type DataModel, integerAt } from './data-model.ts';

/** How a registration that failed is tried again; in seconds. */
export interface RetryPolicy {
  /** Before the first Register. */
  readonly initialDelay: number;
  /** Attempts of one sequence. */
  readonly attempts: number;
  /** Before the second attempt of a sequence; doubled before each one after it. */
  readonly timer: number;
  /** Before another sequence. */
  readonly sequenceDelay: number;
  /** Sequences after which registration has failed. */
  readonly sequences: number;
}

/** TS 1.0 leaves it to the device. */
const SAME_PAUSE: RetryPolicy = {
  ...{ initialDelay: 0, attempts: 1, timer: 60, sequenceDelay: 60 },
  sequences: Number.POSITIVE_INFINITY,
};

/** Resources 14 and 17 to 20 of the Server object, with their defaults (TS 1.1 §6.2.1.2, E.2). */
export function retryPolicy(model: DataModel, instance: number, version: ModelVersion): RetryPolicy {
  if (version === '1.0') return SAME_PAUSE;
  const at = (resource: number, otherwise: number): number =>
    model.resource(1, instance, resource)?.content == null
      ? otherwise
      : integerAt(model, [1, instance, resource]);
  return {
    initialDelay: at(14, 0),
    attempts: Math.max(1, at(17, 5)),
    timer: at(18, 60),
    sequenceDelay: at(19, 86_400),
    sequences: Math.max(1, at(20, 1)),
  };
}

/** Milliseconds until the next attempt after `failures` in a row; null when the last sequence is over. */
export function nextAttempt(policy: RetryPolicy, failures: number): number | null {
  const { attempts, timer, sequenceDelay, sequences } = policy;
  const inSequence = failures % attempts;
  if (inSequence > 0) return timer * 2 ** (inSequence - 1) * 1000;
  return failures / attempts < sequences ? sequenceDelay * 1000 : null;
}
