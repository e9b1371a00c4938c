import { describeCode } from '../coap/message/codes.ts';
import type { Code } from '../coap/message/message.ts';
import type { ReportedRegistration, ServerAnswer } from '../sut/control-contract.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Expectation, Judgement } from './expectation.ts';

type Shown = ReportedRegistration | undefined;
type Plain = string | number | boolean;

/** The server shows the device with this property. */
export function shown<Name extends 'endpoint' | 'lifetime' | 'lwm2m' | 'binding'>(
  name: Name,
  ...allowed: readonly ReportedRegistration[Name][]
): Expectation<Shown> {
  return onRegistration(`${name} ${allowed.map(show).join(' or ')}`, registration => {
    const received = `${name} ${show(registration[name])}`;
    return allowed.includes(registration[name]) ? accept(received) : refuse(received, 'value.unexpected');
  });
}

/** The object list that the server shows has this path. */
export function lists(path: string): Expectation<Shown> {
  return onObjects(`${path} among the objects`, objects => objects.includes(path));
}

/** The object list that the server shows does not have this path. */
export function doesNotList(path: string): Expectation<Shown> {
  return onObjects(`no ${path} among the objects`, objects => !objects.includes(path));
}

/** The server knows no such device. */
export function notShown(): Expectation<Shown> {
  return {
    expected: 'no registration of the device',
    judge: registration =>
      registration === undefined
        ? accept('no registration of the device')
        : refuse(`a registration with lifetime ${registration.lifetime}`, 'state.changed'),
  };
}

/** The server tells its user that the device answered with one of these codes. */
export function reportsCode(...allowed: readonly [Code, ...Code[]]): Expectation<ServerAnswer> {
  return {
    expected: allowed.map(describeCode).join(' or '),
    judge: ({ code }) => {
      const received = code === null ? 'no answer' : describeCode(code as Code);
      return allowed.some(one => one === code) ? accept(received) : refuse(received, 'code.unexpected');
    },
  };
}

/** The server does not tell its user that the device did what it was asked for. */
export function reportsNoSuccess(): Expectation<ServerAnswer> {
  return {
    expected: 'no answer, or an error',
    judge: ({ code }) => {
      const received = code === null ? 'no answer' : describeCode(code as Code);
      return code?.startsWith('2.') ? refuse(received, 'code.unexpected') : accept(received);
    },
  };
}

/** The server tells its user this value of a resource. */
export function reportsValue(path: string, wanted: Plain): Expectation<ServerAnswer> {
  return {
    expected: `${path} = ${show(wanted)}`,
    judge: ({ values }) => {
      const received = `${path} = ${show(values?.[path])}`;
      return values?.[path] === wanted ? accept(received) : refuse(received, 'value.unexpected');
    },
  };
}

/** The server tells its user no value at all. */
export function reportsNoValue(): Expectation<ServerAnswer> {
  return {
    expected: 'no value',
    judge: ({ values = {} }) => {
      const paths = Object.keys(values);
      return paths.length === 0
        ? accept('no value')
        : refuse(`values of ${paths.join(', ')}`, 'value.unexpected');
    },
  };
}

function onObjects(expected: string, predicate: (objects: readonly string[]) => boolean): Expectation<Shown> {
  return onRegistration(expected, ({ objects }) => {
    const received = objects.join(', ') || 'no objects';
    return predicate(objects) ? accept(received) : refuse(received, 'value.unexpected');
  });
}

function onRegistration(
  expected: string,
  judge: (registration: ReportedRegistration) => Judgement,
): Expectation<Shown> {
  return {
    expected,
    judge: registration =>
      registration === undefined
        ? refuse('no registration of the device', 'value.unexpected')
        : judge(registration),
  };
}

function accept(received: string): Judgement {
  return { pass: true, received };
}

function refuse(received: string, reason: ReasonCode): Judgement {
  return { pass: false, received, reason };
}

function show(value: Plain | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
