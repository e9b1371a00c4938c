import type { ReceivedMessage } from '../../coap/exchange/received-message.ts';
import { pathOf } from '../../coap/message/options.ts';
import { type ResourceDefinition, resourceDefinition } from '../../lwm2m/model/object-definition.ts';
import { formatRange, inRange } from '../../lwm2m/model/range.ts';
import { fromPlain, type PlainValue } from '../../lwm2m/plain-value.ts';
import { type Values, wellFormed } from '../expect-content.ts';
import type { MessageSubject } from '../expect-message.ts';
import type { Expectation, Judgement } from '../expectation.ts';
import { instancesOf } from './bootstrap-transcript.ts';

/** Every one of several messages meets an expectation; there is one at least. `name` says which are meant. */
export function each(
  name: string,
  expectation: Expectation<MessageSubject>,
): Expectation<readonly ReceivedMessage[]> {
  return {
    expected: `${expectation.expected}, in each of ${name}`,
    judge: (messages, definitions) => {
      let latest: Judgement = { pass: false, received: `none of ${name}`, reason: 'message.missing' };
      for (const message of messages) {
        latest = expectation.judge({ kind: 'arrived', message }, definitions);
        if (!latest.pass) break;
      }
      return latest;
    },
  };
}

/** The content has the very form that the path of the request prescribes. */
export function wellFormedForItsPath(): Expectation<MessageSubject> {
  return {
    expected: 'content in the form prescribed for its path',
    judge: (subject, definitions) => {
      const path = subject.kind === 'silence' ? '/' : pathOf(subject.message);
      return wellFormed(path).judge(subject, definitions);
    },
  };
}

/** There is an instance of the object at least, and each has these resources. */
export function instancesHave(object: number, ...resources: readonly number[]): Expectation<Values> {
  return {
    expected: `resources ${resources.join(', ')} in every instance of object ${object}`,
    judge: values => {
      const instances = instancesOf(values, object);
      if (instances.length === 0) return refused(`no instance of object ${object}`, 'message.missing');
      const missing = instances.flatMap(path =>
        resources.filter(id => values[`${path}/${id}`] === undefined).map(id => `${path}/${id}`),
      );
      return missing.length === 0
        ? { pass: true, received: instances.join(', ') }
        : refused(`no ${missing.join(', no ')}`, 'value.unexpected');
    },
  };
}

/** Every value of an object is of the type and within the range that its definition gives. */
export function valuesInRange(object: number): Expectation<Values> {
  return {
    expected: `values of object ${object} as its definition allows`,
    judge: (values, definitions) => {
      const wrong = Object.entries(values).flatMap(([path, value]) => {
        const [, of, , resource] = path.split('/').map(Number);
        const definition = resourceDefinition(definitions(object), resource ?? -1);
        return of !== object || definition === undefined || fits(definition, value)
          ? []
          : [`${path} = ${JSON.stringify(value)} (${allowed(definition)})`];
      });
      return wrong.length === 0
        ? { pass: true, received: 'all of them' }
        : refused(wrong.join(', '), 'value.unexpected');
    },
  };
}

function fits({ type, range }: ResourceDefinition, plain: PlainValue): boolean {
  const value = fromPlain(type, plain);
  return value !== null && inRange(range, value);
}

function allowed({ type, range }: ResourceDefinition): string {
  return range === undefined ? type : `${type}, ${formatRange(range)}`;
}

function refused(received: string, reason: 'message.missing' | 'value.unexpected'): Judgement {
  return { pass: false, received, reason };
}
