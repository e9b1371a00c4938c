import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { type Lwm2mPath, parsePath, pathDepth, pathIds } from '../../path.ts';
import { sameValue, valueFits } from '../../value.ts';
import {
  type AttributeChanges,
  applyAttributes,
  type NotificationAttributes,
  parseAttributes,
} from '../attributes.ts';
import type { Lwm2mVersion } from '../lwm2m-version.ts';
import { type DatedChanges, epochsOf, type TermsContext, termsOf } from './in-force.ts';
import type { ObservationInput, TimedValue } from './observation-input.ts';
import { questionsIn } from './open-questions.ts';
import { type Question, readingsOf } from './reading.ts';
import type { Course } from './timeline.ts';

/** What an observation is expected to bring. Data: it is made once, and asked by `judge`, `windowsAfter` and `idealSchedule`. */
export interface Expectation {
  readonly input: ObservationInput;
  /** One for each reading of the open questions that matter here. */
  readonly courses: readonly Course[];
  /** The open questions that matter here. */
  readonly questions: readonly Question[];
  /** Milliseconds by which epmin and epmax let a change be noticed later. */
  readonly sampling: number;
}

/**
 * The oracle of Write-Attributes: which notifications the attributes ask for (docs/write-attributes.md).
 * @throws HarnessBugError for an input that describes no observation.
 */
export function expectNotifications(input: ObservationInput): Expectation {
  const { version, defaults = {}, first, observed, resource = observed } = input;
  const [observedPath, resourcePath] = [pathOf(observed), pathOf(resource)];
  requireInput(isWithin(resourcePath, observedPath), `${resource} is not below ${observed}`);
  requireInput(pathDepth(resourcePath) >= 3, `${resource} is no resource`);
  requireInput(input.horizon >= first.at, 'the horizon lies before the first answer');
  const { early, late, reaction = 0 } = input.tolerance;
  requireInput(Math.min(early, late, reaction) >= 0, 'a tolerance is negative');

  const history = historyOf(input);
  const writes = writesOf(input, observedPath, resourcePath);
  const context: TermsContext = {
    ...{ version, defaults },
    observedDepth: pathDepth(observedPath),
    resourceDepth: pathDepth(resourcePath),
    observeAttributes:
      input.observeQuery === undefined ? {} : applyAttributes({}, changesIn(input.observeQuery, version)),
  };
  const epochs = epochsOf(writes);
  const questions = questionsIn({ version, context, epochs, history, start: first.at });
  const courses = readingsOf(questions).map(
    (reading): Course => ({ reading, history, terms: epochs.map(epoch => termsOf(context, reading, epoch)) }),
  );
  const sets: readonly (AttributeChanges | NotificationAttributes)[] = [
    context.observeAttributes,
    ...writes.map(({ changes }) => changes),
  ];
  const sampling = Math.max(
    0,
    ...sets.flatMap(({ epmin, epmax }) => [(epmin ?? 0) * 1000, (epmax ?? 0) * 1000]),
  );
  return { input, courses, questions: [...questions], sampling };
}

function historyOf({ history, type }: ObservationInput): TimedValue[] {
  requireInput(history.length > 0, 'the history has no value');
  const changes: TimedValue[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const entry of history) {
    requireInput(entry.at >= before, 'the history is not in order of time');
    requireInput(valueFits(type, entry.value), `a value at ${entry.at} ms is no ${type}`);
    before = entry.at;
    const last = changes.at(-1);
    if (last === undefined || !sameValue(last.value, entry.value)) changes.push(entry);
  }
  return changes;
}

/** Those on the way from the object to the resource; writes elsewhere do not concern this observation. */
function writesOf(
  { writes = [], version }: ObservationInput,
  observed: Lwm2mPath,
  resource: Lwm2mPath,
): DatedChanges[] {
  return writes
    .map(({ at, path, query }) => ({ at, path: pathOf(path), changes: changesIn(query, version) }))
    .filter(({ path }) => {
      const onTheWay = isWithin(resource, path);
      // Its periods would act on an observation of a level above it in one reading, and there is no history of it.
      requireInput(
        onTheWay || !isWithin(path, observed),
        'attributes of a resource that is not the one that changes',
      );
      return onTheWay;
    })
    .map(({ at, path, changes }) => ({ at, depth: pathDepth(path), changes }))
    .sort((a, b) => a.at - b.at);
}

function changesIn(query: string, version: Lwm2mVersion): AttributeChanges {
  const { changes, fault } = parseAttributes(query === '' ? [] : query.split('&'), version);
  if (changes === null) throw bug(`"${query}": ${fault.message}`);
  return changes;
}

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw bug(`"${text}" is no path`);
  return path;
}

function isWithin(path: Lwm2mPath, above: Lwm2mPath): boolean {
  const ids = pathIds(path);
  return pathIds(above).every((id, index) => ids[index] === id);
}

function requireInput(holds: boolean, otherwise: string): void {
  if (!holds) throw bug(otherwise);
}

function bug(message: string): HarnessBugError {
  return new HarnessBugError('oracle.input', message, { hint: 'Describe the observation as it was set up.' });
}
